// The pages of alarms while ten thousand stand: what is drawn stays few, whatever stands behind it.
import { mount } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it } from 'vitest';
import { createMemoryHistory, createRouter } from 'vue-router';
import type { Alarm } from '@/api/types';
import { i18n } from '@/text/i18n';
import AlarmTable from './alarm_table.vue';
import FloodView from './flood_view.vue';

const alarm = (id: number, groups: number, severity: Alarm['severity'] = 'moderate') =>
  ({
    id, condition: `gas-${id}:high`, point: `gas-${id}`, zone: 'tank-farm', title: { zh: '甲烷浓度高', en: 'Methane high' }, severity, state: 'unacknowledged', active: true, acknowledged: false, acknowledged_by: null, acknowledged_at: null,
    annunciates: true, blind: false, latched: false, out_of_service: false, exercise: 'real', ended: null, onset: '2026-11-24T03:00:00Z', raised: '2026-11-24T03:00:00Z', value: 26, order: null,
    group: { id: (id % groups) + 1, because: 'zone', first_out: (id % groups) + 1, first_condition: `gas-${(id % groups) + 1}:high`, first_onset: '2026-11-24T03:00:00Z' },
  }) as unknown as Alarm;
const flood = (groups: number, severity?: Alarm['severity']) => Array.from({ length: 10_000 }, (_, i) => alarm(i + 1, groups, severity));
const drawn = (page: typeof AlarmTable | typeof FloodView, props: Record<string, unknown>) =>
  mount(page as never, { props: props as never, global: { plugins: [i18n, createRouter({ history: createMemoryHistory(), routes: [{ path: '/:rest(.*)*', component: { template: '<p/>' } }] })] } });

beforeEach(() => setActivePinia(createPinia()));

describe('ten thousand alarms', () => {
  it('are a list of a hundred lines, and of a hundred more when they are asked for', async () => {
    const list = drawn(AlarmTable, { alarms: flood(50), most: 100 });
    expect(list.findAll('tbody tr')).toHaveLength(100);
    expect(list.get('.left').text()).toContain('9900');
    await list.get('.left button').trigger('click');
    expect(list.findAll('tbody tr')).toHaveLength(200);
  }, 60_000);
  it('are fifty causes at most, and no alarm of a cause is drawn before it is opened', async () => {
    const view = drawn(FloodView, { alarms: flood(2_000) });
    expect(view.findAll('.bundle')).toHaveLength(50);
    expect(view.findAll('tbody tr')).toHaveLength(0);
    const first = view.get('details');
    (first.element as HTMLDetailsElement).open = true;
    await first.trigger('toggle');
    expect(view.findAll('tbody tr')).toHaveLength(5);
  });
  it('of which each is major are twenty lines and a number', () => {
    const view = drawn(FloodView, { alarms: flood(10, 'major') });
    expect(view.findAll('tbody tr')).toHaveLength(20);
    expect(view.get('.left').text()).toContain('9980');
    expect(view.get('.counts').text()).toContain('10000');
  });
});
