// Work that the server does for a page for a while: asked for, looked at until it is over, called off, and dropped when something else is wanted.
import { computed, onUnmounted, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue';
import type { Text } from '@/api/types';
import { use_refusal } from './refusal';

const kLookEvery_ms = 400;

export interface JobState {
  id: number;
  state: 'waiting' | 'running' | 'done' | 'cancelled' | 'failed';
  progress: number;
  error: Text | null;
}
export interface JobWays<T> {
  look: (id: number) => Promise<T>;
  cancel: (id: number) => Promise<T>;
}
export interface Job<T> {
  answer: ShallowRef<T | null>;
  running: ComputedRef<boolean>;
  refusal: Ref<string>;
  start: (ask_for: () => Promise<T>) => Promise<void>;
  cancel: () => Promise<void>;
  drop: () => void;
}

// Only the newest one counts: what comes late about one before it is not taken.
export function use_job<T extends JobState>(ways: JobWays<T>): Job<T> {
  const answer: ShallowRef<T | null> = shallowRef(null);
  const running = computed(() => answer.value?.state === 'waiting' || answer.value?.state === 'running');
  const { sentence, clear, note } = use_refusal();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let turn = 0;

  async function take(asked: Promise<T>): Promise<void> {
    const mine = turn;
    try {
      const found = await asked;
      if (mine !== turn) return;
      answer.value = found;
      clearTimeout(timer);
      if (running.value) timer = setTimeout(() => void take(ways.look(found.id)), kLookEvery_ms);
    } catch (error) {
      if (mine === turn) note(error);
    }
  }
  async function cancel(): Promise<void> {
    clearTimeout(timer);
    if (answer.value) await take(ways.cancel(answer.value.id));
  }
  function drop(): void {
    clearTimeout(timer);
    if (running.value && answer.value) void ways.cancel(answer.value.id).catch(() => undefined); // nobody waits for it any more
    turn += 1;
    answer.value = null;
  }
  function start(ask_for: () => Promise<T>): Promise<void> {
    drop();
    clear();
    return take(ask_for());
  }
  onUnmounted(drop);
  return { answer, running, refusal: sentence, start, cancel, drop };
}
