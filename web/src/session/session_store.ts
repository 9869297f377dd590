// Who is signed in, and what they may do. The server decides; this only spares people buttons that would be refused.
import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { api, ask, Refused } from '@/api/client';
import type { Account, Role } from '@/api/types';
import { is_at_least } from './roles';

export const use_session = defineStore('session', () => {
  const account = ref<Account | null>(null);
  const setup_needed = ref(false);
  const known = ref(false); // whether the server was asked who I am

  const role = computed(() => account.value?.role ?? null);

  async function look(): Promise<void> {
    try {
      account.value = (await ask(api.GET('/session'))).account;
      setup_needed.value = false;
    } catch (error) {
      if (!(error instanceof Refused) || error.status !== 401) throw error;
      account.value = null;
      setup_needed.value = error.problem?.setup_needed === true;
    }
    known.value = true;
  }

  async function sign_in(login: string, password: string): Promise<void> {
    account.value = (await ask(api.POST('/session', { body: { login, password }, params: kCsrf }))).account;
    known.value = true;
  }

  async function set_up(body: { token: string; login: string; name: string; password: string }): Promise<void> {
    account.value = (await ask(api.POST('/setup', { body, params: kCsrf }))).account;
    setup_needed.value = false;
    known.value = true;
  }

  async function sign_out(): Promise<void> {
    await ask(api.DELETE('/session', { params: kCsrf }));
    account.value = null;
  }

  // The session ended on the server.
  function forget(): void {
    account.value = null;
  }

  function at_least(least: Role): boolean {
    return role.value !== null && is_at_least(role.value, least);
  }
  function holds(post: string): boolean {
    return account.value?.posts.includes(post) ?? false;
  }

  return { account, setup_needed, known, role, look, sign_in, set_up, sign_out, forget, at_least, holds };
});

export const kCsrf = { header: { 'X-Davy': '1' as const } };
