import { mount } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it } from 'vitest';
import type { PointStatus } from '@/api/types';
import { use_live } from '@/live/live_store';
import { i18n } from '@/text/i18n';
import ValueNow from './value_now.vue';

const status = (of: Partial<PointStatus>) => ({ point: 'ch4-01', value: 26, quality: 'good', stale: false, ...of }) as PointStatus;
function shown(of: PointStatus | null, synced = true): string {
  const live = use_live();
  Object.defineProperty(live, 'in_sync', { value: synced, configurable: true });
  if (of) live.board.points.set('ch4-01', of);
  return mount(ValueNow, { props: { condition: 'ch4-01:high' }, global: { plugins: [i18n] } }).get('b').text();
}

beforeEach(() => setActivePinia(createPinia()));

describe('what an order is about', () => {
  it('stands with its value of now', () => {
    expect(shown(status({}))).toContain('26');
  });
  it('has no value where none can be believed', () => {
    expect(shown(status({ stale: true }))).toBe('看不见');
    expect(shown(status({ quality: 'bad' }))).toBe('看不见');
    expect(shown(null)).toBe('看不见');
  });
  it('has none while the screen is not in sync', () => {
    expect(shown(status({}), false)).toBe('看不见');
  });
});
