import { describe, expect, it } from 'vitest';
import type { Condition } from '@/api/types';
import { asked_of, ringing_of } from './related';

const known = new Map([
  ['ch4-01:rising', { name: 'ch4-01:rising', rings: 'never', expression: 'rate(30s) > 1' } as Condition],
  ['tt-201:high', { name: 'tt-201:high', rings: 'always', expression: null } as Condition],
]);

describe('what makes an alarm worse', () => {
  it('is what is true of its point, and what rings beside it', () => {
    const others = ['ch4-01:rising', 'tt-201:high'];
    expect(asked_of(others, known).map((c) => c.expression)).toEqual(['rate(30s) > 1']);
    expect(ringing_of(others, known)).toEqual(['tt-201:high']);
  });
  it('is named as it was, where the site has it no more', () => {
    expect([asked_of(['gone:high'], known), ringing_of(['gone:high'], known)]).toEqual([[], ['gone:high']]);
  });
});
