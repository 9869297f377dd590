import { createPinia, setActivePinia } from 'pinia';
import { flushPromises, mount } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMemoryHistory, createRouter, type Router } from 'vue-router';
import type { JournalEntry, MatterStory } from '@/api/types';
import { obligation } from '@/obligations/testing';
import { i18n } from '@/text/i18n';
import StoryPage from './story_page.vue';

// A server that tells one story.
const server = vi.hoisted(() => ({ story: null as unknown }));
vi.mock('@/api/client', async (original) => {
  const { ask, Refused } = await original<typeof import('@/api/client')>();
  const answers: Record<string, () => unknown> = { '/matters/{matter}/{id}/story': () => server.story, '/alarms/{id}': () => ({ state: 'acknowledged' }), '/duty/people': () => ({ items: [{ login: 'wang', name: '王强', posts: [] }, { login: 'zhou', name: '周杰', posts: [] }] }) };
  return { ask, Refused, api: { GET: async (path: string) => ({ data: answers[path]?.(), response: { ok: true } as Response }) } };
});

const record = (seq: number, kind: string, subject: string, actor: string, body: object): JournalEntry => ({ seq, kind, subject, actor, body: body as JournalEntry['body'], time: '2026-11-24T11:32:00Z', hash: `hash-of-${seq}` });
const alarm = { kind: 'alarm' as const, id: 17, title: { zh: '甲烷浓度高', en: 'Methane high' }, zone: 'tank-farm' };
const done = (seq: number, by: string) => ({ seq, at: '2026-11-24T11:40:00Z', by });
const told = (differs: Partial<MatterStory> = {}): MatterStory => ({
  matters: [alarm, { ...alarm, kind: 'order', id: 21 }],
  records: [
    record(17, 'alarm.raised', 'alarm:17', 'system', { condition: 'ch4-03:high', severity: 'serious', value: 26.1, onset: '2026-11-24T11:32:00Z' }),
    record(21, 'order.issued', 'order:21', 'system', { alarm: 17, post: 'operator', deadline: '2026-11-24T12:00:00Z' }),
    record(24, 'order.submitted', 'order:21', 'user:wang', { order: 21, note: '紧固法兰' }),
    record(26, 'order.rejected', 'order:21', 'user:zhou', { order: 21, reason: '照片看不出阀门已关', deadline: '2026-11-24T13:00:00Z' }),
    record(30, 'command.sent', 'row:gas', 'system', { command: '1-9' }),
  ],
  chain: [
    obligation({ asked_by: 17, step: 'acknowledge-alarm', verb: 'see', matter: alarm, standing: 'overdue', late_s: 3_600 }),
    obligation({ standing: 'late', late_s: 720, people: ['wang'], done: done(22, 'user:wang') }),
    obligation({ asked_by: 24, step: 'review-order', verb: 'check', standing: 'on-time', standard: true, people: ['zhou'], done: done(26, 'user:zhou'), judgement: 'returned', judged: 'wang' }),
  ],
  at: '2026-11-24T13:00:00Z',
  ...differs,
});

let router: Router;
let page: ReturnType<typeof mount>;
async function open(story: MatterStory, query: Record<string, string> = {}) {
  server.story = story;
  router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:rest(.*)*', component: StoryPage }] });
  await router.push({ path: '/stories/alarm/17', query });
  page = mount(StoryPage, { props: { matter: 'alarm', id: 17 }, global: { plugins: [i18n, router] }, attachTo: document.body });
  await flushPromises();
  return page;
}
const links = () => page.findAll('.duty_chain > ol > li');

beforeEach(() => {
  setActivePinia(createPinia());
  Element.prototype.scrollIntoView = () => undefined; // jsdom has none
});
afterEach(() => page.unmount());

describe('the page of a story', () => {
  it('says what it is about, how that stands, and each link of the chain by name with its mark', async () => {
    await open(told());
    expect(page.get('h1').text()).toBe('甲烷浓度高');
    expect(page.get('.state').text()).toBe('已确认');
    expect(links()).toHaveLength(3);
    expect(links()[0]!.text()).toMatch(/知悉确认报警.*逾期 /);
    expect(links()[1]!.text()).toMatch(/办理接单.*迟 12 分.*王强/);
    expect(links()[2]!.text()).toMatch(/按时.*周杰.*退回.*王强的工作.*本站标准/);
    expect(page.get('.standing_filter .overdue').text()).toBe('逾期未完成1');
  });
  it('opens the records that asked and answered, and marks them in the story', async () => {
    await open(told());
    await links()[2]!.get('button.open').trigger('click');
    await flushPromises();
    expect(router.currentRoute.value.query.line).toBe('24.review-order.0');
    expect(page.findAll('.time_line li.marked').map((each) => each.attributes('id'))).toEqual(['record-24', 'record-26']);
    expect(links()[2]!.text()).toContain('照片看不出阀门已关');
    expect(links()[2]!.text()).toContain('hash-of-26');
  });
  it('says so where a record is not part of the story, and where nothing answers yet', async () => {
    await open(told(), { line: '21.accept-order.0' });
    expect(links()[1]!.text()).toContain('记录 #22 不在这段经过里');
    await links()[0]!.get('button.open').trigger('click');
    await flushPromises();
    expect(links()[0]!.text()).toContain('还没有完成的记录。');
  });
  it('shows what belongs to one of the matters alone, and what belongs to none', async () => {
    await open(told());
    const chip = (word: string) => page.findAll('.chips button').find((each) => each.text() === word)!;
    await chip('报警 #17').trigger('click');
    expect(links()).toHaveLength(1);
    expect(page.findAll('.time_line > li')).toHaveLength(1);
    await chip('其他').trigger('click');
    expect(page.findAll('.time_line > li')).toHaveLength(1);
    expect(page.get('.time_line').text()).toContain('命令 1-9');
  });
  it('of a thousand records draws some at once, and the one that is asked for', async () => {
    const many = Array.from({ length: 1_000 }, (_, n) => record(100 + n, 'order.reminded', 'order:21', 'system', { order: 21, times: n }));
    const chain = [obligation({ asked_by: 1_090, step: 'handle-order', standing: 'pending', due: '2099-01-01T00:00:00Z' })];
    await open(told({ records: many, chain }));
    expect(page.findAll('.time_line > li')).toHaveLength(100);
    await links()[0]!.get('button.open').trigger('click');
    await flushPromises();
    await links()[0]!.get('.record_evidence .button').trigger('click');
    await flushPromises();
    expect(page.find('#record-1090').exists()).toBe(true);
    expect(page.findAll('.time_line > li')).toHaveLength(100);
  }, 30_000);
  it('shows only those that stand as is asked for', async () => {
    await open(told());
    await page.get('.standing_filter .late').trigger('click');
    expect(links()).toHaveLength(1);
    expect(links()[0]!.text()).toContain('接单');
  });
});
