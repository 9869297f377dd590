import { describe, expect, it } from 'vitest';
import type { Review } from '@/api/types';
import { bars, hours, last_months, share_words } from './reviewed';

const zone = (name: string, score: number): Review['weak_zones'][number] => ({ zone: name, title: null, late: 0, repeated: 0, hazards: 0, blind_h: 0, score });

describe('a review', () => {
  it('is of one of the last twelve months', () => {
    expect(last_months('2026-02').slice(0, 3)).toEqual(['2026-02', '2026-01', '2025-12']);
    expect(last_months('2026-02')).toHaveLength(12);
  });
  it('draws weak zones the worst first, over the longest bar', () => {
    expect(bars([zone('b', 1), zone('a', 4), zone('c', 1)]).map(({ zone: each, share }) => [each.zone, share])).toEqual([['a', 1], ['b', 0.25], ['c', 0.25]]);
    expect(bars([zone('a', 0)])[0]!.share).toBe(0);
    expect(bars([])).toEqual([]);
  });
  it('says hours and shares without idle digits, and little as little', () => {
    expect([0.24, 3.5, 119.6].map(hours)).toEqual(['0.2', '3.5', '120']);
    expect([0, 0.0004, 0.1234].map(share_words)).toEqual(['0 %', '< 0.1 %', '12.3 %']);
  });
});
