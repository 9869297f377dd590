import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { note_scanned, scanned_zone } from '@/checks/place_proof';
import { use_session } from './session_store';

vi.mock('@/api/client', async (original) => {
  const given = (data: unknown) => ({ data, response: { ok: true } as Response });
  const api = {
    POST: async (_: string, asked: { body: { login: string } }) => given({ account: { login: asked.body.login, posts: [] }, posts_now: [] }),
    DELETE: async () => given(undefined),
  };
  return { ...(await original<typeof import('@/api/client')>()), api };
});

beforeEach(() => setActivePinia(createPinia()));

describe('a session', () => {
  it('takes with it, when it ends, the label that its person read', async () => {
    const session = use_session();
    await session.sign_in('chen', 'x');
    note_scanned('tank-farm');
    expect(scanned_zone()).toBe('tank-farm');
    await session.sign_out();
    await session.sign_in('wang', 'x');
    expect(scanned_zone()).toBeNull();
  });
});
