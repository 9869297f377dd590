// An obligation for a test: an order that the shift was to accept within ten minutes.
import type { Obligation } from '@/api/types';

export function obligation(differs: Partial<Obligation> = {}): Obligation {
  return {
    asked_by: 21,
    step: 'accept-order',
    part: 0,
    verb: 'act',
    matter: { kind: 'order', id: 21, title: { zh: '甲烷浓度高', en: 'Methane high' }, zone: 'tank-farm' },
    zone: 'tank-farm',
    post: 'shift-operator',
    people: ['wang.qiang'],
    asked: '2026-11-24T11:32:00Z',
    due: '2026-11-24T11:42:00Z',
    standard: false,
    standing: 'pending',
    late_s: 0,
    done: null,
    judgement: 'none',
    judged: '',
    round: 1,
    ...differs,
  };
}
