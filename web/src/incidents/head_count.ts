// How many are looked for, and of how many it is known where they are. Silence is nobody safe. Pure.
import type { AwaitedPerson, Evacuation, Whereabouts } from '@/api/types';

export interface Counts {
  expected: number;
  accounted: number;
  lost: number; // unknown and missing: expected = accounted + lost
  by: Record<Whereabouts, number>;
}

export function counts(people: readonly Pick<AwaitedPerson, 'state'>[]): Counts {
  const by: Counts['by'] = { unknown: 0, missing: 0, injured: 0, dead: 0, safe: 0, 'not-there': 0 };
  for (const { state } of people) by[state] += 1;
  const lost = by.unknown + by.missing;
  return { expected: people.length, accounted: people.length - lost, lost, by };
}

// A zone where a machine counted other than as many as the list has there. `within`: the zone and all zones inside it.
export interface Differs {
  zone: string;
  counted: number;
  listed: number;
}

export function differing({ counted, people }: Pick<Evacuation, 'counted' | 'people'>, within: (zone: string) => ReadonlySet<string>): Differs[] {
  return counted
    .map(({ zone, people: n }) => {
      const inside = within(zone);
      return { zone, counted: n, listed: people.filter((each) => inside.has(each.zone) && each.state !== 'not-there').length };
    })
    .filter((each) => each.counted !== each.listed);
}

// By name, login or place, as typed in a hurry.
export function found<T extends Pick<AwaitedPerson, 'name' | 'person'>>(people: readonly T[], typed: string, zone_name: (each: T) => string): T[] {
  const words = typed.trim().toLowerCase().split(/\s+/).filter(Boolean);
  return people.filter((each) => words.every((word) => `${each.name} ${each.person} ${zone_name(each)}`.toLowerCase().includes(word)));
}
