// By what a list is ordered: `sort` as the interface has it, kept in the address, and the same order for things that are here already.
import { computed, type WritableComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';

export const kOrders = {
  alarms: ['-severity', 'severity', '-raised', 'raised'],
  orders: ['deadline', '-deadline', '-severity', '-issued', 'issued'],
  hazards: ['-reported', 'reported', 'deadline', '-deadline', '-severity'],
  checks: ['deadline', '-deadline', '-issued', 'issued'],
  care: ['deadline', '-deadline', '-issued', 'issued'],
  devices: ['name', '-name', 'zone', '-zone', 'deadline', '-deadline', 'sensor', '-sensor', '-care', 'care'],
  notices: ['-severity', 'severity', '-issued', 'issued'],
  handovers: ['-offered', 'offered', '-change', 'change'],
  permits: ['deadline', '-deadline', '-applied', 'applied'],
  incidents: ['-opened', 'opened', '-severity', 'severity'],
  trainings: ['deadline', '-deadline', '-assigned', 'assigned'],
  drills: ['-started', 'started'],
  qualifications: ['-last_day', 'category', '-category'],
  accounts: ['name', '-name', 'role', '-role', '-login'],
  merits: ['-rank', 'name', '-name'],
  absences: ['-from', 'until', '-until', 'person', '-person'],
  points: ['-severity', 'severity', 'name', '-name', 'zone', '-zone', '-age', 'age'],
} as const;
export type OrderedList = keyof typeof kOrders;
export type SortOf<L extends OrderedList> = (typeof kOrders)[L][number];

// Empty: as the list is by itself.
export function use_order<L extends OrderedList>(list: L): WritableComputedRef<SortOf<L> | ''> {
  const route = useRoute();
  const router = useRouter();
  const known: readonly SortOf<L>[] = kOrders[list];
  return computed({
    get: () => known.find((name) => name === route.query.sort) ?? '',
    set: (name) => void router.replace({ query: { ...route.query, sort: name || undefined } }),
  });
}

// The words of an order: lists.in_order.
export const words_of = (sort: string) => (sort.startsWith('-') ? `${sort.slice(1)}_down` : sort);

// What a heading's button asks for next: the most first, the least first, as it was.
export const next_of = (field: string, sort: string) => (sort === `-${field}` ? field : sort === field ? '' : `-${field}`);
export const aria_sort = (field: string, sort: string) => (sort === field ? 'ascending' : sort === `-${field}` ? 'descending' : 'none');

// As the server orders: equal ones by id, in the same direction.
export function in_order<T extends { id: number }>(items: readonly T[], sort: string, ranks: Record<string, (item: T) => number>): T[] {
  const way = sort.startsWith('-') ? -1 : 1;
  const rank = ranks[sort.replace(/^-/, '')] ?? (() => 0);
  return [...items].sort((a, b) => way * (rank(a) - rank(b) || a.id - b.id));
}

// By a comparison of each field; equal ones by `last`, in the same direction.
export function in_order_by<T>(items: readonly T[], sort: string, fields: Record<string, (a: T, b: T) => number>, last: (a: T, b: T) => number): T[] {
  const way = sort.startsWith('-') ? -1 : 1;
  const compare = fields[sort.replace(/^-/, '')] ?? (() => 0);
  return [...items].sort((a, b) => way * (compare(a, b) || last(a, b)));
}
