import { describe, expect, it } from 'vitest';
import type { Order } from '@/api/types';
import { due, most_urgent_first } from './deadline';

const order = (id: number, deadline: string, state: Order['state'] = 'accepted') => ({ id, deadline, state }) as Order;
const kNow = Date.parse('2026-11-24T12:00:00Z');

describe('a deadline', () => {
  it('counts down', () => {
    expect(due(order(1, '2026-11-24T12:02:00Z'), kNow)).toEqual({ kind: 'left', ms: 120_000 });
  });
  it('counts up when it has passed', () => {
    expect(due(order(1, '2026-11-24T11:59:30Z'), kNow)).toEqual({ kind: 'overdue', ms: 30_000 });
  });
  it('goes on while the order waits for its review', () => {
    expect(due(order(1, '2026-11-24T11:59:30Z', 'submitted'), kNow).kind).toBe('overdue');
  });
  it('is over for a closed order', () => {
    expect(due(order(1, '2026-11-24T11:59:30Z', 'closed'), kNow)).toEqual({ kind: 'done' });
  });
  it('puts what is most overdue first', () => {
    const orders = [order(1, '2026-11-24T12:30:00Z'), order(2, '2026-11-24T11:00:00Z'), order(3, '2026-11-24T12:10:00Z')];
    expect(orders.sort(most_urgent_first).map((o) => o.id)).toEqual([2, 3, 1]);
  });
});
