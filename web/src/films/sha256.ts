// SHA-256 (FIPS 180-4). The browser's own where it has it: over plain HTTP on the site's network it does not.

const kRounds = 64;

// The first 32 bits of the fraction of a root of each prime (§4.2.2, §5.3.3).
function fractions(count: number, root: (prime: number) => number): Uint32Array {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; ++n) if (primes.every((prime) => n % prime)) primes.push(n);
  return Uint32Array.from(primes, (prime) => (root(prime) % 1) * 2 ** 32);
}
const kConstants = fractions(kRounds, Math.cbrt);
const kFirst = fractions(8, Math.sqrt);

const turned = (x: number, n: number) => (x >>> n) | (x << (32 - n));

function padded(bytes: Uint8Array): Uint8Array {
  const all = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
  all.set(bytes);
  all[bytes.length] = 0x80;
  const view = new DataView(all.buffer);
  view.setUint32(all.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(all.length - 4, (bytes.length % 2 ** 29) * 8);
  return all;
}

function take_block(hash: Uint32Array, words: Uint32Array): void {
  for (let i = 16; i < kRounds; ++i) {
    const x = words[i - 15]!;
    const y = words[i - 2]!;
    words[i] = words[i - 16]! + (turned(x, 7) ^ turned(x, 18) ^ (x >>> 3)) + words[i - 7]! + (turned(y, 17) ^ turned(y, 19) ^ (y >>> 10));
  }
  let [a, b, c, d, e, f, g, h] = hash as unknown as [number, number, number, number, number, number, number, number];
  for (let i = 0; i < kRounds; ++i) {
    const one = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + kConstants[i]! + words[i]!) | 0;
    const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((part, i) => (hash[i] = hash[i]! + part));
}

const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

export function sha256_here(bytes: Uint8Array): string {
  const all = padded(bytes);
  const view = new DataView(all.buffer);
  const hash = Uint32Array.from(kFirst);
  const words = new Uint32Array(kRounds);
  for (let at = 0; at < all.length; at += 64) {
    for (let i = 0; i < 16; ++i) words[i] = view.getUint32(at + 4 * i);
    take_block(hash, words);
  }
  return Array.from(hash, (part) => part.toString(16).padStart(8, '0')).join('');
}

export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const own = globalThis.crypto?.subtle;
  return own ? hex(new Uint8Array(await own.digest('SHA-256', bytes))) : sha256_here(bytes);
}
