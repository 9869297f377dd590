import { flushPromises, mount } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Account, PermitRules } from '@/api/types';
import { use_permit_rules } from '@/permits/rules_store';
import { sample_permit } from '@/permits/sample';
import { use_session } from '@/session/session_store';
import { i18n } from '@/text/i18n';
import GasTest from './gas_test.vue';

const server = vi.hoisted(() => ({ told: [] as { taken: string; readings: { value: number }[] }[] }));
vi.mock('@/api/client', async (original) => {
  const POST = async (_: string, asked: { body: (typeof server.told)[number] }) => (server.told.push(asked.body), { data: {}, response: { ok: true } as Response });
  return { ...(await original<typeof import('@/api/client')>()), api: { POST, GET: async () => ({ data: { items: [] }, response: { ok: true } as Response }) } };
});

const kTaken = Date.parse('2026-11-24T12:00:00Z');
const kRules = { gases: [{ what: 'combustible', gas: 'methane', title: { zh: '甲烷', en: 'Methane' }, limits: [{ kind: 'hot-work', unit: '%LEL', low: null, high: 0.5 }] }] } as unknown as PermitRules;
let page: ReturnType<typeof mount>;
async function open(now_ms: number): Promise<void> {
  vi.setSystemTime(now_ms);
  setActivePinia(createPinia());
  use_session().account = { login: 'wang', name: '王强' } as Account;
  use_permit_rules().rules = kRules;
  page = mount(GasTest, { props: { permit: sample_permit() }, global: { plugins: [i18n] } });
  await flushPromises();
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  localStorage.clear();
  server.told.length = 0;
});
afterEach(() => vi.useRealTimers());

describe('a gas test', () => {
  it('that was typed in another life of the page is of then, not of now', async () => {
    await open(kTaken);
    await page.get('[name=gas-0]').setValue('methane');
    await page.get('[name=value-0]').setValue('0.1');
    await flushPromises();
    page.unmount();
    await open(kTaken + 20 * 60_000);
    expect((page.get('[name=value-0]').element as HTMLInputElement).value).toBe('0.1');
    await page.get('form').trigger('submit');
    await flushPromises();
    expect(server.told.map(({ taken, readings }) => [taken, readings[0]!.value])).toEqual([['2026-11-24T12:00:00.000Z', 0.1]]);
    page.unmount();
    await open(kTaken + 30 * 60_000);
    expect(page.find('.draft_note').exists()).toBe(false);
  });
  it('is kept only once a reading was typed', async () => {
    await open(kTaken);
    page.unmount();
    await open(kTaken + 20 * 60_000);
    await page.get('[name=gas-0]').setValue('methane');
    await page.get('[name=value-0]').setValue('0.1');
    await page.get('form').trigger('submit');
    await flushPromises();
    expect(server.told[0]!.taken).toBe('2026-11-24T12:20:00.000Z');
  });
  it('with a reading that may be two is not told', async () => {
    await open(kTaken);
    await page.get('[name=gas-0]').setValue('methane');
    await page.get('[name=value-0]').setValue('1,200');
    await page.get('form').trigger('submit');
    await flushPromises();
    expect([server.told, page.find('[role=alert] strong').exists()]).toEqual([[], true]);
  });
});
