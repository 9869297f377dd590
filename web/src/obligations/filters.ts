// What a list of obligations is asked for, as it stands in the address. Pure.
import type { LocationQuery } from 'vue-router';
import type { Kpi, Metric, Standing } from '@/api/types';
import { is_month } from '@/merits/month';
import { kStandings } from './standing';

// Those that are made of obligations.
export const kMetrics: readonly Metric[] = ['warning-timeliness', 'review-timeliness', 'rectified-on-time', 'checks-done', 'care-on-time', 'handover-on-time', 'emergency-response', 'training-on-time', 'reported-on-time', 'measures-in-place', 'first-pass', 'orders-closed', 'hazards-closed', 'data-quality'];

export interface Asked {
  month: string;
  person?: string;
  post?: string;
  zone?: string;
  metric?: Metric;
  standing?: Standing;
}

export function asked_of(query: LocationQuery, this_month: string): Asked {
  const text = (name: string) => (typeof query[name] === 'string' && query[name] !== '' ? (query[name] as string) : undefined);
  return {
    month: is_month(query.month) ? query.month : this_month,
    person: text('person'),
    post: text('post'),
    zone: text('zone'),
    metric: kMetrics.find((each) => each === query.metric),
    standing: kStandings.find((each) => each === query.standing),
  };
}

// Whose figures they are; null: of everybody.
export function owner_of(asked: Asked): { by: Kpi['by']; name: string } | null {
  for (const by of ['person', 'post', 'zone'] as const) {
    const name = asked[by];
    if (name !== undefined) return { by, name };
  }
  return null;
}
