// Calls of davyd's interface. Every call either gives what was asked for or throws a Refused that can be shown to the person.
import createClient from 'openapi-fetch';
import type { paths } from './schema';
import type { Problem, Text } from './types';

export class Refused extends Error {
  constructor(
    readonly status: number, // 0: no answer
    readonly text: Text,
    readonly problem: Problem | null = null,
  ) {
    super(text.en);
  }
}

const kNoAnswer: Text = { zh: '服务没有应答，操作未确认', en: 'No answer from the server; nothing is confirmed' };
const kUnreadable: Text = { zh: '服务的应答无法读取，操作未确认', en: 'The answer could not be read; nothing is confirmed' };

// `X-Davy` is what another site cannot send; every change of ours carries it.
export const api = createClient<paths>({ baseUrl: '/api/v1', headers: { 'X-Davy': '1' } });

// A page that asks by itself while nobody touches the screen must not keep the session alive.
const kAttendedMs = 60_000;
let touched_at = Date.now();
if (typeof window !== 'undefined')
  for (const sign of ['pointerdown', 'keydown', 'touchstart', 'wheel']) window.addEventListener(sign, () => (touched_at = Date.now()), { passive: true, capture: true });
api.use({
  onRequest({ request }) {
    if (Date.now() - touched_at > kAttendedMs) request.headers.set('X-Davy-Unattended', '1');
    return request;
  },
});

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

export async function ask<T>(answer: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await answer.catch(() => {
    throw new Refused(0, kNoAnswer);
  });
  if (response.ok) return data as T;
  throw refused(response.status, error);
}

export function refused(status: number, error: unknown): Refused {
  const problem = error as Problem | null | undefined;
  if (problem?.message?.zh === undefined) return new Refused(status, kUnreadable);
  return new Refused(status, with_fields(problem), problem);
}

// The sentence, and what is wrong with each field, where that is not the same sentence.
function with_fields(problem: Problem): Text {
  const of = (language: 'zh' | 'en') =>
    [problem.message[language], ...problem.errors.filter((e) => e.message[language] !== problem.message[language]).map((e) => `${e.field}: ${e.message[language]}`)].join(' · ');
  return { zh: of('zh'), en: of('en') };
}

// Keeps a picture, or a voice note; its name comes back.
export const add_photo = async (picture: Blob): Promise<string> => (await add('/photos', picture)).photo as string;
export const add_voice = async (sound: Blob): Promise<string> => (await add('/voices', sound)).voice as string;

export async function get_voice(name: string): Promise<Blob> {
  const response = await fetch(`/api/v1/voices/${name}`).catch(() => {
    throw new Refused(0, kNoAnswer);
  });
  if (!response.ok) throw refused(response.status, await response.json().catch(() => null));
  return response.blob();
}

async function add(path: string, what: Blob): Promise<Record<string, unknown>> {
  const response = await fetch(`/api/v1${path}`, {
    method: 'POST',
    headers: { 'X-Davy': '1', 'Content-Type': what.type },
    body: what,
  }).catch(() => {
    throw new Refused(0, kNoAnswer);
  });
  const body = await response.json().catch(() => null);
  if (!response.ok) throw refused(response.status, body);
  return body;
}

export type Params<Path> = { header: { 'X-Davy': '1'; 'Idempotency-Key': string }; path: Path };

// Makes a sender of one deed: the same thing said again after a lost answer goes under the same key, and is not done twice.
// A definite answer, yes or no, ends the deed; what is said next is another one.
export function once<Path, Body, Given = unknown>(send: (params: Params<Path>, body: Body) => Promise<Given>): (path: Path, body: Body) => Promise<Given> {
  let said = '';
  let key = '';
  return async (path, body) => {
    const now = JSON.stringify([path, body]);
    if (now !== said) [said, key] = [now, new_key()];
    try {
      const given = await send({ header: { 'X-Davy': '1', 'Idempotency-Key': key }, path }, body);
      said = '';
      return given;
    } catch (error) {
      if (error instanceof Refused && error.status >= 400 && error.status < 500) said = '';
      throw error;
    }
  };
}

export function new_key(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
