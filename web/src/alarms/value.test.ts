import { describe, expect, it } from 'vitest';
import type { PointStatus } from '@/api/types';
import { value_of } from './value';

const status = (of: Partial<PointStatus>) => ({ point: 'ch4-01', value: 12, quality: 'good', stale: false, ...of }) as PointStatus;
const open = { ended: null, value: 53 };

describe('what an alarm reads', () => {
  it('is the value of now while it lasts', () => {
    expect(value_of(open, status({}), 'in_sync')).toEqual({ value: 12, of: 'now' });
  });
  it('is the one it was raised with, where the one of now cannot be believed', () => {
    for (const [now, sync] of [[status({ stale: true }), 'in_sync'], [status({ quality: 'bad' }), 'in_sync'], [undefined, 'in_sync'], [status({}), 'out_of_sync']] as const)
      expect(value_of(open, now, sync)).toEqual({ value: 53, of: 'raised' });
  });
  it('and when it is over', () => {
    expect(value_of({ ended: '2026-11-24T01:00:00Z', value: 53 }, status({}), 'in_sync')).toEqual({ value: 53, of: 'raised' });
  });
});
