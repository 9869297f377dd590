import { describe, expect, it } from 'vitest';
import type { Notice } from '@/api/types';
import { is_taken } from './untaken';

const notice = (what: string, issued: string): Pick<Notice, 'reason' | 'what' | 'issued'> => ({ reason: 'handover-overdue', what, issued });
const late = notice('team-lead', '2026-03-02T00:15:00Z');

describe('a notice of a shift that nobody took over', () => {
  it('asks for it as long as nobody has', () => {
    expect(is_taken(late, [{ post: 'team-lead', change: '2026-03-02T00:00:00Z' }])).toBe(false);
  });
  it('asks for nothing once somebody has', () => {
    expect(is_taken(late, [])).toBe(true);
    expect(is_taken(late, [{ post: 'operator', change: '2026-03-02T00:00:00Z' }])).toBe(true);
  });
  it('is not about a later change of shift of the same post', () => {
    expect(is_taken(late, [{ post: 'team-lead', change: '2026-03-02T08:00:00Z' }])).toBe(true);
  });
  it('is not called over while that is not known, nor is another notice', () => {
    expect(is_taken(late, null)).toBe(false);
    expect(is_taken({ ...late, reason: 'check-overdue' }, [])).toBe(false);
  });
});
