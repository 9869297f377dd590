import { createPinia, setActivePinia } from 'pinia';
import { flushPromises, mount } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Role, SiteFolder } from '@/api/types';
import { use_live } from '@/live/live_store';
import { use_session } from '@/session/session_store';
import { i18n } from '@/text/i18n';
import SiteFolderPanel from './site_folder_panel.vue';

// A server whose folder holds something else.
const server = vi.hoisted(() => ({ folder: null as unknown, reads: 0, asked: [] as unknown[] }));
vi.mock('@/api/client', async (original) => {
  const { ask, Refused } = await original<typeof import('@/api/client')>();
  const ok = (data: unknown) => ({ data, response: { ok: true } as Response });
  return {
    ask,
    Refused,
    api: {
      GET: async (path: string) => ok(path === '/site/folder' ? ((server.reads += 1), server.folder) : undefined),
      POST: async (path: string, options: { body: unknown }) => (server.asked.push([path, options.body]), ok({ version: 'b', brings: 'in-force' })),
    },
  };
});

const folder = (differs: Partial<SiteFolder>): SiteFolder => ({ version: 'b', in_force: 'a', brings: 'in-force', findings: [], changes: [], additions: [], more: 0, more_additions: 0, ...differs });
const limit = { part: 'condition' as const, name: 'ch4-01:high-high', field: 'limit', from: '50 %LEL', to: '60 %LEL' };
const finding = { level: 'error' as const, file: 'points.yaml', line: 3, column: 5, found: { zh: 'limt', en: 'limt' }, expected: { zh: '字段', en: 'a field' }, nearest: 'limit', text: { zh: 'points.yaml:3:5：错误：发现 limt', en: 'points.yaml:3:5: error: found limt' } };

let panel: ReturnType<typeof mount>;
async function open(now: SiteFolder, role: Role) {
  server.folder = now;
  use_session().account = { login: 'li.na', name: '李娜', role, posts: [], zones: [] };
  panel = mount(SiteFolderPanel, { global: { plugins: [i18n] }, attachTo: document.body });
  await flushPromises();
}
const button = (name: string) => panel.findAll('button').find((each) => each.text() === name);

beforeEach(() => {
  setActivePinia(createPinia());
  Object.assign(server, { reads: 0, asked: [] });
  HTMLDialogElement.prototype.showModal = () => undefined; // jsdom has none
});
afterEach(() => (panel.unmount(), vi.useRealTimers()));

describe('the files of the site on the page of the rules', () => {
  it('take effect when a safety officer says so twice, under the version that was read', async () => {
    await open(folder({ changes: [limit] }), 'safety-officer');
    expect(panel.text()).toContain('60 %LEL');
    await button('立即生效')!.trigger('click');
    expect(server.asked).toEqual([]);
    await panel.get('dialog .primary').trigger('click');
    await flushPromises();
    expect(server.asked).toEqual([['/site/reload', { version: 'b' }]]);
    expect(panel.text()).toContain('系统正在重新启动');
    expect(button('立即生效')).toBeUndefined();
  });
  it('are read again where Davy did not start after all, and waited for while nobody knows', async () => {
    await open(folder({ changes: [limit] }), 'safety-officer');
    await button('立即生效')!.trigger('click');
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await panel.get('dialog .primary').trigger('click');
    await flushPromises();
    server.folder = folder({ version: null, brings: 'errors', findings: [finding] });
    await vi.advanceTimersByTimeAsync(30_000);
    expect(panel.text()).toContain('系统正在重新启动');
    const live = use_live();
    live.sync = { ...live.sync, in_sync: true };
    await vi.advanceTimersByTimeAsync(10_000);
    expect(panel.text()).not.toContain('系统正在重新启动');
    expect(panel.get('[role=alert]').text()).toContain('发现 limt');
  });
  it('say everything that is wrong with them, and offer nothing', async () => {
    await open(folder({ version: null, brings: 'errors', findings: [finding, { ...finding, text: { zh: 'rows.yaml:9:1：错误：联锁重复', en: 'rows.yaml:9:1: error: found a row twice' } }] }), 'administrator');
    for (const text of ['发现 limt', '联锁重复']) expect(panel.get('[role=alert]').text()).toContain(text);
    expect(button('立即生效')).toBeUndefined();
  });
  it('are only read by others, and by everybody as often as they like', async () => {
    await open(folder({}), 'worker');
    expect(button('立即生效')).toBeUndefined();
    await button('重新读取文件')!.trigger('click');
    await flushPromises();
    expect(server.reads).toBe(2);
  });
});
