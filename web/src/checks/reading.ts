// What a reading that a person takes says by itself: whether it can be one of this point at all, and which limits it is beyond. Pure.
import type { Condition, Point } from '@/api/types';

export type Judged =
  | { kind: 'none' } // nothing was typed
  | { kind: 'unreadable' }
  | { kind: 'outside'; value: number } // of the point's range: the instrument cannot show it
  | { kind: 'read'; value: number; beyond: Condition[] }; // the worst first

const kNumber = /^[+-]?(\d+([.]\d*)?|[.]\d+)$/;
const kFullWidth = '０'.charCodeAt(0) - '0'.charCodeAt(0);
const kRanks = ['major', 'serious', 'moderate', 'low'];

// Three digits or more behind a comma may be thousands (1,200) or a fraction: who reads them as one of the two may be a thousandfold wrong. Behind a zero they
// are a fraction.
const kAmbiguous = /^[+-]?0*[1-9]\d*,\d{3,}$/;

// As keypads give it: a comma for the point, a real minus, digits of full width. Null: no number, or nobody knows which.
export function number_of(typed: string): number | null {
  const text = typed.trim().replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - kFullWidth)).replace(/[−﹣－]/, '-').replace(/[，﹐]/g, ',');
  if (kAmbiguous.test(text)) return null;
  const pointed = text.replace(/[,。．]/, '.');
  return kNumber.test(pointed) ? Number(pointed) : null;
}

export function judge(typed: string, point: Point, conditions: readonly Condition[]): Judged {
  if (typed.trim() === '') return { kind: 'none' };
  const value = number_of(typed);
  if (value === null) return { kind: 'unreadable' };
  if (value < point.range_min || value > point.range_max) return { kind: 'outside', value };
  const beyond = limits_of(conditions).filter((c) => (c.kind === 'low' ? value <= c.limit! : value >= c.limit!));
  return { kind: 'read', value, beyond: beyond.sort((a, b) => kRanks.indexOf(a.severity) - kRanks.indexOf(b.severity)) };
}

// Those that a single value can be held against. What rings only with a permit says nothing where nobody works.
export const limits_of = (conditions: readonly Condition[]) =>
  conditions.filter((c) => c.limit !== null && (c.kind === 'high' || c.kind === 'low') && c.rings !== 'with-permit');
