import { createPinia, setActivePinia } from 'pinia';
import { mount } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createI18n } from 'vue-i18n';
import { nextTick } from 'vue';
import { use_site } from '@/site/site_store';
import { time_of_field } from '@/text/format';
import { kPauseMs, use_report, type Begun, type Report } from './report';

// A server that answers as it is told, and remembers what it was asked.
const server = vi.hoisted(() => ({ answers: [] as unknown[], reports: [] as { key: string; body: Record<string, unknown> }[], looks: [] as unknown[], pictures: 0 }));
vi.mock('@/api/client', async (original) => {
  const { ask, once, Refused } = await original<typeof import('@/api/client')>();
  const given = (data: unknown) => ({ data, response: { ok: true } as Response });
  const api = {
    GET: async (_path: string, asked: { params: { query: unknown } }) => (server.looks.push(asked.params.query), given({ items: [{ id: 7 }] })),
    POST: async (_path: string, asked: { params: { header: Record<string, string> }; body: Record<string, unknown> }) => {
      server.reports.push({ key: asked.params.header['Idempotency-Key']!, body: asked.body });
      const answer = server.answers.shift();
      if (answer instanceof Error) throw answer;
      return given(answer);
    },
  };
  return { api, ask, once, Refused, add_photo: async () => `photo-${++server.pictures}` };
});

// The outbox, which says what became of what it was given.
const outbox = vi.hoisted(() => ({ outcomes: [] as unknown[], given: [] as { title: string; path: string; body: Record<string, unknown>; photos: Blob[] }[] }));
vi.mock('@/outbox/sending', () => ({
  use_sending: () => ({ busy: { value: false }, refusal: { value: '' }, send: async (draft: (typeof outbox.given)[number]) => (outbox.given.push(draft), outbox.outcomes.shift() ?? { type: 'done', answer: { id: 31 } }) }),
}));

const kBegun: Begun = { zone: '', point: null, drafts: 'hazard.wang' };
const lost = () => new Error('no answer');
let report: Report;
function begin(begun = kBegun): void {
  const Page = { setup: () => ((report = use_report(begun)), () => null) };
  mount(Page, { global: { plugins: [createI18n({ legacy: false, locale: 'zh', messages: { zh: {} } })] } });
}
async function type(zone: string, what: string): Promise<void> {
  [report.zone.value, report.what.value] = [zone, what];
  await nextTick();
}

