import { mount } from '@vue/test-utils';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Alarm, AlarmState } from '@/api/types';
import AlarmStateWord from '@/parts/alarm_state.vue';
import SeverityMark from '@/parts/severity_mark.vue';
import { i18n } from '@/text/i18n';
import { messages } from '@/text/english';
import { kSeverities, rank, worst_first } from './severity';

const alarm = (id: number, change: Partial<Alarm> = {}) =>
  ({ id, severity: 'moderate', acknowledged: false, active: true, annunciates: true, ...change }) as Alarm;
const ids = (...alarms: Alarm[]) => [...alarms].sort(worst_first).map((a) => a.id);

describe('the worst first', () => {
  it('ranks the severities from low to major, and none below all', () => {
    expect((['none', 'low', 'moderate', 'serious', 'major'] as const).map(rank)).toEqual([0, 1, 2, 3, 4]);
    expect(rank(null)).toBe(0);
  });
  it('puts the worse before the newer', () => {
    expect(ids(alarm(1, { severity: 'major' }), alarm(2, { severity: 'low' }), alarm(3, { severity: 'serious' }))).toEqual([1, 3, 2]);
  });
  it('puts what nobody has acknowledged before what somebody has', () => {
    expect(ids(alarm(1, { severity: 'major', acknowledged: true }), alarm(2, { severity: 'low' }))).toEqual([2, 1]);
  });
  it('puts what still stands before what returned, and the newer before the older', () => {
    expect(ids(alarm(1), alarm(2), alarm(3, { active: false }))).toEqual([2, 1, 3]);
  });
  it('puts what is set aside last', () => {
    expect(ids(alarm(1, { annunciates: false, severity: 'major' }), alarm(2, { severity: 'low' }))).toEqual([2, 1]);
  });
});

describe.each(['zh', 'en'] as const)('a severity in %s', (language) => {
  beforeEach(() => {
    i18n.global.locale.value = language;
  });
  const mark = (severity: (typeof kSeverities)[number], word: 'beside' | 'label') =>
    mount(SeverityMark, { props: { severity, word }, global: { plugins: [i18n] } });

  it('has a word beside its colour, or as its label', () => {
    for (const severity of kSeverities) {
      expect(mark(severity, 'beside').text()).toBe(messages[language].terms.severity[severity]);
      expect(mark(severity, 'label').find('svg').attributes('aria-label')).toBe(messages[language].terms.severity[severity]);
    }
  });
  it('has a shape of its own', () => {
    expect(new Set(kSeverities.map((s) => mark(s, 'label').find('.shape').attributes('d'))).size).toBe(4);
  });
  it('has a class of its own', () => {
    for (const severity of kSeverities) expect(mark(severity, 'label').classes()).toContain(severity);
  });
});

describe('the state of an alarm', () => {
  const states = Object.keys(messages.zh.terms.alarm_state) as AlarmState[];
  const shown = (state: AlarmState) => mount(AlarmStateWord, { props: { state }, global: { plugins: [i18n] } });

  it('has a word and a sign of its own in each state', () => {
    i18n.global.locale.value = 'zh';
    const texts = states.map((s) => shown(s).text());
    expect(new Set(texts.map((text) => text[0])).size).toBe(states.length);
    for (const [n, state] of states.entries()) expect(texts[n]).toContain(messages.zh.terms.alarm_state[state]);
  });
  it('calls only while nobody has acknowledged', () => {
    expect(states.filter((s) => shown(s).classes().includes('loud'))).toEqual(states.filter((s) => s.includes('unacknowledged')));
  });
});
