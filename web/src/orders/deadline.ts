// The deadline of an order as a person must read it: time left, or how long it is overdue; never a full stop at zero.
import type { Order } from '@/api/types';

export type Due = { kind: 'left' | 'overdue'; ms: number } | { kind: 'done' };

export function due(order: Order, now: number): Due {
  if (order.state === 'closed' || order.state === 'approved') return { kind: 'done' };
  const ms = Date.parse(order.deadline) - now;
  return ms >= 0 ? { kind: 'left', ms } : { kind: 'overdue', ms: -ms };
}

// Overdue first, then the nearest deadline.
export function most_urgent_first(a: Order, b: Order): number {
  return Date.parse(a.deadline) - Date.parse(b.deadline) || a.id - b.id;
}
