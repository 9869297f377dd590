import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { use_modes } from './mode_store';

const kNow = Date.parse('2027-01-15T19:50:00+08:00');
const server = vi.hoisted(() => ({ asked: 0, modes: {} as Record<string, unknown> }));
vi.mock('@/api/client', async (original) => {
  const GET = async () => {
    server.asked += 1;
    return { data: server.modes, response: { ok: true } as Response };
  };
  return { ...(await original<typeof import('@/api/client')>()), api: { GET } };
});

beforeEach(() => {
  vi.useFakeTimers({ now: kNow });
  setActivePinia(createPinia());
  server.asked = 0;
});
afterEach(() => vi.useRealTimers());

const by_hour = (mode: string, until: string) => ({ normal: 'running', by_shift: { mode, until }, set: [], zones: [{ zone: 'plant', mode }] });

describe('the modes', () => {
  it('that follow shifts are asked again when the shift changes, for no record says so', async () => {
    server.modes = by_hour('running', '2027-01-15T20:00:00+08:00');
    const modes = use_modes();
    await modes.load();
    expect(modes.by_shift).toBeNull();
    server.modes = by_hour('night', '2027-01-16T08:00:00+08:00');
    await vi.advanceTimersByTimeAsync(9 * 60_000);
    expect(server.asked).toBe(1);
    await vi.advanceTimersByTimeAsync(2 * 60_000);
    expect(server.asked).toBe(2);
    expect(modes.by_shift?.mode).toBe('night');
    expect(modes.of_zone('plant')).toBe('night');
  });

  it('that people set are asked for by records alone', async () => {
    server.modes = { normal: 'running', by_shift: null, set: [], zones: [] };
    const modes = use_modes();
    await modes.load();
    await vi.advanceTimersByTimeAsync(48 * 3_600_000);
    expect(server.asked).toBe(1);
    expect(modes.by_shift).toBeNull();
  });
});
