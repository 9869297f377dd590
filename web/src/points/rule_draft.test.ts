import { describe, expect, it } from 'vitest';
import type { Condition, Point, RuleTrialCell, RuleTrialFinding, RuleTrialHistory } from '@/api/types';
import { asked_of, can_be_tried, caret, judged, lacks, new_rule, rule_of, to_ask } from './rule_draft';

const point = { name: 'ch4-01', range_min: 0, range_max: 100 } as Point;
const high = { name: 'ch4-01:high', kind: 'high', limit: 25, expression: null, deadband: 1, on_delay_s: 3, severity: 'moderate', rings: 'always' } as unknown as Condition;
const rising = { ...high, name: 'ch4-01:rising', kind: 'expression', limit: null, expression: 'rate(5min) > 2', deadband: 0 } as unknown as Condition;
const kNow = Date.parse('2026-12-01T00:00:00Z');

describe('what is asked of the server', () => {
  it('of a rule of now is only what was changed', () => {
    expect(to_ask({ ...rule_of(rising), text: 'rate(5min) > 3' }, point, rising, 90, kNow)).toEqual({
      point: 'ch4-01', id: 'rising', from: '2026-09-02T00:00:00.000Z', when: 'rate(5min) > 3', delays_s: [0, 2, 5, 12, 30, 60],
    });
    const limit = to_ask({ ...rule_of(high), limit: 30 }, point, high, 7, kNow);
    expect(limit).toMatchObject({ limit: 30 });
    expect(limit).not.toHaveProperty('when');
    expect(limit).not.toHaveProperty('severity');
    expect(limit.limits).toContain(25);
    expect(limit.limits).not.toContain(30);
  });
  it('of a rule of now that was not touched is nothing but its neighbours', () => {
    const body = to_ask(rule_of(rising), point, rising, 7, kNow);
    expect(Object.keys(body).sort()).toEqual(['delays_s', 'from', 'id', 'point']);
  });
  it('of a new rule is all of it, and an empty delay is none', () => {
    const body = to_ask({ ...new_rule(), id: 'above', limit: 20, deadband: 2, respond_min: 30, title: { zh: '高', en: '' } }, point, null, 7, kNow);
    expect(body).toMatchObject({ id: 'above', when: 'high', limit: 20, deadband: 2, severity: 'moderate', respond_within_s: 1800, title: { zh: '高', en: '高' } });
    expect(body).not.toHaveProperty('response');
    expect(body).not.toHaveProperty('on_delay_s');
    expect(body.delays_s).toEqual([2, 5, 12, 30, 60]);
  });
});

describe('an address', () => {
  it('asks for what it names, and for nothing else', () => {
    expect(asked_of({ limit: '30', delay: '0', deadband: '', run: '1' })).toEqual({ limit: 30, delay_s: 0 });
    expect(asked_of({ limit: 'x', delay: ['1'] })).toEqual({});
    expect(to_ask({ ...rule_of(high), ...asked_of({ limit: '30', delay: '12' }) }, point, high, 7, kNow)).toMatchObject({ limit: 30, on_delay_s: 12 });
  });
});

describe('a form', () => {
  it('says what it lacks before anything is sent', () => {
    expect(lacks({ ...new_rule(), id: 'Too High' }, null, [])).toBe('id');
    expect(lacks({ ...new_rule(), id: 'high', limit: 1 }, null, ['high'])).toBe('taken');
    expect(lacks({ ...new_rule(), id: 'above' }, null, [])).toBe('limit');
    expect(lacks({ ...new_rule(), id: 'above', kind: 'expression', text: ' ' }, null, [])).toBe('text');
    expect(lacks({ ...new_rule(), id: 'above', limit: 0, delay_s: 3601 }, null, [])).toBe('delay');
    expect(lacks({ ...new_rule(), id: 'above', limit: 0 }, null, ['high'])).toBeNull();
    expect(lacks(rule_of(high), high, ['high'])).toBeNull();
  });
  it('takes what speaks of a value', () => {
    expect([high, rising, { ...high, kind: 'stale' } as Condition, { ...rising, rings: 'never' } as Condition].map(can_be_tried)).toEqual([true, true, false, false]);
  });
});

describe('an answer', () => {
  it('says what was found, missed, and is not known to be right', () => {
    expect(judged({ rang: 41, real: 3, missed: 1 } as RuleTrialCell, { windows: 4 } as RuleTrialHistory)).toEqual({ found: 3, missed: 1, others: 38 });
  });
  it('points at the sign of the expression that is wrong', () => {
    const at = (in_text: number | null) => ({ in_text }) as RuleTrialFinding;
    expect(caret(at(1), 'valu > 2')).toBe('^');
    expect(caret(at(7), 'value > 15 kPa')).toBe('      ^');
    expect(caret(at(3), '高x valu')).toBe('\u3000 ^');
    expect(caret(at(null), 'value > 2')).toBeNull();
    expect(caret(at(2), 'value >\n2')).toBeNull();
  });
});
