import 'fake-indexeddb/auto';
import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Account } from '@/api/types';
import { use_session } from '@/session/session_store';
import * as kept from './kept';
import { use_outbox, type Draft } from './outbox_store';

interface Heard {
  path: string;
  key: string | null;
  body: unknown;
}
type Answer = 'lost' | { status: number; body?: unknown };

// The server as a phone meets it: what it hears, and what it answers next.
const heard: Heard[] = [];
let answers: Answer[] = [];
async function server(input: string, init: RequestInit): Promise<Response> {
  const headers = init.headers as Record<string, string>;
  heard.push({ path: input, key: headers['Idempotency-Key'] ?? null, body: typeof init.body === 'string' ? JSON.parse(init.body) : 'a picture' });
  const answer = answers.shift() ?? { status: 201, body: { id: 7 } };
  if (answer === 'lost') throw new TypeError('Failed to fetch');
  return new Response(JSON.stringify(answer.body ?? {}), { status: answer.status });
}

const refusal = { message: { zh: '已关闭', en: 'closed already' }, errors: [] };
const draft = (what: string, photos = 0): Draft => ({ kind: 'hazard.report', path: '/hazards', body: { zone: 'tank-farm', what }, title: what, photos: Array.from({ length: photos }, (_, n) => new Blob([`${n}`], { type: 'image/jpeg' })) });
function new_life(login = 'wang.qiang') {
  setActivePinia(createPinia());
  use_session().account = { login } as Account;
  return use_outbox();
}

beforeEach(async () => {
  heard.length = 0;
  answers = [];
  vi.stubGlobal('fetch', server);
  for (const item of await kept.all()) await kept.drop(item.key);
});
afterEach(() => vi.unstubAllGlobals());

