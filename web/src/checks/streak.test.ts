import { describe, expect, it } from 'vitest';
import type { Check, CheckRecord } from '@/api/types';
import { kTag } from './filling';
import { new_tag, streaks } from './streak';

const check = (measure: string, ...records: Partial<CheckRecord>[]) => ({ measure, name: measure, records: records.map((record) => ({ result: 'normal', seed: null, ...record })) }) as Check;
const told = (checks: Check[], hanging: string[] = []) => streaks(checks, new Set(hanging)).map((each) => `${each.measure} ${each.normal}`);

describe('where the next card hangs', () => {
  it('is where all was normal most often in a row', () => {
    const of = (measure: string, n: number) => Array.from({ length: n }, () => check(measure, {}));
    expect(told([...of('a', 3), ...of('b', 5), ...of('c', 2)])).toEqual(['b 5', 'a 3']);
  });
  it('ends the row at a hazard, at another result of anybody, and at a card, found or not', () => {
    const four = [check('a', {}), check('a', {}), check('a', {})];
    for (const end of [check('a', { result: 'hazard' }), check('a', {}, { result: 'other' }), check('a', { seed: 'found' }), check('a', { seed: 'overlooked' })])
      expect(told([...four, end, check('a', {}), check('a', {})])).toEqual(['a 3']);
  });
  it('passes over what nobody looked at, and proposes none where one hangs', () => {
    expect(told([check('a', {}), check('a'), check('a', {}), check('a', {})])).toEqual(['a 3']);
    expect(told([check('a', {}), check('a', {}), check('a', {})], ['a'])).toEqual([]);
  });
});

describe('the code of a card', () => {
  it('is one that a check takes', () => {
    for (let n = 0; n < 50; n += 1) expect(new_tag()).toMatch(kTag);
    expect(new_tag(() => 0)).toBe('AAAA');
    expect(new_tag(() => 0.9999)).toBe('9999');
  });
});
