// Who stands where: the same points, the same rank; after two firsts comes the third.
import type { PersonMerits } from '@/api/types';

export interface Ranked {
  rank: number;
  person: PersonMerits;
}

// The list comes with the most points first.
export function ranks(people: readonly PersonMerits[]): Ranked[] {
  return people.map((person) => ({ rank: 1 + people.filter((other) => other.points > person.points).length, person }));
}
