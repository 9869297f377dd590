// What kind of film a file is, by its first bytes; the server looks at the same once more (src/store/blobs/film_type.cpp).

export type FilmType = 'video/mp4' | 'video/webm';
export const kLooked = 1024; // bytes

const kPlayed = ['isom', 'iso2', 'iso3', 'iso4', 'iso5', 'iso6', 'iso7', 'iso8', 'iso9', 'mp41', 'mp42', 'avc1', 'M4V ', 'dash', 'MSNV'];
const kOthers = ['qt  ', 'M4A ', 'M4B ', 'M4P ', 'heic', 'heix', 'hevc', 'avif', 'avis', 'mif1', 'msf1'];

export function film_type(bytes: Uint8Array): FilmType | null {
  const text = String.fromCharCode(...bytes.subarray(0, kLooked));
  if (is_mp4(bytes, text)) return 'video/mp4';
  return text.startsWith('\x1aE\xdf\xa3') && text.includes('\x42\x82\x84webm') ? 'video/webm' : null;
}

function is_mp4(bytes: Uint8Array, text: string): boolean {
  if (bytes.length < 16 || text.slice(4, 8) !== 'ftyp' || kOthers.includes(text.slice(8, 12))) return false;
  const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  const brands = [text.slice(8, 12)];
  for (let at = 16; at + 4 <= Math.min(size, text.length); at += 4) brands.push(text.slice(at, at + 4));
  return brands.some((brand) => kPlayed.includes(brand));
}

// Whether this browser can show the film at all: an MP4 may hold what few can, as the HEVC of some phones. A browser that gives no answer is believed to.
const kAnswerWithin_ms = 5_000;
export function plays_here(file: Blob): Promise<boolean> {
  const address = URL.createObjectURL(file);
  const video = document.createElement('video');
  video.preload = 'metadata';
  video.muted = true;
  return new Promise<boolean>((done) => {
    const timer = window.setTimeout(() => done(true), kAnswerWithin_ms);
    const answer = (plays: boolean) => (window.clearTimeout(timer), done(plays));
    video.onloadedmetadata = () => answer(video.videoWidth > 0);
    video.onerror = () => answer(false);
    video.src = address;
  }).finally(() => {
    video.removeAttribute('src');
    URL.revokeObjectURL(address);
  });
}
