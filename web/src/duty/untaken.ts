// Shifts that have changed and that nobody has taken over: whether a notice of one still asks for anything.
import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import { api, ask } from '@/api/client';
import type { Notice } from '@/api/types';
import { use_live } from '@/live/live_store';

export interface Untaken {
  post: string;
  change: string;
}

// Known to be made good: of what is not known nothing is said.
export function is_taken(notice: Pick<Notice, 'reason' | 'what' | 'issued'>, untaken: readonly Untaken[] | null): boolean {
  if (notice.reason !== 'handover-overdue' || untaken === null) return false;
  return !untaken.some((each) => each.post === notice.what && Date.parse(each.change) <= Date.parse(notice.issued));
}

export const use_untaken = defineStore('untaken', () => {
  const live = use_live();
  const untaken = shallowRef<Untaken[] | null>(null); // null: not known
  let latest = 0;
  let is_asked = false;

  async function read(): Promise<void> {
    const mine = ++latest;
    [untaken.value, is_asked] = [null, true];
    const found = await ask(api.GET('/duty/now')).catch(() => null);
    if (mine === latest) untaken.value = found?.untaken ?? null;
  }
  // Only while somebody wants to know.
  async function want(notices: readonly Notice[]): Promise<void> {
    if (!is_asked && notices.some((notice) => notice.reason === 'handover-overdue')) await read();
  }
  live.listen((message) => {
    const is_news =
      message.type === 'snapshot' ||
      (message.type === 'notice' && message.notice.reason === 'handover-overdue') ||
      (message.type === 'events' && message.events.some((event) => event.kind.startsWith('handover.')));
    if (is_asked && is_news) void read();
  });
  return { untaken, read, want, is_over: (notice: Notice) => is_taken(notice, untaken.value) };
});
