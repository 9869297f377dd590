// What I may do with a permit now, what of it waits for me, and why not where a person would look for a button.
// The rules are those of the server (core/permit/permit_decide), which decides.
import type { Account, Permit, Text } from '@/api/types';
import { answers_for, type Above } from '@/duty/answers_for';
import { has_right } from '@/session/roles';
import type { Hand } from './isolation';

export type Deed = 'confirm' | 'test' | 'brief' | 'receive' | 'sign' | 'refuse' | 'guard' | 'start' | 'interrupt' | 'stop' | 'resume' | 'finish' | 'accept' | 'cancel' | 'archive';
export type WhyNot = 'not_named' | 'not_tester' | 'signed_already' | 'lead_signs' | 'post_signs' | 'own_work' | 'lacking' | 'lead_or_guardian' | 'guardian_only' | 'shift_resumes' | 'unit_accepts' | 'officer_archives' | 'not_signing';

export interface Permitted {
  main: Deed | null; // what waits for me
  can: ReadonlySet<Deed>;
  why: ReadonlyMap<Deed, WhyNot>; // of those that this state knows and I may not do
  hand: Hand; // for the locks of its isolations
  own_worker: string | null; // the id of my record, where I am one of its workers
}
export interface Known {
  above: Above;
  duty_post: string | null; // on duty for permits in its zone
  own_record: string | null; // the id of my person record
}

// What is missing besides the signatures: before all are given the last sentence counts them.
export function lacking(permit: Pick<Permit, 'missing' | 'next'>): Text[] {
  return permit.next === null ? permit.missing : permit.missing.slice(0, -1);
}

export const shift_post = (permit: Permit) => permit.signatures.find((each) => each.role === 'shift')?.post ?? null;
// Or was, when it was finished and then returned: the shift gives it back all the same.
export const is_taken_back = (permit: Pick<Permit, 'state' | 'stops'>) =>
  permit.state === 'suspended' || (permit.state === 'interrupted' && permit.stops.some((each) => each.cause !== null && each.resumed === null));
export const measures_left = (permit: Permit) => permit.measures.filter((each) => each.applies === null);
export const to_brief = (permit: Permit) => permit.workers.filter((worker) => !permit.briefing.some((each) => each.receivers.includes(worker)));
// Briefed, and have not signed for it.
export const to_receive = (permit: Permit) =>
  permit.workers.filter((worker) => permit.briefing.some((each) => each.receivers.includes(worker)) && !permit.briefing.some((each) => each.receipts.some((one) => one.worker === worker)));

// Until when the guardian is to be heard of; null: is not yet, or the work is not on.
export function guardian_by(permit: Pick<Permit, 'state' | 'guarded'>, within_s: number | null): string | null {
  if (permit.guarded === null || within_s === null || permit.state !== 'open') return null;
  return new Date(Date.parse(permit.guarded) + within_s * 1000).toISOString();
}

type Rule = WhyNot | null; // null: may
const kToldByAll: ReadonlySet<Deed> = new Set<Deed>(['sign', 'refuse', 'stop']);

export function permitted(permit: Permit, me: Account, known: Known): Permitted {
  const mine = who(permit, me, known);
  const rules = rules_of(permit, mine);
  const can = new Set<Deed>();
  const why = new Map<Deed, WhyNot>();
  for (const [deed, rule] of Object.entries(rules) as [Deed, Rule][]) {
    if (!has_right(me.role, kToldByAll.has(deed) ? 'tell' : 'work')) continue;
    if (rule === null) can.add(deed);
    else why.set(deed, rule);
  }
  const unit = permit.signatures.find((each) => each.role === 'unit')?.post ?? null;
  const works = has_right(me.role, 'work');
  const own_worker = works && known.own_record !== null && permit.workers.includes(known.own_record) ? known.own_record : null;
  return { main: main_of(permit, me, can, own_worker), can, why, own_worker, hand: { login: me.login, is_of: works && mine.is_of, runs_it: works && (mine.holds(shift_post(permit)) || mine.holds(unit)) } };
}

interface Who {
  is_lead: boolean;
  is_guardian: boolean;
  answers: boolean; // responsible, guards or applied, on duty there, or a safety officer
  is_of: boolean; // one of those, or works under it
  does_it: boolean; // does or guards the work
  is_officer: boolean;
  holds: (post: string | null) => boolean;
}

