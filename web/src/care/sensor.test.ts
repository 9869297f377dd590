import { describe, expect, it } from 'vitest';
import { sensor_state } from './sensor';

describe('the age of a sensor', () => {
  it('is nothing to look at before the first warning, then soon over, then over', () => {
    const state = (days_left: number, reached: 90 | 60 | 30 | 0 | null) => sensor_state({ last_day: '2026-12-24', days_left, reached });
    expect([state(91, null), state(90, 90), state(0, 30), state(-1, 0)]).toEqual(['well', 'soon', 'soon', 'over']);
  });
});
