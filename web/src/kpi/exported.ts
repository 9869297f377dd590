// The figures that stand on the screen, as a sheet: for each the share, what counted for it and what counted at all.
import type { Kpi, KpiRow, Share } from '@/api/types';
import type { OwnList, Words } from '@/lists/exported';
import { columns_of, percent, share_of, type Column } from './shares';

const three = (share: Share | null) => (share === null ? ['', '', ''] : [share.of === 0 ? '' : percent(share), String(share.good), String(share.of)]);

// `who`: what a row is called.
export function kpi_list(kpi: Pick<Kpi, 'month' | 'by' | 'metrics'>, who: (row: KpiRow) => string): OwnList<KpiRow> {
  const columns = columns_of(kpi).filter((each) => each !== 'name');
  const title = (words: Words, column: Column, part: 'share' | 'good' | 'of') => (column === 'use' ? words.t(`kpi.field.use_${part}`) : words.t(`kpi.field.${part}`, { metric: words.t(`kpi.metric.${column}`) }));
  const is_share = (column: Column) => column === 'use' || kpi.metrics.includes(column as never);
  return {
    name: `kpi-${kpi.by}-${kpi.month}`,
    titles: (words) => [words.t('kpi.field.name'), words.t('kpi.field.who'), ...columns.flatMap((each) => (is_share(each) ? (['share', 'good', 'of'] as const).map((part) => title(words, each, part)) : [words.t(`kpi.field.${each}`)]))],
    row: (row) => [
      row.name,
      who(row),
      ...columns.flatMap((each) => {
        if (is_share(each)) return three(share_of(row, kpi.metrics, each));
        return [String((each === 'merits' ? row.merits : each === 'pending' ? row.pending : Math.round(row.longest_late_s)) ?? '')];
      }),
    ],
  };
}