function who(permit: Permit, me: Account, known: Known): Who {
  const holds = (post: string | null) => post !== null && answers_for(me, post, known.above);
  const is_lead = me.login === permit.lead;
  const is_guardian = me.login === permit.guardian;
  const is_worker = known.own_record !== null && permit.workers.includes(known.own_record);
  const is_officer = has_right(me.role, 'judge');
  const answers = is_lead || is_guardian || me.login === permit.applied_by || holds(known.duty_post) || is_officer;
  return { is_lead, is_guardian, answers, is_of: answers || is_worker, does_it: is_lead || is_guardian || is_worker, is_officer, holds };
}

function rules_of(permit: Permit, { is_lead, is_guardian, answers, is_of, does_it, is_officer, holds }: Who): Partial<Record<Deed, Rule>> {
  const of = is_of ? null : ('not_named' as const);
  const test = answers ? null : ('not_tester' as const);
  const runs = is_lead || is_guardian ? null : ('lead_or_guardian' as const);
  const guard = is_guardian ? null : ('guardian_only' as const);
  const ready = permit.missing.length === 0 ? null : ('lacking' as const);
  const refuse = permit.signatures.some((each) => holds(each.post)) ? null : ('not_signing' as const);
  const at_shift = holds(shift_post(permit)) ? (does_it ? ('own_work' as const) : ready) : ('shift_resumes' as const);
  switch (permit.state) {
    case 'preparing':
      return { sign: sign_rule(permit, { is_lead, does_it, holds }), confirm: is_signed(permit) ? 'signed_already' : of, test, brief: of, receive: answers ? null : 'not_named', refuse, cancel: of };
    case 'signed':
      return { guard, start: runs ?? ready, test, receive: answers ? null : 'not_named', refuse, cancel: of };
    case 'open':
      return { stop: null, guard, interrupt: of, finish: runs, test, cancel: of };
    case 'interrupted':
      return { stop: null, resume: is_taken_back(permit) ? at_shift : (runs ?? ready), guard, finish: runs, test, receive: answers ? null : 'not_named', cancel: of };
    case 'suspended':
      return { resume: at_shift, test, receive: answers ? null : 'not_named', guard, finish: runs, cancel: of };
    case 'finished':
      return { accept: !holds(permit.accept_post) ? 'unit_accepts' : does_it ? 'own_work' : null };
    case 'accepted':
      return { archive: is_officer ? null : 'officer_archives' };
    case 'archived':
    case 'refused':
    case 'expired':
    case 'cancelled':
      return {};
  }
}

const is_signed = (permit: Permit) => permit.signatures.some((each) => each.by !== null);

function sign_rule(permit: Permit, { is_lead, does_it, holds }: Pick<Who, 'is_lead' | 'does_it' | 'holds'>): Rule {
  if (permit.next === null) return 'signed_already';
  if (permit.next.role === 'lead') return !is_lead ? 'lead_signs' : lacking(permit).length > 0 ? 'lacking' : null;
  if (!holds(permit.next.post)) return 'post_signs';
  if (does_it) return 'own_work';
  return lacking(permit).length > 0 ? 'lacking' : null;
}

const kReceives: ReadonlySet<Permit['state']> = new Set<Permit['state']>(['preparing', 'signed', 'interrupted', 'suspended']);

// What may be done by anybody waits for nobody.
function main_of(permit: Permit, me: Account, can: ReadonlySet<Deed>, own_worker: string | null): Deed | null {
  if (own_worker !== null && to_receive(permit).includes(own_worker) && kReceives.has(permit.state)) return 'receive';
  const mine = me.login === permit.lead || me.login === permit.guardian || me.login === permit.applied_by;
  switch (permit.state) {
    case 'preparing':
      if (can.has('sign') && (permit.next?.post === null || me.posts.includes(permit.next?.post ?? ''))) return 'sign';
      if (!mine || is_signed(permit)) return null;
      if (can.has('confirm') && measures_left(permit).length > 0) return 'confirm';
      if (can.has('brief') && to_brief(permit).length > 0) return 'brief';
      if (can.has('receive') && to_receive(permit).length > 0) return 'receive';
      return can.has('test') && lacking(permit).length > 0 ? 'test' : null;
    case 'signed':
      if (can.has('guard') && permit.guarded === null) return 'guard';
      return can.has('start') ? 'start' : null;
    case 'open':
      return can.has('guard') ? 'guard' : null;
    case 'interrupted':
    case 'suspended':
      return can.has('resume') ? 'resume' : null;
    case 'finished':
      return can.has('accept') ? 'accept' : null;
    case 'accepted':
      return can.has('archive') ? 'archive' : null;
    default:
      return null;
  }
}
