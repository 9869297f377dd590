// What the level rests on, as people say it; empty: the kind knows none.
import type { Permit, PermitRules, Text } from '@/api/types';
import { limit } from '@/text/format';
import { asks_for } from './form';

interface Sayings {
  t: (key: string, holes?: Record<string, unknown>) => string;
  text: (both: Text | null | undefined) => string;
}

export function grounds_said(permit: Pick<Permit, 'kind' | 'grounds'>, rules: PermitRules | null, { t, text }: Sayings): string {
  const { kind, grounds } = permit;
  const asks = asks_for(kind);
  const named = (list: { name: string; text: Text }[] | undefined, name: string) => text(list?.find((each) => each.name === name)?.text) || name;
  const said = [
    asks.hot_place && grounds.hot_place ? named(rules?.hot_places, grounds.hot_place) : '',
    asks.height ? `${t('permits.height_m')} ${limit(grounds.height_m ?? 0)}` : '',
    ...(asks.height ? (grounds.factors ?? []).map((each) => named(rules?.height_factors, each)) : []),
    asks.load ? `${t('permits.load_t')} ${limit(grounds.load_t ?? 0)}` : '',
    asks.depth ? `${t('permits.depth_m')} ${limit(grounds.depth_m ?? 0)}` : '',
  ];
  return said.filter(Boolean).join(' · ');
}
