// A deadline as a person must read it: time left, or how long it is overdue; never a full stop at zero.

export type Due = { kind: 'left' | 'overdue'; ms: number } | { kind: 'done' };

// Without a deadline the work is done.
export function due(deadline: string | null, now: number): Due {
  if (deadline === null) return { kind: 'done' };
  const ms = Date.parse(deadline) - now;
  return ms >= 0 ? { kind: 'left', ms } : { kind: 'overdue', ms: -ms };
}

// Overdue first, then the nearest deadline.
export function most_urgent_first(a: { id: number; deadline: string }, b: { id: number; deadline: string }): number {
  return Date.parse(a.deadline) - Date.parse(b.deadline) || a.id - b.id;
}
