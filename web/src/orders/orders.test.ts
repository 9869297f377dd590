import { describe, expect, it } from 'vitest';
import type { Account, Order } from '@/api/types';
import { permitted } from './permitted';

const worker: Account = { login: 'wang', name: '王强', role: 'worker', posts: ['operator'] };
const other: Account = { login: 'zhao', name: '赵', role: 'worker', posts: ['guard'] };
const lead: Account = { login: 'li', name: '李', role: 'team-lead', posts: ['team-lead'] };
const officer: Account = { login: 'na', name: '娜', role: 'safety-officer', posts: [] };
const order = (state: Order['state'], change: Partial<Order> = {}) => ({ state, post: 'operator', handler: 'wang', escalated_to: null, ...change }) as Order;

describe('an order', () => {
  it('is accepted by who holds its post', () => {
    expect(permitted(order('issued', { handler: null }), worker)).toEqual({ deed: 'accept' });
    expect(permitted(order('issued', { handler: null }), other)).toEqual({ deed: null, why: 'wrong_post' });
  });
  it('may also be accepted by the post that it was escalated to', () => {
    expect(permitted(order('issued', { handler: null, escalated_to: 'team-lead' }), lead)).toEqual({ deed: 'accept' });
  });
  it('is submitted by its handler only, also after a rejection', () => {
    expect(permitted(order('accepted'), worker)).toEqual({ deed: 'submit' });
    expect(permitted(order('rejected'), worker)).toEqual({ deed: 'submit' });
    expect(permitted(order('accepted'), lead)).toEqual({ deed: null, why: 'others_order' });
  });
  it('is reviewed by a lead or officer', () => {
    expect(permitted(order('submitted'), lead)).toEqual({ deed: 'review' });
    expect(permitted(order('submitted'), officer)).toEqual({ deed: 'review' });
    expect(permitted(order('submitted'), other)).toEqual({ deed: null, why: 'needs_lead' });
  });
  it('is never reviewed by its handler', () => {
    expect(permitted(order('submitted', { handler: 'li' }), lead)).toEqual({ deed: null, why: 'own_work' });
    expect(permitted(order('submitted'), worker)).toEqual({ deed: null, why: 'waiting_review' });
  });
  it('is over when it is closed', () => {
    expect(permitted(order('closed'), officer)).toEqual({ deed: null, why: 'is_closed' });
  });
});