beforeEach(() => {
  vi.useFakeTimers();
  setActivePinia(createPinia());
  localStorage.clear();
  Object.assign(URL, { revokeObjectURL: () => undefined });
  Object.assign(server, { answers: [], reports: [], looks: [], pictures: 0 });
  Object.assign(outbox, { outcomes: [], given: [] });
  begin();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a report', () => {
  it('is held against what is known once the typing pauses, not at every letter', async () => {
    await type('tank-farm', '护');
    vi.advanceTimersByTime(kPauseMs - 1);
    await type('tank-farm', '护栏松动');
    await vi.advanceTimersByTimeAsync(kPauseMs - 1);
    expect(server.looks).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(server.looks).toEqual([{ zone: 'tank-farm', what: '护栏松动' }]);
    expect(report.similar.value.map((h) => h.id)).toEqual([7]);
  });
  it('is compared and sent with the spot that was marked, once', async () => {
    await type('tank-farm', '护栏松动');
    report.spot.value = { x_m: 41.5, y_m: 22 };
    await nextTick();
    await vi.advanceTimersByTimeAsync(kPauseMs);
    expect(server.looks).toEqual([{ zone: 'tank-farm', what: '护栏松动', x_m: 41.5, y_m: 22 }]);
    await report.send();
    expect(outbox.given[0]!.body).toMatchObject({ x_m: 41.5, y_m: 22 });
    expect(report.spot.value).toBeNull();
    await type('tank-farm', '护栏又松动');
    await report.send();
    expect(outbox.given[1]!.body).not.toHaveProperty('x_m');
  });
  it('says when it was found where somebody does, by the clock of the site, and else nothing', async () => {
    await type('tank-farm', '护栏松动');
    report.found.value = '2026-11-24T11:32';
    await report.send();
    await type('tank-farm', '护栏又松动');
    await report.send();
    expect(outbox.given.map((draft) => draft.body.found)).toEqual([time_of_field('2026-11-24T11:32', use_site().utc_offset_s), undefined]);
  });
  it('is at the place whose label was read last, unless a draft or the way here says another', async () => {
    begin({ ...kBegun, near: 'boilers' });
    expect(report.zone.value).toBe('boilers');
    await type('tank-farm', '护栏松动');
    begin({ ...kBegun, near: 'boilers' });
    expect(report.zone.value).toBe('tank-farm');
    begin({ ...kBegun, zone: 'office', near: 'boilers' });
    expect(report.zone.value).toBe('office');
  });
  it('has its spot and when it was found again after the browser was killed, but no spot of another zone', async () => {
    await type('tank-farm', '护栏松动');
    [report.spot.value, report.found.value] = [{ x_m: 41.5, y_m: 22 }, '2026-11-24T11:32'];
    await nextTick();
    begin();
    expect([report.what.value, report.spot.value, report.found.value]).toEqual(['护栏松动', { x_m: 41.5, y_m: 22 }, '2026-11-24T11:32']);
    begin({ ...kBegun, zone: 'office' });
    expect([report.zone.value, report.spot.value]).toEqual(['office', null]);
  });
  it('forgets what it was like when the line changes', async () => {
    await type('tank-farm', '护栏松动');
    await vi.advanceTimersByTimeAsync(kPauseMs);
    await type('tank-farm', '灭火器过期');
    expect(report.similar.value).toEqual([]);
  });
  it('goes through the outbox, and is there again when the server refuses it', async () => {
    await type('tank-farm', ' 护栏松动 ');
    report.photos.taken.value.push({ picture: new Blob(), preview: '', kept_as: null });
    outbox.outcomes = [{ type: 'refused' }];
    await report.send();
    expect([report.what.value, report.photos.taken.value.length, report.sent.value]).toEqual([' 护栏松动 ', 1, null]);
    await report.send();
    expect(outbox.given.map((draft) => [draft.path, draft.body, draft.photos.length])).toEqual(Array(2).fill(['/hazards', { zone: 'tank-farm', what: '护栏松动', anonymous: false }, 1]));
    expect(report.sent.value?.id).toBe(31);
  });
  it('says it with a photo alone, and is called so while it waits', async () => {
    await type('tank-farm', '  ');
    report.photos.taken.value.push({ picture: new Blob(), preview: '', kept_as: null });
    await report.send();
    expect(outbox.given.map((draft) => [draft.title, draft.body, draft.photos.length])).toEqual([['hazards.by_photo', { zone: 'tank-farm', what: '', anonymous: false }, 1]]);
    expect(report.sent.value?.id).toBe(31);
  });
  it('says that it waits when there is no network, and does not say that it was sent', async () => {
    await type('tank-farm', '护栏松动');
    outbox.outcomes = [{ type: 'waits' }];
    await report.send();
    expect([report.kept.value, report.sent.value, report.what.value]).toEqual([true, null, '']);
    report.another();
    expect(report.kept.value).toBe(false);
  });
  it('without a name never comes into the outbox; it goes again under the same key with no photo sent twice', async () => {
    await type('tank-farm', '护栏松动');
    report.anonymous.value = true;
    report.photos.taken.value.push({ picture: new Blob(), preview: '', kept_as: null });
    server.answers = [lost(), { id: 31 }];
    await report.send();
    expect(report.deed.refusal.value).not.toBe('');
    expect([report.what.value, report.photos.taken.value.length, report.sent.value]).toEqual(['护栏松动', 1, null]);
    await report.send();
    expect(server.reports[1]).toEqual(server.reports[0]);
    expect(server.reports[0]!.body).toEqual({ zone: 'tank-farm', what: '护栏松动', photos: ['photo-1'], anonymous: true });
    expect([server.pictures, outbox.given, report.sent.value?.id]).toEqual([1, [], 31]);
  });
  it('leaves an empty form in the same zone when it was sent', async () => {
    await type('tank-farm', '护栏松动');
    report.photos.taken.value.push({ picture: new Blob(), preview: '', kept_as: null });
    await report.send();
    report.another();
    expect([report.zone.value, report.what.value, report.photos.taken.value]).toEqual(['tank-farm', '', []]);
  });
  it('is still there when its page was left, unless it bears no name', async () => {
    await type('tank-farm', '护栏松动');
    begin();
    expect([report.zone.value, report.what.value]).toEqual(['tank-farm', '护栏松动']);
    report.anonymous.value = true;
    await nextTick();
    begin();
    expect([report.zone.value, report.what.value, report.anonymous.value]).toEqual(['', '', false]);
  });
  it('is about the point that it came from, while it is of its zone', async () => {
    begin({ zone: 'tank-farm', point: 'ch4-01', drafts: 'hazard.wang' });
    await type('tank-farm', '探头松动');
    await report.send();
    await type('office', '探头松动');
    await report.send();
    expect(outbox.given.map((draft) => draft.body.point)).toEqual(['ch4-01', undefined]);
  });
});
