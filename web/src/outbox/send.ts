// Sends one thing of the outbox, its photos, signature and voice note first. Each name is kept as soon as it is known, so that none is sent twice.
import { add_photo, add_voice, Refused, refused } from '@/api/client';
import type { Text } from '@/api/types';
import { keep, type Item, type Kind, type Wrong } from './kept';

export type Outcome =
  | { type: 'done'; answer: unknown } // what the server made of it
  | { type: 'refused'; why: Text; errors: Wrong[] } // for good: sent again it would be refused again
  | { type: 'not_now'; why: Text; silent: boolean }; // silent: no answer, so that it may or may not have been done

// Not a no to the thing itself: signed out, too slow, too often, still busy with the first time.
const kNotNow = [401, 408, 425, 429];

export async function send(item: Item): Promise<Outcome> {
  try {
    for (const photo of [...item.photos, ...(item.signature ? [item.signature] : [])]) {
      if (photo.kept_as !== null) continue;
      photo.kept_as = await add_photo(photo.picture);
      await keep(item);
    }
    if (item.voice && item.voice.kept_as === null) {
      item.voice.kept_as = await add_voice(item.voice.sound);
      await keep(item);
    }
    return { type: 'done', answer: await post(item.path, whole_body(item), item.key) };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const is_final = error.status >= 400 && error.status < 500 && !kNotNow.includes(error.status);
    return is_final ? { type: 'refused', why: error.text, errors: error.problem?.errors ?? [] } : { type: 'not_now', why: error.text, silent: error.status === 0 };
  }
}

const kWithoutPhotos: readonly Kind[] = ['incident.card_taken', 'incident.person'];

function whole_body(item: Item): Record<string, unknown> {
  const photos = kWithoutPhotos.includes(item.kind) ? {} : { photos: [...new Set(item.photos.map((photo) => photo.kept_as!))] };
  const signature = item.signature ? { signature: item.signature.kept_as } : {};
  const voice = item.voice ? { voice: item.voice.kept_as } : {};
  return { ...item.body, ...photos, ...signature, ...voice };
}

const kNoAnswer: Text = { zh: '服务没有应答', en: 'No answer from the server' };

async function post(path: string, body: unknown, key: string): Promise<unknown> {
  const response = await fetch(`/api/v1${path}`, {
    method: 'POST',
    headers: { 'X-Davy': '1', 'Content-Type': 'application/json', 'Idempotency-Key': key },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new Refused(0, kNoAnswer);
  });
  const answer = await response.json().catch(() => null);
  if (!response.ok) throw refused(response.status, answer);
  return answer;
}
