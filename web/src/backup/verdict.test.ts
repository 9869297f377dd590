import { describe, expect, it } from 'vitest';
import type { Backup } from '@/api/types';
import { size, verdict_of } from './verdict';

const kNow = Date.parse('2026-11-30T08:00:00Z');
const good: Backup = {
  sealed: true, resealing: null, where: '/mnt/other', last: { name: 'a-1', at: '2026-11-30T00:00:00Z', head: 1, bytes: 1, sent_bytes: 1 }, shipped_at: '2026-11-30T07:59:50Z', shipped_head: 2,
  proof: { name: 'a-1', at: '2026-11-29T00:00:00Z', records: 2, head: 'ab', seconds: 3 }, trouble: null, trouble_since: null, doing: 'nothing', progress: 0,
};
const but = (change: Partial<Backup>) => verdict_of({ ...good, ...change }, kNow);

describe('the copy elsewhere', () => {
  it('is good only when it follows and was proved lately', () => {
    expect(but({})).toBe('good');
    expect(but({ where: null })).toBe('none');
    expect(but({ trouble: { zh: '没有空间', en: 'no room' } })).toBe('trouble');
    expect(but({ last: null, shipped_at: null, proof: null })).toBe('first');
    expect(but({ shipped_at: '2026-11-30T07:58:00Z' })).toBe('behind');
    expect(but({ shipped_at: null })).toBe('behind');
    expect(but({ proof: null })).toBe('unproved');
    expect(but({ proof: { ...good.proof!, at: '2026-11-01T00:00:00Z' } })).toBe('old_proof');
  });
  it('has a size', () => {
    expect([400, 400_000, 12_340_000, 1_300_000_000].map(size)).toEqual(['0.4 kB', '400 kB', '12 MB', '1.3 GB']);
  });
});
