import 'fake-indexeddb/auto';
import { createPinia, setActivePinia } from 'pinia';
import { mount } from '@vue/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { nextTick } from 'vue';
import { createI18n } from 'vue-i18n';
import type { Account, Check } from '@/api/types';
import { use_live } from '@/live/live_store';
import { kStart } from '@/live/sync';
import * as outbox_kept from '@/outbox/kept';
import { use_outbox } from '@/outbox/outbox_store';
import { use_session } from '@/session/session_store';
import { use_site } from '@/site/site_store';
import { use_check_form, type CheckForm } from './check_form';
import { begun_of, drop_conflict, kept_conflicts, key_of } from './round_kept';
import { conflict_of, use_round } from './round_store';

// A server that has checks and routes, answers or does not, and hears what is recorded.
const server = vi.hoisted(() => ({ there: true, checks: [] as unknown[], routes: [] as unknown[], heard: [] as { path: string; body: Record<string, unknown> }[], answer: null as unknown }));
vi.mock('@/api/client', async (original) => {
  const real = await original<typeof import('@/api/client')>();
  const GET = async (path: string, asked: { params: { query: { after?: string } } }) => {
    if (!server.there) throw new TypeError('Failed to fetch');
    const from = Number(asked.params.query.after ?? 0);
    const given = path === '/checks' ? { items: server.checks.slice(from, from + 2), next: server.checks.length > from + 2 ? String(from + 2) : null } : { items: server.routes.slice(from, from + 1), next: server.routes.length > from + 1 ? String(from + 1) : null };
    return { data: given, response: { ok: true } as Response };
  };
  return { ...real, api: { GET } };
});

const check = (id: number, over: Partial<Check> = {}) => ({ id, zone: 'tank-farm', due: '2026-03-02T08:00:00Z', post: 'operator', state: 'open', what: `look ${id}`, name: 'measure', point: null, records: [], ...over }) as Check;
const route = (post: string) => ({ record: { name: `${post}s walk`, post, zones: ['tank-farm'] } });
const settled = () => new Promise((done) => setTimeout(done, 30));

// Another life of the page, as after a killed browser.
async function new_life(login = 'wang.qiang') {
  setActivePinia(createPinia());
  use_session().account = { login, name: login, role: 'worker', posts: ['operator'] } as Account;
  use_site().site = { zones: [{ name: 'tank-farm', parent: null }], points: [], conditions: [], posts: [], devices: [] } as never;
  use_live().sync = { ...kStart, in_sync: server.there };
  const round = use_round();
  await settled();
  return round;
}

beforeEach(async () => {
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    if (!server.there) throw new TypeError('Failed to fetch');
    server.heard.push({ path, body: typeof init.body === 'string' ? JSON.parse(init.body) : {} });
    const name = path.endsWith('/photos') ? { photo: 'p' } : path.endsWith('/voices') ? { voice: 'v' } : server.answer;
    return new Response(JSON.stringify(name), { status: 200 });
  });
  Object.assign(URL, { createObjectURL: () => 'blob:x', revokeObjectURL: () => undefined });
  Object.assign(server, { there: true, checks: [check(1), check(2), check(3)], routes: [route('operator'), route('guard')], heard: [], answer: check(1, { state: 'done' }) });
  await new_life();
  for (const item of await outbox_kept.all()) await outbox_kept.drop(item.key);
  for (const conflict of await kept_conflicts('wang.qiang')) await drop_conflict(conflict.key);
});

describe('the round', () => {
  it('is read to its last page, with the routes of my posts only', async () => {
    const round = await new_life();
    expect(round.state).toBe('now');
    expect(round.round!.checks.map((each) => each.id)).toEqual([1, 2, 3]);
    expect(round.stops.map((stop) => `${stop.route}: ${stop.checks.length}`)).toEqual(['operators walk: 3']);
  });
  it('has the route of a post that I stand in for today', async () => {
    server.checks = [check(1), check(2, { post: 'guard' })];
    const round = await new_life();
    expect(round.stops.map((stop) => `${stop.route}: ${stop.checks.length}`)).toEqual(['operators walk: 1', 'guards walk: 1']);
  });
  it('is there again without a network, and says that it is a kept one', async () => {
    server.there = false;
    const round = await new_life();
    expect([round.state, round.open.length]).toEqual(['kept', 3]);
    expect(Date.parse(round.round!.at)).toBeLessThanOrEqual(Date.now());
  });
  it('is not known to somebody who never read it here: that is not nothing to do', async () => {
    server.there = false;
    const round = await new_life('sun.li');
    expect([round.state, round.round]).toEqual(['unknown', null]);
  });
  it('stays, and is a kept one, while the connection is lost', async () => {
    const round = await new_life();
    use_live().sync = { ...kStart, in_sync: false };
    await nextTick();
    expect([round.state, round.open.length]).toEqual(['kept', 3]);
    server.there = false;
    await round.read();
    expect(round.open.length).toBe(3);
  });
});

