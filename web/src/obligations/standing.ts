// How an obligation stands at a moment, and by how much. Pure; times are milliseconds.
import type { Obligation, Standing } from '@/api/types';

export const kStandings: readonly Standing[] = ['overdue', 'late', 'on-time', 'pending', 'withdrawn']; // the worst first

// What was not due when the server was asked may be overdue by now.
export function standing_at(obligation: Obligation, now: number): Standing {
  return obligation.standing === 'pending' && obligation.due !== null && Date.parse(obligation.due) < now ? 'overdue' : obligation.standing;
}

// Overdue: past its time until now, and counting; late: past its time when it was done; pending: what is left, null where there is no time for it yet.
export function span_ms(obligation: Obligation, now: number): number | null {
  const due = obligation.due === null ? null : Date.parse(obligation.due);
  switch (standing_at(obligation, now)) {
    case 'overdue':
      return Math.max(obligation.late_s * 1000, due === null ? 0 : now - due);
    case 'late':
      return obligation.late_s * 1000;
    case 'pending':
      return due === null ? null : due - now;
    case 'on-time':
    case 'withdrawn':
      return 0;
  }
}

export type Tally = Record<Standing, number>;
export function tally(obligations: readonly Obligation[], now: number): Tally {
  const counts: Tally = { overdue: 0, late: 0, 'on-time': 0, pending: 0, withdrawn: 0 };
  for (const each of obligations) counts[standing_at(each, now)] += 1;
  return counts;
}

// Of a post, and of none of its people by name.
const kOfPost: ReadonlySet<Obligation['step']> = new Set<Obligation['step']>(['close-order', 'close-hazard', 'restore-data']);
export const is_of_post = (obligation: Obligation) => kOfPost.has(obligation.step);

// Names one obligation among all.
export const key_of = (obligation: Obligation) => `${obligation.asked_by}.${obligation.step}.${obligation.part}`;

// The words beside the step that tell it from its like: which signature, which time.
export function which_of(obligation: Obligation): { key: string; n: number } | null {
  if (obligation.round > 1) return { key: 'stories.round_n', n: obligation.round };
  if (obligation.step === 'sign-permit' && obligation.part > 0) return { key: 'stories.signature_n', n: obligation.part };
  if ((obligation.step === 'take-card' || obligation.step === 'do-card') && obligation.part > 0) return { key: 'stories.card_n', n: obligation.part };
  return null;
}
