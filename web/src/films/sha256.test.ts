import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sha256, sha256_here } from './sha256';

const some = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 31 + 7) % 251);

describe('a digest', () => {
  it('is that of FIPS 180-4, also where the browser has none of its own', async () => {
    expect(sha256_here(new TextEncoder().encode('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    for (const length of [0, 1, 55, 56, 63, 64, 65, 1000, 100_000]) {
      const expected = createHash('sha256').update(some(length)).digest('hex');
      expect(sha256_here(some(length)), String(length)).toBe(expected);
      expect(await sha256(some(length)), String(length)).toBe(expected);
    }
  });
});
