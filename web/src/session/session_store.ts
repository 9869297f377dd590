// Who is signed in, and what they may do. The server decides; this only spares people buttons that would be refused.
import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { api, ask, Refused } from '@/api/client';
import type { Account, Session } from '@/api/types';
import { proves_for, proves_for_nobody } from '@/checks/place_proof';
import { has_right, type Right } from './roles';

export const use_session = defineStore('session', () => {
  const account = ref<Account | null>(null);
  const setup_needed = ref(false);
  const known = ref(false); // whether the server was asked who I am; not while it has not answered: then I am who I was last on this device

  const role = computed(() => account.value?.role ?? null);

  // As the posts of who is signed in count those that they answer for now: what they may do the server decides by these.
  function signed_in(session: Session): void {
    const as = { ...session.account, posts: session.posts_now };
    if (JSON.stringify(as) !== JSON.stringify(account.value)) account.value = as;
    proves_for(as.login);
    remember(as);
  }

  async function look(): Promise<void> {
    try {
      signed_in(await ask(api.GET('/session')));
      setup_needed.value = false;
    } catch (error) {
      if (error instanceof Refused && error.status === 0) {
        account.value ??= remembered();
        if (account.value) proves_for(account.value.login);
      }
      if (!(error instanceof Refused) || error.status !== 401) throw error;
      forget();
      setup_needed.value = error.problem?.setup_needed === true;
    }
    known.value = true;
  }

  async function sign_in(login: string, password: string, code = ''): Promise<void> {
    signed_in(await ask(api.POST('/session', { body: { login, password, ...(code ? { code } : {}) }, params: kCsrf })));
    known.value = true;
  }

  async function set_up(body: { token: string; login: string; name: string; password: string }): Promise<void> {
    signed_in(await ask(api.POST('/setup', { body, params: kCsrf })));
    setup_needed.value = false;
    known.value = true;
  }

  async function sign_out(): Promise<void> {
    await ask(api.DELETE('/session', { params: kCsrf }));
    forget();
  }

  // The session ended on the server.
  function forget(): void {
    account.value = null;
    proves_for_nobody();
    remember(null);
  }

  function may(right: Right): boolean {
    return role.value !== null && has_right(role.value, right);
  }
  function holds(post: string): boolean {
    return account.value?.posts.includes(post) ?? false;
  }

  return { account, setup_needed, known, role, look, sign_in, set_up, sign_out, forget, may, holds };
});

// Who was signed in here last, so that a phone without a network opens as its owner's: what is done then waits in the outbox under this name, and the
// server asks again before it takes anything.
const kMe = 'davy.me';
function remember(account: Account | null): void {
  try {
    if (account) localStorage.setItem(kMe, JSON.stringify(account));
    else localStorage.removeItem(kMe);
  } catch {
    return; // a private window
  }
}
function remembered(): Account | null {
  try {
    return JSON.parse(localStorage.getItem(kMe) ?? 'null') as Account | null;
  } catch {
    return null;
  }
}

export const kCsrf = { header: { 'X-Davy': '1' as const } };
