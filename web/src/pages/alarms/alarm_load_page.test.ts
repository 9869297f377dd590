import { createPinia, setActivePinia } from 'pinia';
import { flushPromises, mount } from '@vue/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createMemoryHistory, createRouter } from 'vue-router';
import type { PostLoad } from '@/api/types';
import { i18n } from '@/text/i18n';
import AlarmLoadPage from './alarm_load_page.vue';

const server = vi.hoisted(() => ({ posts: [] as unknown[] }));
vi.mock('@/api/client', async (original) => {
  const GET = async () => ({ data: { from: '2027-01-01T00:00:00Z', until: '2027-01-02T00:00:00Z', posts: server.posts }, response: { ok: true } as Response });
  return { ...(await original<typeof import('@/api/client')>()), api: { GET } };
});

const load = (zone: string | null, shift: string | null, condition: string): PostLoad => ({
  post: 'operator', zone, shift, alarms: 3, shelved: 0, suppressed: 0, out_of_service: 0, per_day: 3, load: 'acceptable', most_in_ten_minutes: 1, floods: 0, in_flood_s: 0, flood_share: 0,
  median_to_acknowledge_s: null, most_frequent: [{ condition, count: 3 }], chattering: [], fleeting: [], stale: [],
});

beforeEach(() => setActivePinia(createPinia()));

describe('the page of alarm load', () => {
  it('tells the duties of a post apart by zone and shift, and lists the conditions of the one that is pressed', async () => {
    server.posts = [load(null, null, 'all:high'), load('plant', 'day', 'plant:high'), load('farm', 'day', 'farm:high')];
    const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:rest(.*)*', component: AlarmLoadPage }] });
    const page = mount(AlarmLoadPage, { global: { plugins: [i18n, router] } });
    await flushPromises();
    const names = page.findAll('tbody button').map((button) => button.text());
    expect(names).toEqual(['全部值班', 'plant · day', 'farm · day']);
    expect(page.get('.lists').text()).toContain('all:high');
    await page.findAll('tbody button')[2]!.trigger('click');
    expect(page.get('.lists').text()).toContain('farm:high');
    expect(page.get('.lists').text()).not.toContain('plant:high');
    expect(page.findAll('tbody button').map((button) => button.attributes('aria-pressed'))).toEqual(['false', 'false', 'true']);
  });
});