describe('the outbox', () => {
  it('sends at once what can be sent, and keeps nothing of it', async () => {
    const outbox = new_life();
    const { outcome } = await outbox.add(draft('loose', 2));
    expect(outcome).toEqual({ type: 'done', answer: { id: 7 } });
    expect(heard.map((h) => h.path)).toEqual(['/api/v1/photos', '/api/v1/photos', '/api/v1/hazards']);
    expect(await kept.all()).toEqual([]);
  });

  it('says nothing that was not asked for: of a card that was taken and of a person there are no photos', async () => {
    const outbox = new_life();
    await outbox.add({ kind: 'incident.card_taken', path: '/incidents/7/cards/close-valve/taken', body: {}, title: '关阀', photos: [] });
    await outbox.add({ kind: 'incident.person', path: '/incidents/7/people', body: { person: 'user:li', state: 'safe' }, title: '李娜', photos: [] });
    await outbox.add({ kind: 'incident.note', path: '/incidents/7/log', body: { text: '到场' }, title: '到场', photos: [] });
    expect(heard.map((h) => h.body)).toEqual([{}, { person: 'user:li', state: 'safe' }, { text: '到场', photos: [] }]);
  });

  it('keeps what gets no answer, and sends it again under the same key in another life of the page', async () => {
    answers = ['lost'];
    const { outcome } = await new_life().add(draft('loose'));
    expect(outcome.type).toBe('not_now');
    expect((await kept.all()).map((i) => [i.title, i.tried])).toEqual([['loose', 1]]);

    const again = new_life(); // the browser was killed
    await again.flush();
    expect(again.mine).toEqual([]);
    expect(heard.map((h) => h.key)).toEqual([heard[0]!.key, heard[0]!.key]);
    expect(heard[0]!.key).toMatch(/^[0-9a-f]{32}$/);
  });

  it('sends no photo twice', async () => {
    answers = [{ status: 201, body: { photo: 'p1' } }, 'lost'];
    const outbox = new_life();
    await outbox.add(draft('loose', 2));
    answers = [{ status: 201, body: { photo: 'p2' } }];
    await new_life().flush();
    expect(heard.map((h) => h.path)).toEqual(['/api/v1/photos', '/api/v1/photos', '/api/v1/photos', '/api/v1/hazards']);
    expect(heard[3]!.body).toEqual({ zone: 'tank-farm', what: 'loose', photos: ['p1', 'p2'] });
  });

  it('sends a signature and a voice note before what they belong to, and none of them twice', async () => {
    answers = [{ status: 201, body: { photo: 'p1' } }, { status: 201, body: { photo: 's1' } }, { status: 201, body: { voice: 'v1' } }, 'lost'];
    const record: Draft = { ...draft('pressure', 1), kind: 'check.record', path: '/checks/5/record', body: { result: 'normal' }, signature: new Blob(['s'], { type: 'image/png' }), voice: new Blob(['v'], { type: 'audio/webm' }) };
    await new_life().add(record);
    await new_life().flush();
    expect(heard.map((h) => h.path)).toEqual(['/api/v1/photos', '/api/v1/photos', '/api/v1/voices', '/api/v1/checks/5/record', '/api/v1/checks/5/record']);
    expect(heard[4]!.body).toEqual({ result: 'normal', photos: ['p1'], signature: 's1', voice: 'v1' });
    expect(heard[4]!.key).toBe(heard[3]!.key);
  });

  it('tells who listens what the server said, also in another life of the page, and before it is forgotten here', async () => {
    answers = ['lost'];
    await new_life().add(draft('loose'));
    const told: unknown[] = [];
    const again = new_life();
    again.on_delivered(async (item, answer) => void told.push(item.title, answer, (await kept.all()).length));
    await again.flush();
    expect(told).toEqual(['loose', { id: 7 }, 1]);
    expect(await kept.all()).toEqual([]);
  });

  it('shows a refusal and waits for the person; what comes after it is sent all the same', async () => {
    answers = ['lost', 'lost'];
    const outbox = new_life();
    await outbox.add(draft('first'));
    await outbox.add(draft('second'));
    answers = [{ status: 409, body: refusal }];
    await outbox.flush();
    expect(outbox.refused.map((i) => [i.title, i.refused?.en])).toEqual([['first', 'closed already']]);
    expect(outbox.waiting).toEqual([]);
    await outbox.flush();
    expect(heard.filter((h) => (h.body as { what: string }).what === 'first')).toHaveLength(3); // not by itself

    await outbox.try_again(outbox.refused[0]!.key);
    expect(await kept.all()).toEqual([]);
  });

  it('keeps which field was refused, and sends the corrected thing under a key of its own, in its place, with what was sent before', async () => {
    const record: Draft = { ...draft('pressure', 1), kind: 'check.record', path: '/checks/5/record', body: { result: 'other', reading: 12 } };
    const errors = [{ field: 'reading', message: { zh: '超出量程', en: 'out of range' } }];
    answers = ['lost'];
    const outbox = new_life();
    await outbox.add(record);
    answers = [{ status: 201, body: { photo: 'p1' } }, { status: 422, body: { message: errors[0]!.message, errors } }];
    await outbox.flush();
    const [before] = outbox.refused;
    expect(before!.errors).toEqual(errors);

    const again = new_life(); // the browser was killed
    await again.look();
    answers = ['lost'];
    const { key, outcome } = await again.correct(before!.key, { result: 'other', reading: 1.2 });
    expect(outcome.type).toBe('not_now');
    expect((await kept.all()).map((i) => [i.key, i.at, i.refused, i.body.reading])).toEqual([[key, before!.at, null, 1.2]]);
    await again.flush();
    expect(await kept.all()).toEqual([]);
    const sent = heard.filter((h) => h.path === '/api/v1/checks/5/record');
    expect(sent.map((h) => [h.key === key, (h.body as { reading: number }).reading])).toEqual([[false, 12], [true, 1.2], [true, 1.2]]);
    expect(heard.filter((h) => h.path === '/api/v1/photos')).toHaveLength(2); // the one that was lost, and the one that was kept
    expect((sent[2]!.body as { photos: string[] }).photos).toEqual(['p1']);
  });

  it('corrects nothing that the server may have taken already', async () => {
    answers = ['lost'];
    const outbox = new_life();
    const { key } = await outbox.add(draft('loose'));
    expect((await outbox.correct(key, { zone: 'tank-farm', what: 'other' })).key).toBe(key);
    expect((await kept.all()).map((i) => i.body.what)).toEqual(['loose']);
  });

  it('takes an ended session, a busy server and a failing one for not now', async () => {
    const outbox = new_life();
    for (const status of [401, 429, 500, 503]) {
      answers = [{ status, body: refusal }];
      const { key, outcome } = await outbox.add(draft(`${status}`));
      expect(outcome.type).toBe('not_now');
      expect(outbox.waiting.map((i) => i.key)).toEqual([key]);
      await outbox.discard(key);
    }
  });

  it('keeps the order, also of what was done in one moment: nothing overtakes what cannot be sent now', async () => {
    vi.spyOn(Date, 'now').mockReturnValue(Date.parse('2026-03-02T08:00:00Z'));
    const deeds = ['first', 'second', 'third', 'fourth', 'fifth'];
    answers = deeds.map(() => 'lost');
    const outbox = new_life();
    for (const deed of deeds) await outbox.add(draft(deed));
    vi.restoreAllMocks();
    await outbox.flush();
    expect(heard.map((h) => (h.body as { what: string }).what)).toEqual([...deeds.map(() => 'first'), ...deeds]);
  });

  it('sends in nobody else’s name', async () => {
    answers = ['lost'];
    await new_life('wang.qiang').add(draft('loose'));
    const other = new_life('sun.li');
    await other.flush();
    expect([heard.length, other.mine.length, other.of_others]).toEqual([1, 0, 1]);
  });

  it('sends once however many ask it to at once', async () => {
    answers = ['lost'];
    const outbox = new_life();
    await outbox.add(draft('loose'));
    await Promise.all([outbox.flush(), outbox.flush(), outbox.flush()]);
    expect(heard).toHaveLength(2);
  });
});
