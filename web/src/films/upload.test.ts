import { Blob as Bytes } from 'node:buffer'; // the one of jsdom cannot be read
import { describe, expect, it } from 'vitest';
import { Refused } from '@/api/client';
import { film_type } from './film_type';
import { sha256_here } from './sha256';
import { kFilmMost, kPieceBytes, upload_film, WrongFilm, type FilmList, type FilmProgress, type FilmServer, type FilmUpload } from './upload';

const text = (said: string) => Uint8Array.from(said, (letter) => letter.charCodeAt(0));
const kMp4 = text('\0\0\0\x14ftypisom\0\0\x02\0isom');

function film(bytes: number): Blob {
  const all = new Uint8Array(bytes).fill(7);
  all.set(kMp4);
  return new Bytes([all], { type: 'text/plain' }) as unknown as Blob;
}

const busy = () => new Refused(503, { zh: '忙', en: 'busy' });

// A server in memory; `fails` says which calls do not get through.
class Server implements FilmServer {
  list: FilmList | null = null;
  here = new Map<number, number>();
  calls: string[] = [];
  keeps = 0;
  constructor(private fails: (call: string) => Error | null = () => null) {}

  private note(call: string): void {
    this.calls.push(call);
    const failure = this.fails(call);
    if (failure) throw failure;
  }
  private now(state: FilmUpload['state']): FilmUpload {
    const lacking = this.list!.pieces.map((_, i) => i + 1).filter((number) => !this.here.has(number));
    return { film: 'name', state: lacking.length ? 'sending' : state, lacking };
  }
  announce = async (list: FilmList) => (this.note('announce'), (this.list = list), this.now('keeping'));
  send = async (_film: string, number: number, piece: Blob) => (this.note(`send ${number}`), void this.here.set(number, piece.size));
  keep = async () => (this.note('keep'), this.now(++this.keeps < 2 ? 'keeping' : 'kept'));
}

function options(stop = new AbortController()) {
  const told: FilmProgress[] = [];
  const waited: number[] = [];
  return { told, waited, stop, tell: (each: FilmProgress) => void told.push({ ...each }), signal: stop.signal, wait: async (ms: number) => waited.push(ms) };
}

describe('a film', () => {
  it('is sent in pieces that were announced by their digests, and kept', async () => {
    const server = new Server();
    const file = film(2 * kPieceBytes + 5);
    const how = options();
    expect(await upload_film(file, server, how)).toBe('name');
    expect(server.list).toMatchObject({ type: 'video/mp4', bytes: 2 * kPieceBytes + 5 });
    expect(server.list!.pieces[2]).toBe(sha256_here(new Uint8Array(5).fill(7)));
    expect([...server.here]).toEqual([[1, kPieceBytes], [2, kPieceBytes], [3, 5]]);
    expect(how.told.map((each) => each.step)).toEqual(['reading', 'reading', 'reading', 'sending', 'sending', 'sending', 'keeping', 'keeping']);
    expect(how.told.filter((each) => each.step === 'sending').map((each) => Math.round(each.share * 3))).toEqual([0, 1, 2]);
  });
  it('goes on where it stopped', async () => {
    const server = new Server();
    server.here.set(1, kPieceBytes);
    await upload_film(film(3 * kPieceBytes), server, options());
    expect(server.calls).toEqual(['announce', 'send 2', 'send 3', 'keep', 'keep']);
  });
  it('waits for a network that comes back, longer each time', async () => {
    let left = 3;
    const server = new Server((call) => (call === 'send 1' && left-- > 0 ? busy() : null));
    const how = options();
    await upload_film(film(100), server, how);
    expect(how.waited).toEqual([1_000, 2_000, 5_000]);
    expect(how.told.some((each) => each.waits)).toBe(true);
    expect(how.told.at(-1)!.waits).toBe(false);
  });
  it('gives up when the network stays away, or the server says no', async () => {
    await expect(upload_film(film(100), new Server((call) => (call === 'send 1' ? new Refused(0, { zh: '', en: '' }) : null)), options())).rejects.toMatchObject({ status: 0 });
    const how = options();
    await expect(upload_film(film(100), new Server(() => new Refused(403, { zh: '', en: '' })), how)).rejects.toMatchObject({ status: 403 });
    expect(how.waited).toEqual([]);
  });
  it('is sent anew where it went bad, but not for ever', async () => {
    const server = new Server();
    server.keep = async () => ({ film: 'name', state: 'sending', lacking: [1] });
    await expect(upload_film(film(100), server, options())).rejects.toMatchObject({ fault: 'changed' });
  });
  it('is announced again where it was forgotten', async () => {
    let forgotten = false;
    const server: Server = new Server((call) => (call === 'send 2' && !forgotten ? ((forgotten = true), server.here.clear(), new Refused(404, { zh: '', en: '' })) : null));
    await upload_film(film(2 * kPieceBytes), server, options());
    expect(server.calls).toEqual(['announce', 'send 1', 'send 2', 'announce', 'send 1', 'send 2', 'keep', 'keep']);
  });
  it('is stopped by whoever sends it', async () => {
    const how = options();
    const server = new Server((call) => (call === 'send 1' && how.stop.abort(), null));
    await expect(upload_film(film(2 * kPieceBytes), server, how)).rejects.toThrow();
    expect(server.calls).toEqual(['announce', 'send 1']);
  });
  it('is refused before it is sent when it is none, or too large', async () => {
    const server = new Server();
    await expect(upload_film(new Bytes(['no film'], { type: 'video/mp4' }) as unknown as Blob, server, options())).rejects.toBeInstanceOf(WrongFilm);
    const large = { size: kFilmMost + 1 } as Blob;
    await expect(upload_film(large, server, options())).rejects.toMatchObject({ fault: 'too_large' });
    expect(server.calls).toEqual([]);
  });
});

describe('its type', () => {
  it('is said by its bytes alone', () => {
    expect(film_type(kMp4)).toBe('video/mp4');
    expect(film_type(text('\0\0\0\x18ftypXYZ1\0\0\0\0freeavc1'))).toBe('video/mp4');
    expect(film_type(text('\0\0\0\x14ftypqt  \0\0\0\0qt  '))).toBeNull();
    expect(film_type(text('\0\0\0\x14ftypheic\0\0\0\0iso8'))).toBeNull();
    expect(film_type(text('\x1aE\xdf\xa3\x8b\x42\x86\x81\x01\x42\x82\x84webm'))).toBe('video/webm');
    expect(film_type(text('\x1aE\xdf\xa3\x8f\x42\x86\x81\x01\x42\x82\x88matroska'))).toBeNull();
    expect(film_type(text('OggS'))).toBeNull();
  });
});
