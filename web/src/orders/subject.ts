// What an order is about where it is no condition of the site: a permit that was taken back, "permit/41:guardian-absent". Pure.
import type { StopCause } from '@/api/types';
import { kCauses } from '@/permits/causes';

export interface PermitSubject {
  permit: number;
  cause: StopCause;
}

// None: a condition.
export function permit_subject(condition: string): PermitSubject | null {
  const [, id, word] = /^permit\/([1-9]\d*):([a-z-]+)$/.exec(condition) ?? [];
  const cause = kCauses.find((each) => each === word);
  return id && cause ? { permit: Number(id), cause } : null;
}

// Beside a card: where it is, in one word.
export const tag_of = (condition: string) => condition.split(':')[0]!.replace(/^permit\//, '#');
