import { describe, expect, it } from 'vitest';
import type { Undecided } from '@/api/types';
import { lines_of } from './undecided';

const seen = (asked: string, window_s: number, known_share: number) => ({ function: asked, point: 'ch4-01', window_s, known_share, enough: known_share >= 0.5 });

describe('what is undecided', () => {
  it('names the window that lacks most first, each once', () => {
    const item = { condition: 'ch4-01:rule', why: 'not-known', windows: [seen('rate', 60, 1), seen('avg', 3600, 0.32), seen('avg', 3600, 0.32), seen('max', 600, 0.4)] } as Undecided;
    expect(lines_of(item).map((line) => [line.function, line.window_s, line.percent, line.enough])).toEqual([['avg', 3600, 32, false], ['max', 600, 40, false], ['rate', 60, 100, true]]);
  });
  it('never says that half is known before it is', () => {
    expect(lines_of({ condition: 'a', why: 'not-known', windows: [seen('avg', 60, 0.4999)] })[0]!.percent).toBe(49);
  });
});
