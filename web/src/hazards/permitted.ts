// What I may do with a hazard now: the thing that waits for me, what else I may do, and why not where a person would look for a button.
// The rules are those of the server (core/hazard, core/engine/permission), which decides.
import type { Account, Hazard } from '@/api/types';
import { answers_for } from '@/duty/answers_for';
import { has_right } from '@/session/roles';

export type Deed = 'grade' | 'raise' | 'merge' | 'dismiss' | 'accept' | 'take-over' | 'rectify' | 'review' | 'review-again' | 'extend' | 'ask-extension' | 'refuse-extension';
export type WhyNot = 'needs_officer' | 'wrong_post' | 'others_work' | 'waiting_review' | 'waiting_second' | 'own_work' | 'own_review' | 'is_closed' | 'is_merged' | 'is_dismissed';
export interface Permitted {
  main: Deed | null;
  also: Deed[];
  why: WhyNot | null; // there is no main one
}

export interface Known {
  above: (post: string) => string | null; // one step up the chain of duty
  mended_by: ReadonlySet<string>; // logins
}

export function permitted(hazard: Hazard, me: Account, known: Known): Permitted {
  switch (hazard.outcome) {
    case 'closed':
      return wait('is_closed');
    case 'merged':
      return wait('is_merged');
    case 'dismissed':
      return wait('is_dismissed');
    case 'open':
      return of_open(hazard, me, known);
  }
}

const wait = (why: WhyNot, also: Deed[] = []): Permitted => ({ main: null, also, why });
const act = (main: Deed, also: Deed[] = []): Permitted => ({ main, also, why: null });

function of_open(hazard: Hazard, me: Account, known: Known): Permitted {
  switch (hazard.state) {
    case 'reported':
      return has_right(me.role, 'judge') ? act('grade', ['merge', 'dismiss']) : wait('needs_officer');
    case 'graded':
      return of_graded(hazard, me, known);
    case 'accepted':
    case 'returned':
      return of_accepted(hazard, me, known);
    case 'rectified':
      if (known.mended_by.has(me.login)) return wait(has_right(me.role, 'approve') ? 'own_work' : 'waiting_review');
      return has_right(me.role, 'approve') ? act('review') : wait('waiting_review');
    case 'reviewed':
      if (!has_right(me.role, 'decide')) return wait('waiting_second');
      if (known.mended_by.has(me.login)) return wait('own_work');
      return hazard.reviewer === me.login ? wait('own_review') : act('review-again');
  }
}

// What is mended at once need not be accepted, and its reporter may mend it; a lead may act for any post, but is not who it waits for.
function of_graded(hazard: Hazard, me: Account, known: Known): Permitted {
  const at_once = hazard.handling === 'at-once';
  const may_accept = has_right(me.role, 'lead') || (has_right(me.role, 'work') && answers_for(me, hazard.post, known.above));
  const step: Deed = at_once ? 'rectify' : 'accept';
  const others: Deed[] = [...(at_once && may_accept ? ['accept' as const] : []), ...of_mending(hazard, me, known)];
  if (!has_right(me.role, 'work')) return wait('wrong_post', others);
  if (me.posts.includes(hazard.post) || (at_once && hazard.reporter === me.login)) return act(step, others);
  return wait('wrong_post', may_accept ? [step, ...others] : others);
}

function of_accepted(hazard: Hazard, me: Account, known: Known): Permitted {
  if (hazard.handler === me.login) return act('rectify', of_mending(hazard, me, known));
  return wait('others_work', [...(has_right(me.role, 'lead') ? ['take-over' as const] : []), ...of_mending(hazard, me, known)]);
}

// What those above do while it is being mended: whoever is to be in time does not say what in time means.
function of_mending(hazard: Hazard, me: Account, known: Known): Deed[] {
  const may_raise = has_right(me.role, 'judge') && hazard.grade !== 'major';
  const above = known.above(hazard.post);
  const stands_above = above !== null && answers_for(me, above, known.above);
  const may_extend = hazard.handler !== me.login && (has_right(me.role, 'decide') || (has_right(me.role, 'approve') && stands_above));
  const may_ask = hazard.handler === me.login;
  const may_refuse = may_extend && hazard.asked !== null;
  return [...(may_ask ? ['ask-extension' as const] : []), ...(may_extend ? ['extend' as const] : []), ...(may_refuse ? ['refuse-extension' as const] : []), ...(may_raise ? ['raise' as const] : [])];
}
