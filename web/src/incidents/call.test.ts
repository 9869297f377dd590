import { describe, expect, it } from 'vitest';
import type { EmergencyPlan } from '@/api/types';
import { body_of, called_posts } from './call';
import { tel } from './tel';

const plan = { name: 'gas-leak', cards: [{ post: 'operator' }, { post: 'guard' }, { post: 'operator' }] } as EmergencyPlan;

describe('the call', () => {
  it('goes out as a drill only where it was said to be one', () => {
    expect(body_of({ exercise: 'drill', zone: 'tank-farm', plan, what: ' ', alarm: null })).toEqual({ exercise: 'drill', zone: 'tank-farm', plan: 'gas-leak' });
    expect(body_of({ exercise: 'real', zone: 'tank-farm', plan: null, what: ' 泄漏 ', alarm: 17 })).toEqual({ exercise: 'real', zone: 'tank-farm', what: '泄漏', alarm: 17 });
  });
  it('names each post once, in the order of the cards', () => {
    expect(called_posts(plan)).toEqual(['operator', 'guard']);
  });
});

describe('a phone number', () => {
  it('is dialled by its digits', () => {
    expect([tel('0512-1234 5678'), tel('+86 (512) 119'), tel('12350')]).toEqual(['tel:051212345678', 'tel:+86512119', 'tel:12350']);
  });
});
