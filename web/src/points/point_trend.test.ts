import { flushPromises, mount } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createI18n } from 'vue-i18n';
import { use_settings } from '@/settings/settings_store';

const { built, updated, answer } = vi.hoisted(() => ({ built: [] as number[], updated: [] as number[], answer: { value: {} as object } }));
vi.mock('./trend_chart', () => ({
  columns: (history: { readings: unknown[] | null }) => [(history.readings ?? [1]).map((_, i) => i), [], [], []],
  TrendChart: class {
    constructor(_: unknown, data: number[][]) {
      built.push(data[0]!.length);
    }
    update(data: number[][]): void {
      updated.push(data[0]!.length);
    }
    destroy(): void {}
    resize(): void {}
  },
}));
vi.mock('@/api/client', () => ({ api: { GET: () => null }, ask: () => Promise.resolve(answer.value) }));
const { default: PointTrend } = await import('./point_trend.vue');

const history = (readings: number | null) => ({ point: 'ch4-01', unit: '%LEL', from: '', until: '', width_s: readings === null ? 60 : null, readings: readings === null ? null : Array.from({ length: readings }, () => ({})), intervals: null, truncated: false, missing: [], thinned: [], doubtful: [] });

const kWords = createI18n({ legacy: false, locale: 'zh', missingWarn: false, messages: { zh: {} } });

// A trend with so many readings, then each of the others as its time goes on; null: intervals.
async function goes_on(first: number, ...others: (number | null)[]) {
  answer.value = history(first);
  const trend = mount(PointTrend, { props: { point: 'ch4-01', from: 0, until: 1000 }, global: { plugins: [kWords], stubs: ['RouterLink'] } });
  await flushPromises();
  built.length = updated.length = 0;
  for (const [n, readings] of others.entries()) {
    answer.value = history(readings);
    await trend.setProps({ until: 2000 + n });
    await flushPromises();
  }
  return trend;
}

describe('a trend that goes on', () => {
  beforeEach(() => {
    setActivePinia(createPinia());
    vi.stubGlobal('matchMedia', () => ({ addEventListener: () => undefined, removeEventListener: () => undefined }));
    vi.stubGlobal('ResizeObserver', class { observe(): void {} disconnect(): void {} });
  });

  it('takes new readings into the chart that stands, under whatever hand is on it', async () => {
    await goes_on(3, 4, 5);
    expect([built, updated]).toEqual([[], [4, 5]]);
  });

  it('is built anew where its words or its heights are others: by intervals, without readings, in another language', async () => {
    const trend = await goes_on(3, null);
    expect(built).toEqual([1]);
    trend.unmount();
    await goes_on(3, 0, 2);
    expect(built).toEqual([0, 2]);
    use_settings().language = 'en';
    await flushPromises();
    expect(built).toEqual([0, 2, 2]);
  });
});
