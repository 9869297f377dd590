import { describe, expect, it } from 'vitest';
import { balance_of } from './balance';

const fates = { received: 10, evaluated: 6, late: 1, rejected: { unknown: 2, 'queue-full': 1 } };

describe('the balance of samples', () => {
  it('is even when each has a fate and is kept', () => {
    expect(balance_of(fates, 0)).toEqual({ missing: 0, lost: 0, even: true });
  });
  it('is not when one has none', () => {
    expect(balance_of({ ...fates, received: 11 }, 0)).toEqual({ missing: 1, lost: 0, even: false });
  });
  it('is not when what was judged could not be saved', () => {
    expect(balance_of(fates, 3)).toEqual({ missing: 0, lost: 3, even: false });
  });
});
