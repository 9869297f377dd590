import { flushPromises, mount } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createMemoryHistory, createRouter } from 'vue-router';
import type { Account } from '@/api/types';
import { use_session } from '@/session/session_store';
import { i18n } from '@/text/i18n';
import ImportPage from './import_page.vue';

// A server that wants a number in the second column; and a sheet whose second row has none.
const server = vi.hoisted(() => ({ looked_at: [] as unknown[][][] }));
vi.mock('@/records/sheet_file', () => ({ read_sheet: async () => [['名称', '数量'], ['滤毒罐', '十二'], ['毛毯', '4']] }));
vi.mock('@/api/client', async (original) => {
  const given = (data: unknown) => ({ data, response: { ok: true } as Response });
  const api = {
    GET: async () => given({ items: [{ kind: 'supply', title: { zh: '应急物资', en: 'Supplies' }, fields: [] }] }),
    POST: async (_: string, asked: { params: { query?: { preview?: string } }; body: { rows: unknown[][] } }) => {
      if (asked.params.query?.preview === undefined) return given({});
      server.looked_at.push(JSON.parse(JSON.stringify(asked.body.rows)) as unknown[][]);
      const is_faulty = Number.isNaN(Number(asked.body.rows[1]![1]));
      const faults = is_faulty ? [{ column: 2, field: 'quantity', found: '', expected: { zh: '数字', en: 'a number' } }] : [];
      return given({ counts: { new: is_faulty ? 1 : 2, changed: 0, same: 0, faulty: Number(is_faulty) }, rows: [{ row: 2, outlook: is_faulty ? 'faulty' : 'new', faults }, { row: 3, outlook: 'new', faults: [] }] });
    },
  };
  return { ...(await original<typeof import('@/api/client')>()), api };
});

const drafts = () => Object.keys(localStorage).filter((key) => key.startsWith('davy.draft.')).length;
let page: ReturnType<typeof mount>;
async function open(): Promise<void> {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:rest(.*)*', component: { render: () => null } }] });
  page = mount(ImportPage, { props: { kind: 'supply' }, global: { plugins: [i18n, router] } });
  await flushPromises();
}
async function choose_file(): Promise<void> {
  const field = page.get('input[name=sheet]');
  Object.defineProperty(field.element, 'files', { value: [new File(['x'], 'supplies.csv')] });
  await field.trigger('change');
  await flushPromises();
}

beforeEach(() => {
  localStorage.clear();
  server.looked_at.length = 0;
  setActivePinia(createPinia());
  use_session().account = { login: 'wang' } as Account;
});

describe('a sheet that is mended', () => {
  it('is there with what was mended in another life of the page, and looked at anew; until it is imported', async () => {
    await open();
    await choose_file();
    await page.get('input[aria-invalid=true]').setValue('12');
    await flushPromises();
    page.unmount();
    await open();
    expect(server.looked_at.at(-1)).toEqual([['名称', '数量'], ['滤毒罐', '12'], ['毛毯', '4']]);
    expect(page.find('.draft_note').exists()).toBe(true);
    await page.get('#import-reason').setValue('年度盘点');
    await page.get('.import_form').trigger('submit');
    await flushPromises();
    page.unmount();
    await open();
    expect([page.find('.draft_note').exists(), page.find('.import_table').exists(), drafts()]).toEqual([false, false, 0]);
  });
  it('is chosen again where nothing was mended', async () => {
    await open();
    await choose_file();
    page.unmount();
    await open();
    expect([page.find('.draft_note').exists(), drafts()]).toEqual([false, 0]);
  });
});
