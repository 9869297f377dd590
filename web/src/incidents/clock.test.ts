import { describe, expect, it } from 'vitest';
import { card_clock, digits, report_clock } from './clock';

const kNow = Date.parse('2026-11-24T11:00:00Z');
const at = (minutes: number) => new Date(kNow + minutes * 60_000).toISOString();

describe('the clock of the report', () => {
  it('counts down, and goes on counting when its time has passed here before the server says so', () => {
    expect(report_clock({ state: 'due', due: at(42) }, kNow)).toEqual({ kind: 'left', ms: 42 * 60_000 });
    expect(report_clock({ state: 'due', due: at(-3) }, kNow)).toEqual({ kind: 'overdue', ms: 3 * 60_000 });
    expect(report_clock({ state: 'overdue', due: at(-3) }, kNow)).toEqual({ kind: 'overdue', ms: 3 * 60_000 });
  });
  it('is overdue even where it is not said for how long', () => {
    expect(report_clock({ state: 'overdue', due: null }, kNow)).toEqual({ kind: 'overdue', ms: 0 });
  });
  it('goes on after a report where a follow-up is asked for, and stands still where none is', () => {
    expect(report_clock({ state: 'reported', due: at(60) }, kNow)).toEqual({ kind: 'reported', next: { kind: 'left', ms: 3_600_000 } });
    expect(report_clock({ state: 'reported', due: null }, kNow)).toEqual({ kind: 'reported', next: null });
  });
  it('runs for nobody where nothing need be reported', () => {
    expect([report_clock({ state: 'waived', due: null }, kNow), report_clock({ state: 'none', due: null }, kNow)]).toEqual([{ kind: 'waived' }, { kind: 'none' }]);
  });
});

describe('the clock of a card', () => {
  it('says what is left to take it, for how long nobody has, and since when somebody does it', () => {
    expect(card_clock({ state: 'issued', due: at(2), taken: null }, kNow)).toEqual({ kind: 'left', ms: 120_000 });
    expect(card_clock({ state: 'issued', due: at(-2), taken: null }, kNow)).toEqual({ kind: 'overdue', ms: 120_000 });
    expect(card_clock({ state: 'taken', due: at(-2), taken: at(-1) }, kNow)).toEqual({ kind: 'doing', ms: 60_000 });
    expect(card_clock({ state: 'done', due: at(-2), taken: at(-1) }, kNow)).toEqual({ kind: 'done' });
  });
  it('begins at nothing for a card that was taken a moment ago by another clock', () => {
    expect(card_clock({ state: 'taken', due: at(-2), taken: at(1) }, kNow)).toEqual({ kind: 'doing', ms: 0 });
    expect(card_clock({ state: 'taken', due: at(-2), taken: null }, kNow)).toEqual({ kind: 'doing', ms: 0 });
  });
  it('has digits that stand still', () => {
    expect([0, 9_999, 247_000, 3_599_999, 3_723_000, -5].map(digits)).toEqual(['0:00', '0:09', '4:07', '59:59', '1:02:03', '0:00']);
  });
});
