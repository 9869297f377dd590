import { describe, expect, it } from 'vitest';
import type { PermitIsolation } from '@/api/types';
import { isolation_deeds, isolation_state, locks_left } from './isolation';
import { sample_permit } from './sample';

const done = (by: string) => ({ by, at: '2026-11-24T11:00:00Z', on_site: 'scanned' as const, fix: null, note: '', for_permit: null, photos: [] });
const isolation = (change: Partial<PermitIsolation> = {}): PermitIsolation => ({ number: 1, kind: 'blind', place: 'F3', lock: null, set: null, verified: null, removed: null, kept: null, ...change });
const locked = isolation({ lock: 'L-1', set: done('wang') });
const seen = isolation({ ...locked, verified: done('zhao') });
const me = { login: 'zhao', is_of: true, runs_it: false };

describe('an isolation', () => {
  it('is locked, verified, taken off or kept', () => {
    expect([isolation(), locked, seen, isolation({ ...seen, removed: done('wang') }), isolation({ ...seen, kept: done('li') })].map(isolation_state)).toEqual(['none', 'set', 'verified', 'removed', 'kept']);
  });
  it('is verified by somebody else than who locked it', () => {
    const permit = sample_permit();
    expect(isolation_deeds(permit, isolation(), me)).toEqual(['set']);
    expect(isolation_deeds(permit, locked, me)).toEqual(['verified', 'removed']);
    expect(isolation_deeds(permit, locked, { ...me, login: 'wang' })).toEqual(['removed']);
    expect(isolation_deeds(permit, locked, { ...me, is_of: false })).toEqual([]);
  });
  it('stays on while the work goes on, and is taken off or over after it', () => {
    expect(isolation_deeds(sample_permit({ state: 'open' }), seen, me)).toEqual([]);
    expect(isolation_deeds(sample_permit({ state: 'finished' }), seen, me)).toEqual(['removed', 'kept']);
    const kept = isolation({ ...seen, kept: done('li') });
    expect(isolation_deeds(sample_permit({ state: 'archived', over: true }), kept, { login: 'li', is_of: false, runs_it: false })).toEqual(['removed']);
    expect(locks_left(sample_permit({ isolations: [locked, kept] }))).toEqual([locked]);
  });
});