const kWords = createI18n({ legacy: false, locale: 'zh', messages: { zh: {} } });
async function fill(id: number): Promise<{ form: CheckForm; leave: () => void }> {
  let form!: CheckForm;
  const page = mount({ setup: () => ((form = use_check_form(check(id), () => false)), () => null) }, { global: { plugins: [kWords] } });
  await settled();
  return { form, leave: () => page.unmount() };
}

describe('a check on the phone', () => {
  it('is as it was left when the browser is killed half-way, with its pictures and its voice', async () => {
    server.there = false;
    await new_life();
    const { form } = await fill(2);
    Object.assign(form.form, { result: 'hazard', note: 'rust' });
    form.photos.taken.value.push({ picture: new Blob(['picture']), preview: '', kept_as: null });
    form.voice.value = new Blob(['voice'], { type: 'audio/webm' });
    await settled();

    const round = await new_life();
    expect(round.begun.has(2)).toBe(true);
    const { form: again } = await fill(2);
    expect([again.restored.value, again.form.note, again.form.result]).toEqual([true, 'rust', 'hazard']);
    expect([again.photos.taken.value.length, again.voice.value !== null, again.signature.value]).toEqual([1, true, null]);
    await again.drop();
    expect(await begun_of(key_of('wang.qiang', 2))).toBeNull();
  });

  it('waits in the outbox without a network, leaves the list of what is to do, and is sent once when there is one', async () => {
    server.there = false;
    const round = await new_life();
    const { form } = await fill(1);
    form.form.result = 'normal';
    await settled();
    expect((await form.send(true)).type).toBe('waits');
    expect([round.waits.has(1), round.open.map((each) => each.id)]).toEqual([true, [2, 3]]);
    expect(await begun_of(key_of('wang.qiang', 1))).toBeNull();

    server.there = true;
    server.checks = [check(2), check(3)];
    const again = await new_life();
    await use_outbox().flush();
    await use_outbox().flush();
    expect(server.heard.map((heard) => heard.path)).toEqual(['/api/v1/checks/1/record']);
    expect(server.heard[0]!.body).toMatchObject({ result: 'normal', place: 'scanned', note: '', photos: [] });
    expect([again.waits.size, again.open.map((each) => each.id), again.conflicts.length]).toEqual([0, [2, 3], 0]);
  });

  it('tells whoever recorded it that somebody else had, until they have seen it, also after the page is left', async () => {
    const by_others = { by: 'sun.li', result: 'normal' };
    server.answer = check(1, { state: 'done', disputed: true, records: [by_others, { by: 'wang.qiang', result: 'hazard' }] as Check['records'] });
    const { form } = await fill(1);
    Object.assign(form.form, { result: 'hazard', note: 'rust' });
    await settled();
    await form.send(false);
    const round = await new_life();
    await vi.waitFor(() => expect(round.conflicts.map((each) => [each.check, each.by, each.differs])).toEqual([[1, 'sun.li', true]]));
    await round.seen(round.conflicts[0]!);
    expect((await new_life()).conflicts).toEqual([]);
  });

  it('that was missed meanwhile is off the round, though the record stands with the one of now', async () => {
    server.answer = check(9, { state: 'done' });
    const { form } = await fill(1);
    form.form.result = 'normal';
    const round = use_round();
    await form.send(false);
    expect(round.round!.checks.map((each) => each.id)).toEqual([2, 3]);
  });
});

describe('a conflict', () => {
  const item = { login: 'wang.qiang', body: { result: 'normal' }, at: 'T' } as unknown as outbox_kept.Item;
  const of = (...records: [string, string][]) => conflict_of(item, check(1, { records: records.map(([by, result]) => ({ by, result })) as Check['records'] }));
  it('is none where only I recorded, and does not differ where all say the same', () => {
    expect(of(['wang.qiang', 'normal'])).toBeNull();
    expect(of(['sun.li', 'normal'], ['wang.qiang', 'normal'])?.differs).toBe(false);
    expect(of(['sun.li', 'other'], ['wang.qiang', 'normal'])?.differs).toBe(true);
  });
});
