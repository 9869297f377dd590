import { describe, expect, it } from 'vitest';
import type { Alarm, PointStatus, RowStatus } from '@/api/types';
import { cause_truth, row_state } from './row_state';

const row = (change: Partial<RowStatus> = {}) => ({ row: 'gas', tripped: false, undecided: false, blocked: false, tripped_at: null, bypass: null, commands: [], ...change }) as RowStatus;
const bypass = { until: '', reason: '', by: '' };
const seen = { value: 3, quality: 'good', stale: false } as PointStatus;

describe('a row', () => {
  it('that nothing is known of is blind, never in service', () => {
    expect(row_state(undefined)).toBe('blind');
  });
  it('is in service while it could act', () => {
    expect(row_state(row())).toBe('armed');
  });
  it('says that it acted, that it may not act, that it should have acted', () => {
    expect(row_state(row({ tripped: true }))).toBe('tripped');
    expect(row_state(row({ bypass }))).toBe('bypassed');
    expect(row_state(row({ bypass, blocked: true }))).toBe('blocked');
  });
  it('is blind when its vote cannot be decided', () => {
    expect(row_state(row({ undecided: true }))).toBe('blind');
  });
  it('stays tripped when it becomes blind afterwards', () => {
    expect(row_state(row({ tripped: true, undecided: true }))).toBe('tripped');
  });
});

describe('a cause', () => {
  it('holds while its alarm is active', () => {
    expect(cause_truth({ active: true, blind: false } as Alarm, seen)).toBe('true');
  });
  it('does not hold when its point is seen and nothing rings', () => {
    expect(cause_truth(undefined, seen)).toBe('false');
    expect(cause_truth({ active: false, blind: false } as Alarm, seen)).toBe('false');
  });
  it('is unknown when nobody can see its point', () => {
    expect(cause_truth(undefined, { ...seen, stale: true })).toBe('unknown');
    expect(cause_truth(undefined, undefined)).toBe('unknown');
    expect(cause_truth({ active: true, blind: true } as Alarm, seen)).toBe('unknown');
  });
});
