import { createPinia, setActivePinia } from 'pinia';
import { mount } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createI18n } from 'vue-i18n';
import { nextTick } from 'vue';
import { kPauseMs, use_application, type Application } from './application';

// A server that answers as it is told, and remembers what it was asked.
const server = vi.hoisted(() => ({ previews: [] as Record<string, unknown>[], sent: [] as Record<string, unknown>[], preview: {} as Record<string, unknown>, answers: [] as unknown[] }));
vi.mock('@/api/client', async (original) => {
  const { ask, once, Refused } = await original<typeof import('@/api/client')>();
  const given = (data: unknown) => ({ data, response: { ok: true } as Response });
  const api = {
    POST: async (path: string, asked: { body: Record<string, unknown> }) => {
      if (path === '/permits/preview') return server.previews.push(asked.body), given(server.preview);
      server.sent.push(asked.body);
      const answer = server.answers.shift() as { error?: unknown };
      return answer.error ? { error: answer.error, response: { ok: false, status: 422 } as Response } : given(answer);
    },
  };
  return { api, ask, once, Refused, add_photo: async () => 'photo' };
});

const kBegun = { kind: 'hot-work' as const, zone: '', lead: 'wang', from: '2026-11-24T12:00:00Z', until: '2026-11-24T14:00:00Z' };
const problem = (field: string) => ({ field, text: { zh: `${field}不对`, en: field } });
let app: Application;
function begin(): void {
  const Page = { setup: () => ((app = use_application(kBegun, 'permit.wang')), () => null) };
  mount(Page, { global: { plugins: [createI18n({ legacy: false, locale: 'zh', messages: { zh: {} } })] } });
}
const rests = () => vi.advanceTimersByTimeAsync(kPauseMs);

beforeEach(() => {
  vi.useFakeTimers();
  setActivePinia(createPinia());
  localStorage.clear();
  Object.assign(server, { previews: [], sent: [], preview: { level: 'special', problems: [problem('what'), problem('grounds.hot_place')] }, answers: [] });
  begin();
});
afterEach(() => vi.useRealTimers());

describe('an application', () => {
  it('is looked at once the typing pauses, not at every letter', async () => {
    app.form.what = '补';
    await vi.advanceTimersByTimeAsync(kPauseMs - 1);
    app.form.what = '补焊';
    await rests();
    expect(server.previews).toHaveLength(1);
    expect(server.previews[0]).toMatchObject({ what: '补焊', lead: 'wang' });
    expect(app.preview.value?.level).toBe('special');
  });
  it('is not sent with a number that may be two', async () => {
    app.form.radius_m = '1,200';
    expect(await app.send()).toBeNull();
    expect(server.sent).toEqual([]);
    expect(app.at('place').map((each) => each.field)).toEqual(['place.radius_m']);
    app.form.radius_m = '12';
    server.answers = [{ id: 7 }];
    await app.send();
    expect(server.sent).toHaveLength(1);
  });
  it('complains of what was typed, and of the rest when it is sent', async () => {
    await rests();
    expect(app.problems.value).toEqual([]);
    app.form.hot_place = 'running';
    await rests();
    expect(app.problems.value.map((each) => each.field)).toEqual(['grounds.hot_place']);
    server.answers = [{ id: 7 }];
    await app.send();
    expect(app.at('what')).toHaveLength(1);
  });
  it('shows what the server refuses at its field, until it is changed', async () => {
    await rests();
    server.answers = [{ error: { message: { zh: '不行', en: 'no' }, errors: [{ field: 'workers', message: { zh: '没有证书', en: 'no certificate' } }] } }];
    expect(await app.send()).toBeNull();
    expect(app.deed.refusal.value).not.toBe('');
    expect(app.at('workers')).toHaveLength(1);
    app.form.workers = ['lv-xin'];
    await nextTick();
    expect(app.at('workers')).toEqual([]);
  });
  it('is kept on the device until it is sent', async () => {
    app.form.what = '补焊';
    await nextTick();
    begin();
    expect([app.form.what, app.restored.value]).toEqual(['补焊', true]);
    server.answers = [{ id: 7 }];
    expect(await app.send()).toEqual({ id: 7 });
    begin();
    expect([app.form.what, app.restored.value]).toEqual(['', false]);
  });
  it('begins anew when it is dropped', async () => {
    app.form.what = '补焊';
    await nextTick();
    app.drop();
    await nextTick();
    begin();
    expect([app.form.what, app.restored.value]).toEqual(['', false]);
  });
});
