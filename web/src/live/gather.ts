// What comes faster than a screen can be drawn is handed on together: the first at once, what follows within `every_ms` when that is over, in its order.

export interface Gather<T> {
  take: (item: T) => void;
  flush: () => void; // what waits, now
  drop: () => void; // what waits, unread
}

// Later: what runs something after so many milliseconds, and what is no longer to run. It is the browser's, or a test's.
export interface Later {
  now: () => number;
  run: (what: () => void, after_ms: number) => number;
  forget: (number: number) => void;
}

export const kBrowser: Later = { now: () => performance.now(), run: (what, after_ms) => window.setTimeout(what, after_ms), forget: (number) => window.clearTimeout(number) };

export function gather<T>(hand_on: (items: T[]) => void, every_ms: number, later: Later = kBrowser): Gather<T> {
  let waiting: T[] = [];
  let handed_on: number | null = null;
  let timer: number | null = null;

  function drop(): void {
    if (timer !== null) later.forget(timer);
    timer = null;
    waiting = [];
  }
  function flush(): void {
    const items = waiting;
    drop();
    if (items.length === 0) return;
    handed_on = later.now();
    hand_on(items);
  }
  function take(item: T): void {
    waiting.push(item);
    const left = handed_on === null ? 0 : handed_on + every_ms - later.now();
    if (left <= 0) flush();
    else timer ??= later.run(flush, left);
  }
  return { take, flush, drop };
}
