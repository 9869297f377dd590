import { describe, expect, it } from 'vitest';
import { due_severity } from './due_severity';

describe('a date that comes nearer', () => {
  it('is shown as the nearest of several', () => {
    expect(due_severity([])).toBe('');
    expect(due_severity([null])).toBe('');
    expect(due_severity([90, null])).toBe('moderate');
    expect(due_severity([60, 30])).toBe('serious');
    expect(due_severity([90, 0])).toBe('major');
  });
});
