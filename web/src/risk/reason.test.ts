import { describe, expect, it } from 'vitest';
import type { RiskReason, RiskTerm, TermLevel } from '@/api/types';
import '@/text/english';
import { i18n } from '@/text/i18n';
import { reason_of, remedy_of, type ReasonNames } from './reason';

const t = i18n.global.t as unknown as ReasonNames['t'];
const same = (name: string) => name;
const names: ReasonNames = { t, record: (kind, id) => `${kind}/${id}`, zone: same, row: same, condition: same, device: same, fact: same, reading: () => '54.6 %LEL', failure: () => '联锁旁路' };

// One of each kind, as the server tells it.
const kReasons: [RiskTerm, RiskReason, string][] = [
  ['residual', { kind: 'assessment', id: 'tank-leak', detail: 'moderate' }, '/records/risk-event/tank-leak'],
  ['residual', { kind: 'zone', id: 'office', detail: '' }, '/records/risk-event'],
  ['measures', { kind: 'measure', id: 'gas-trip', detail: 'tank-farm-gas' }, '/records/risk-measure/gas-trip'],
  ['checks', { kind: 'check', id: '31', detail: 'gas-trip' }, '/checks/31'],
  ['readings', { kind: 'alarm', id: '7', detail: 'ch4-02:high' }, '/alarms/7'],
  ['blindness', { kind: 'alarm', id: '8', detail: 'ch4-02:stale' }, '/alarms/8'],
  ['hazards', { kind: 'hazard', id: '9', detail: 'general' }, '/hazards/9'],
  ['special-work', { kind: 'permit', id: 'permit-hot-work', detail: '' }, '/modes'],
  ['people', { kind: 'people', id: '', detail: '3' }, '/modes'],
  ['people', { kind: 'people', id: '', detail: '' }, '/modes'],
  ['calibration', { kind: 'device', id: 'rtu-01', detail: '2026-11-20' }, '/records/device-card?field=device&value=rtu-01'],
  ['inside', { kind: 'zone', id: 'loading', detail: 'serious' }, '/risk?zone=loading'],
];
const kTerms: RiskTerm[] = ['residual', 'measures', 'checks', 'readings', 'blindness', 'hazards', 'special-work', 'people', 'calibration', 'inside'];

describe.each(['zh', 'en'] as const)('the reasons of a risk in %s', (language) => {
  it.each(kReasons)('say what %s comes from: %o', (term, reason, to) => {
    i18n.global.locale.value = language;
    const said = reason_of(term, reason, names);
    expect(said.to).toBe(to);
    expect(said.text).not.toMatch(/[{}]|risk\.|terms\./); // every hole filled, every word there
    expect(/\p{Script=Han}/u.test(said.text.replace('联锁旁路', ''))).toBe(language === 'zh');
  });
  it.each(kTerms)('say what would bring %s down', (term) => {
    i18n.global.locale.value = language;
    const said = remedy_of(term, [], t);
    expect(said).not.toMatch(/[{}]|risk\./);
    expect(/\p{Script=Han}/u.test(said)).toBe(language === 'zh');
  });
});

describe('the reasons of a risk', () => {
  const in_chinese = (term: RiskTerm, reason: RiskReason, other: Partial<ReasonNames> = {}) => {
    i18n.global.locale.value = 'zh';
    return reason_of(term, reason, { ...names, ...other });
  };
  it('say why a measure fails, and lead to the row or the condition that says so', () => {
    const by_row = in_chinese('measures', { kind: 'measure', id: 'trip', detail: 'tank-farm-gas' });
    expect(by_row.text).toBe('措施“risk-measure/trip”失效（tank-farm-gas：联锁旁路）');
    expect(by_row.also?.to).toBe('/rows#tank-farm-gas');
    expect(in_chinese('measures', { kind: 'measure', id: 'trip', detail: 'pt-801:low' }).also?.to).toBe('/conditions/pt-801:low');
  });
  it('say no more of a measure than is known', () => {
    expect(in_chinese('measures', { kind: 'measure', id: 'trip', detail: 'gas' }, { failure: () => '' }).text).toBe('措施“risk-measure/trip”失效（gas）');
  });
  it('tell people that were counted from people of whom nobody knows', () => {
    expect(in_chinese('people', { kind: 'people', id: '', detail: '0' }).text).toBe('区域内有 0 人');
    expect(in_chinese('people', { kind: 'people', id: '', detail: '' }).text).toBe('区域内人数未知，按有人计');
  });
  it('say how many things a remedy is about', () => {
    const terms: TermLevel[] = [{ term: 'measures', level: 'serious', reasons: [kReasons[2]![1], kReasons[2]![1]] }];
    i18n.global.locale.value = 'zh';
    expect(remedy_of('measures', terms, t)).toBe('恢复 2 项失效的管控措施');
  });
});
