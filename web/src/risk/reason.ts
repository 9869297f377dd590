// What a term of a zone's risk comes from, and what would bring it down, as sentences in the reader's language, with where to go. Pure.
import type { RiskReason, RiskTerm, TermLevel } from '@/api/types';

export interface ReasonNames {
  t: (key: string, holes?: Record<string, unknown>) => string;
  record: (kind: string, id: string) => string;
  zone: (name: string) => string;
  row: (name: string) => string;
  condition: (name: string) => string;
  fact: (name: string) => string;
  device: (name: string) => string;
  reading: (condition: string) => string; // of the condition's point, now
  failure: (watch: string) => string; // why what watches a measure says that it fails, as it is now; empty: not known here
}

export interface Reason {
  text: string;
  to: string; // the page of it
  also: { text: string; to: string } | null; // what says so
}

export function reason_of(term: RiskTerm, reason: RiskReason, names: ReasonNames): Reason {
  const { t } = names;
  const { id, detail } = reason;
  switch (reason.kind) {
    case 'assessment':
      return { text: t('risk.because.assessment', { event: names.record('risk-event', id), level: t(`risk.degree.${detail}`) }), to: `/records/risk-event/${id}`, also: null };
    case 'zone':
      if (term === 'inside') return { text: t('risk.because.inside', { zone: names.zone(id), level: t(`risk.degree.${detail}`) }), to: `/risk?zone=${id}`, also: null };
      return { text: t('risk.because.as_site'), to: '/records/risk-event', also: null };
    case 'measure':
      return measure_reason(id, detail, names);
    case 'check':
      return { text: t('risk.because.check', { id, measure: names.record('risk-measure', detail) }), to: `/checks/${id}`, also: null };
    case 'alarm':
      return { text: t(term === 'blindness' ? 'risk.because.blind' : 'risk.because.alarm', { id, condition: names.condition(detail), value: names.reading(detail) }), to: `/alarms/${id}`, also: { text: t('risk.rule'), to: `/conditions/${detail}` } };
    case 'hazard':
      return { text: t('risk.because.hazard', { id, grade: t(`terms.grade.${detail}`) }), to: `/hazards/${id}`, also: null };
    case 'permit':
      return { text: t('risk.because.permit', { fact: names.fact(id) }), to: '/modes', also: null };
    case 'people':
      return { text: detail === '' ? t('risk.because.people_unknown') : t('risk.because.people', { n: detail }), to: '/modes', also: null };
    case 'device':
      return { text: t('risk.because.device', { device: names.device(id), day: detail }), to: `/records/device-card?field=device&value=${id}`, also: null };
  }
}

function measure_reason(id: string, watch: string, names: ReasonNames): Reason {
  const is_condition = watch.includes(':');
  const by = is_condition ? names.condition(watch) : names.row(watch);
  const why = names.failure(watch);
  const text = names.t('risk.because.measure', { measure: names.record('risk-measure', id), why: why === '' ? by : names.t('risk.because.watch', { by, why }) });
  return { text, to: `/records/risk-measure/${id}`, also: is_condition ? { text: names.t('risk.rule'), to: `/conditions/${watch}` } : { text: names.t('risk.row'), to: `/rows#${watch}` } };
}

// What has to happen for the term to be yellow again.
export function remedy_of(term: RiskTerm, terms: readonly TermLevel[], t: ReasonNames['t']): string {
  const reasons = terms.find((each) => each.term === term)?.reasons ?? [];
  return t(`risk.remedy.${term}`, { n: reasons.length });
}
