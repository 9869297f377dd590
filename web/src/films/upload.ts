// A film on its way to the server: announced by the digests of its pieces, sent piece by piece, kept. A network that goes away is waited for; what was sent is not sent again,
// also by another browser, or after this one was closed.
import { Refused } from '@/api/client';
import { film_type, kLooked, type FilmType } from './film_type';
import { sha256 } from './sha256';

export const kPieceBytes = 1024 * 1024;
export const kFilmMost = 256 * kPieceBytes; // bytes

export interface FilmList {
  type: FilmType;
  bytes: number;
  pieces: string[];
}
export interface FilmUpload {
  film: string;
  state: 'sending' | 'keeping' | 'kept';
  lacking: number[]; // from 1
}

export interface FilmServer {
  announce: (list: FilmList) => Promise<FilmUpload>;
  send: (film: string, number: number, piece: Blob) => Promise<void>;
  keep: (film: string) => Promise<FilmUpload>;
}

export interface FilmProgress {
  step: 'reading' | 'sending' | 'keeping';
  share: number; // of the step, 0 to 1
  waits: boolean; // for the network
}

export interface UploadOptions {
  tell: (progress: FilmProgress) => void;
  signal: AbortSignal;
  wait: (ms: number) => Promise<unknown>;
}

export type FilmFault = 'not_a_film' | 'too_large' | 'unreadable' | 'changed';
export class WrongFilm extends Error {
  constructor(readonly fault: FilmFault) {
    super(fault);
  }
}

const kWaits_ms = [1_000, 2_000, 5_000, 10_000, 20_000, 30_000, 30_000, 30_000];
const kKeptAtOnce = 16; // pieces, by the server
const kTurnsMost = 3; // pieces that went bad at the server are sent anew, not for ever

const pieces_in = (bytes: number) => Math.ceil(bytes / kPieceBytes);
const piece_of = (file: Blob, number: number) => file.slice((number - 1) * kPieceBytes, number * kPieceBytes);

async function bytes_of(piece: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(
    await piece.arrayBuffer().catch(() => {
      throw new WrongFilm('unreadable'); // the card was taken out, or the file was changed meanwhile
    }),
  );
}

async function list_of(file: Blob, { tell, signal }: UploadOptions): Promise<FilmList> {
  if (file.size > kFilmMost) throw new WrongFilm('too_large');
  const type = film_type(await bytes_of(file.slice(0, kLooked)));
  if (!type) throw new WrongFilm('not_a_film');
  const pieces: string[] = [];
  const count = pieces_in(file.size);
  for (let number = 1; number <= count; ++number) {
    signal.throwIfAborted();
    tell({ step: 'reading', share: (number - 1) / count, waits: false });
    pieces.push(await sha256(await bytes_of(piece_of(file, number))));
  }
  return { type, bytes: file.size, pieces };
}

// It was forgotten meanwhile, as when the server took another key.
const is_forgotten = (error: unknown) => error instanceof Refused && error.status === 404;

const may_pass = (error: unknown) => error instanceof Refused && (error.status === 0 || error.status === 429 || error.status >= 500);

// Again while the server does not answer or is busy.
async function persist<T>(deed: () => Promise<T>, waits: () => void, { signal, wait }: UploadOptions): Promise<T> {
  for (let tried = 0; ; ++tried) {
    signal.throwIfAborted();
    try {
      return await deed();
    } catch (error) {
      if (!may_pass(error) || tried === kWaits_ms.length) throw error;
      waits();
      await wait(kWaits_ms[tried]!);
    }
  }
}

// The film's name, once it is kept.
export async function upload_film(file: Blob, server: FilmServer, options: UploadOptions): Promise<string> {
  const list = await list_of(file, options);
  const said: FilmProgress = { step: 'sending', share: 0, waits: false };
  const tell = (change: Partial<FilmProgress>) => options.tell(Object.assign(said, { waits: false }, change));
  const persisting = <T>(deed: () => Promise<T>) => persist(deed, () => tell({ waits: true }), options);
  let now = await persisting(() => server.announce(list));
  const send_and_keep = async ({ film, lacking }: FilmUpload): Promise<FilmUpload> => {
    for (const [sent, number] of lacking.entries()) {
      tell({ step: 'sending', share: 1 - (lacking.length - sent) / list.pieces.length });
      await persisting(() => server.send(film, number, piece_of(file, number)));
    }
    for (let steps = 0; ; ++steps) {
      tell({ step: 'keeping', share: Math.min(1, steps / Math.ceil(list.pieces.length / kKeptAtOnce + 1)) });
      const then = await persisting(() => server.keep(film));
      if (then.state !== 'keeping') return then;
    }
  };
  for (let turn = 0; now.state !== 'kept'; ++turn) {
    if (turn === kTurnsMost) throw new WrongFilm('changed');
    now = await send_and_keep(now).catch((error: unknown) => {
      if (!is_forgotten(error)) throw error;
      return persisting(() => server.announce(list));
    });
  }
  return now.film;
}
