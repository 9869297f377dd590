// How one isolation stands, and what I may do with its lock now. The rules are those of the server (core/permit/permit_decide), which decides. Pure.
import type { IsolationDeed, Permit, PermitIsolation } from '@/api/types';

export type IsolationState = 'none' | IsolationDeed;
export function isolation_state(each: PermitIsolation): IsolationState {
  if (each.removed) return 'removed';
  if (each.kept) return 'kept';
  if (each.verified) return 'verified';
  return each.set ? 'set' : 'none';
}
export const hangs = (each: PermitIsolation) => ['set', 'verified', 'kept'].includes(isolation_state(each));
export const locks_left = (permit: Permit) => permit.isolations.filter((each) => ['set', 'verified'].includes(isolation_state(each)));

export interface Hand {
  login: string;
  is_of: boolean; // named on it, applied for it, on duty there, or a safety officer
  runs_it: boolean; // of the post of the shift or of the unit
}

export function isolation_deeds(permit: Permit, each: PermitIsolation, { login, is_of, runs_it }: Hand): IsolationDeed[] {
  if (!is_of && !runs_it && each.kept?.by !== login) return [];
  const deeds: IsolationDeed[] = [];
  const state = isolation_state(each);
  if (!hangs(each) && ['preparing', 'signed', 'interrupted', 'suspended'].includes(permit.state)) deeds.push('set');
  if (state === 'set' && !permit.over && each.set?.by !== login) deeds.push('verified');
  if (hangs(each) && permit.state !== 'open') deeds.push('removed');
  if (hangs(each) && state !== 'kept' && permit.state === 'finished') deeds.push('kept');
  return deeds;
}
