import { describe, expect, it } from 'vitest';
import type { Item } from '@/outbox/kept';
import { waiting_of } from './waiting';

const item = (path: string, body: Record<string, unknown> = {}, refused: Item['refused'] = null) => ({ key: path, path, body, refused }) as Item;

describe('what is not sent yet', () => {
  it('is shown as it was said last, of this emergency only', () => {
    const waiting = waiting_of(
      [
        item('/incidents/7/people', { person: 'user:li', state: 'missing' }),
        item('/incidents/7/people', { person: 'user:li', state: 'safe' }),
        item('/incidents/7/cards/close-valve/taken'),
        item('/incidents/7/cards/close-valve/done'),
        item('/incidents/7/cards/%E5%85%B3/taken'),
        item('/incidents/7/log', { text: '消防车到场' }),
        item('/incidents/70/people', { person: 'user:wang', state: 'safe' }),
        item('/hazards'),
      ],
      7,
    );
    expect([...waiting.people]).toEqual([['user:li', 'safe']]);
    expect([...waiting.cards]).toEqual([['close-valve', 'done'], ['关', 'taken']]);
    expect([waiting.notes, waiting.refused]).toEqual([1, []]);
  });
  it('does not take what the server refused for said', () => {
    const waiting = waiting_of([item('/incidents/7/people', { person: 'user:li', state: 'safe' }, { zh: '已终止', en: 'ended' })], 7);
    expect([waiting.people.size, waiting.refused.length]).toEqual([0, 1]);
  });
});
