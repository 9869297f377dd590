import { describe, expect, it } from 'vitest';
import type { IncidentCard, IncidentDeed } from '@/api/types';
import { card_deed, offered, own_cards, type Place } from './may';

const kPlaces: Place[] = ['head', 'people', 'log', 'report', 'casualties', 'resources', 'finish'];
const kAll: IncidentDeed[] = ['close', 'end', 'waive', 'report', 'casualties', 'use', 'note', 'end-evacuation', 'account', 'order-evacuation', 'set-level', 'take-command'];
const card = (name: string, change: Partial<IncidentCard>) => ({ card: name, state: 'issued', mine: false, by: '', post: 'operator', ...change }) as IncidentCard;

describe('what I may do', () => {
  it('has its button in one place, each of them once, in the order of the page', () => {
    const placed = kPlaces.flatMap((place) => offered({ may: kAll }, place));
    expect([...placed].sort()).toEqual([...kAll].sort());
    expect(offered({ may: kAll }, 'people')).toEqual(['order-evacuation', 'account', 'end-evacuation']);
  });
  it('has none where the server does not say so', () => {
    expect(kPlaces.flatMap((place) => offered({ may: [] }, place))).toEqual([]);
    expect(offered({ may: ['note'] }, 'finish')).toEqual([]);
  });
  it('is to take a card that I may take, and to finish only what I took', () => {
    expect(card_deed(card('a', { mine: true }), 'li')).toBe('take');
    expect(card_deed(card('a', {}), 'li')).toBe(null);
    expect(card_deed(card('a', { state: 'taken', by: 'li' }), 'li')).toBe('finish');
    expect(card_deed(card('a', { state: 'taken', by: 'wang', mine: true }), 'li')).toBe(null);
    expect(card_deed(card('a', { state: 'done', by: 'li', mine: true }), 'li')).toBe(null);
  });
});

describe('my cards', () => {
  const holds = (post: string) => post === 'operator';
  it('are what I have in hand, then what my post was called for, then what I did', () => {
    const all = [card('called', { mine: true }), card('did', { state: 'done', by: 'li' }), card('in-hand', { state: 'taken', by: 'li', post: 'guard' }), card('of-others', { state: 'taken', by: 'wang' })];
    expect(own_cards(all, 'li', holds).map((each) => each.card)).toEqual(['in-hand', 'called', 'did']);
  });
  it('are not those that I may take because I lead', () => {
    expect(own_cards([card('guards', { mine: true, post: 'guard' })], 'li', holds)).toEqual([]);
  });
});
