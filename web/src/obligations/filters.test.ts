import { describe, expect, it } from 'vitest';
import { asked_of, owner_of } from './filters';

describe('what a list of obligations is asked for', () => {
  it('stands in the address', () => {
    const asked = asked_of({ month: '2026-10', person: 'wang.qiang', metric: 'first-pass', standing: 'late' }, '2026-11');
    expect(asked).toEqual({ month: '2026-10', person: 'wang.qiang', post: undefined, zone: undefined, metric: 'first-pass', standing: 'late' });
    expect(owner_of(asked)).toEqual({ by: 'person', name: 'wang.qiang' });
  });
  it('is of this month and everybody where nothing is said, and leaves out what it does not know', () => {
    const asked = asked_of({ month: '2026-13', metric: 'luck', standing: ['late', 'pending'], post: '' }, '2026-11');
    expect(asked).toEqual({ month: '2026-11' });
    expect(owner_of(asked)).toBeNull();
  });
});
