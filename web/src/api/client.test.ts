import { describe, expect, it } from 'vitest';
import type { Problem } from './types';
import { once, Refused, refused } from './client';

// A server that answers as it is told, and remembers under which keys it was asked.
function server(...answers: (number | 'ok')[]) {
  const keys: string[] = [];
  const deed = once<{ id: number }, { note: string }>(async (params) => {
    keys.push(params.header['Idempotency-Key']);
    const answer = answers.shift();
    if (answer !== 'ok') throw new Refused(answer ?? 0, { zh: '', en: '' });
  });
  const say = (note: string) => deed({ id: 1 }, { note }).catch(() => undefined);
  return { keys, say };
}

describe('a deed', () => {
  it('is tried again under the same key when its answer was lost', async () => {
    const { keys, say } = server(0, 503, 'ok');
    for (let n = 0; n < 3; ++n) await say('a');
    expect(new Set(keys).size).toBe(1);
  });
  it('is another one after it was done', async () => {
    const { keys, say } = server('ok', 'ok');
    await say('a');
    await say('a');
    expect(new Set(keys).size).toBe(2);
  });
  it('is another one after it was refused: things may have changed', async () => {
    const { keys, say } = server(409, 'ok');
    await say('a');
    await say('a');
    expect(new Set(keys).size).toBe(2);
  });
  it('is another one when something else is said', async () => {
    const { keys, say } = server(0, 'ok');
    await say('a');
    await say('b');
    expect(new Set(keys).size).toBe(2);
  });
});

describe('a refusal', () => {
  const problem = { message: { zh: '有字段需要改正', en: 'Some fields need correction' }, errors: [{ field: 'reason', message: { zh: '必须填写', en: 'must be given' } }] } as Problem;

  it('says in both languages what is wrong with which field', () => {
    expect(refused(422, problem).text).toEqual({ zh: '有字段需要改正 · reason: 必须填写', en: 'Some fields need correction · reason: must be given' });
  });
  it('says nothing twice', () => {
    const same = { message: { zh: '请写明原因', en: 'say why' }, errors: [{ field: 'reason', message: { zh: '请写明原因', en: 'say why' } }] } as Problem;
    expect(refused(422, same).text).toEqual({ zh: '请写明原因', en: 'say why' });
  });
  it('that cannot be read claims nothing', () => {
    expect(refused(502, 'Bad gateway').text.en).toContain('nothing is confirmed');
    expect(refused(502, undefined).text.zh).toContain('未确认');
  });
});
