import { describe, expect, it } from 'vitest';
import { kPasswordAlone, kPasswordBesideFactor, strength } from './strength';

describe('the strength of a password', () => {
  it('is its length in characters, not in bytes', () => {
    expect(strength('安全生产人人有责', kPasswordBesideFactor)).toBe('fair');
    expect(strength('安全生产人人有责', kPasswordAlone)).toBe('short');
    expect(strength('😀'.repeat(14), kPasswordAlone)).toBe('short');
  });
  it('is good when it is long', () => {
    expect(strength('correct horse batt', kPasswordAlone)).toBe('fair');
    expect(strength('correct horse battery', kPasswordAlone)).toBe('good');
  });
  it('counts characters that are one as one', () => {
    expect(strength('e\u0301'.repeat(8), kPasswordBesideFactor)).toBe('fair');
    expect(strength('e\u0301'.repeat(7), kPasswordBesideFactor)).toBe('short');
  });
});
