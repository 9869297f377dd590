import { describe, expect, it } from 'vitest';
import { permit_subject, tag_of } from './subject';

describe('what an order is about', () => {
  it('is a permit that was taken back, or a condition', () => {
    expect(permit_subject('permit/41:guardian-absent')).toEqual({ permit: 41, cause: 'guardian-absent' });
    for (const condition of ['ch4-01:high', 'permit/41', 'permit/0:person', 'permit/41:whatever', 'drill/permit/41:person']) expect(permit_subject(condition), condition).toBeNull();
  });
  it('is told in one word', () => {
    expect(tag_of('ch4-01:high')).toBe('ch4-01');
    expect(tag_of('permit/41:guardian-absent')).toBe('#41');
  });
});
