// What a related risk found: what it asked of the point and is true, and what rings beside it.
import type { Condition } from '@/api/types';

type Known = ReadonlyMap<string, Condition>;
const is_asked = (name: string, known: Known) => known.get(name)?.rings === 'never';

export const asked_of = (others: readonly string[], known: Known) => others.filter((name) => is_asked(name, known)).map((name) => known.get(name)!);
export const ringing_of = (others: readonly string[], known: Known) => others.filter((name) => !is_asked(name, known));
