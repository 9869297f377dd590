// The points as they stand on the screen, as a sheet.
import type { OwnList, Words } from '@/lists/exported';
import type { PointNow } from './listing';
import { is_known } from './known';

const kFields = ['point', 'what', 'zone', 'kind', 'purpose', 'value', 'in_unit', 'state', 'severity', 'at', 'device'];

export function state_of({ status }: PointNow, t: Words['t']): string {
  if (!status || status.value === null) return t('points.no_value');
  if (status.stale) return t('points.stale');
  return status.quality === 'good' ? t('points.known') : t(`terms.quality.${status.quality}`);
}

export const point_list: OwnList<PointNow> = {
  name: 'points',
  titles: (words) => kFields.map((field) => words.t(`lists.field.${field}`)),
  row(now, w) {
    const { point, status } = now;
    const value = status?.value ?? null;
    return [
      point.name, w.text(point.title), w.zone(point.zone), w.t(`terms.kind.${point.kind}`), w.t(`terms.purpose.${point.purpose}`),
      value === null ? '' : String(value), point.unit, `${state_of(now, w.t)}${is_known(status) ? '' : ' ◆'}`, status?.worst ? w.t(`terms.severity.${status.worst}`) : '', status?.source ? w.time(status.source, 'full') : '', point.device,
    ];
  },
};
