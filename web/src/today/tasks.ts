// What waits for one person now, the most urgent first: of the orders and hazards that are open, those whose next step they may take and are to take.
import type { Account, Hazard, HazardGrade, Order } from '@/api/types';
import { permitted as of_hazard } from '@/hazards/permitted';
import { severity_of } from '@/hazards/grade';
import { permitted as of_order } from '@/orders/permitted';
import { most_urgent_first } from '@/parts/deadline';

export interface Task {
  kind: 'order' | 'hazard';
  id: number;
  deed: 'accept' | 'submit' | 'review' | 'review-again' | 'grade' | 'rectify';
  deadline: string;
  severity: ReturnType<typeof severity_of>;
  grade: HazardGrade | null; // of a hazard
  zone: string;
  order: Order | null; // whichever of the two it is
  hazard: Hazard | null;
  to: string; // its page
}

const kDeeds: readonly string[] = ['accept', 'rectify', 'review', 'review-again', 'grade'];

export function tasks_of(me: Account, orders: Iterable<Order>, hazards: Iterable<Hazard>, above: (post: string) => string | null): Task[] {
  const tasks: Task[] = [];
  for (const order of orders) {
    const { deed } = of_order(order, me);
    if (deed === null) continue;
    tasks.push({ kind: 'order', id: order.id, deed, deadline: order.deadline, severity: order.severity, grade: null, zone: order.zone, order, hazard: null, to: `/orders/${order.id}` });
  }
  for (const hazard of hazards) {
    // Whoever mended it last is known here; who mended it before is known to the server, which decides.
    const mended_by = new Set(hazard.handler === null ? [] : [hazard.handler]);
    const { main } = of_hazard(hazard, me, { above, mended_by });
    if (main === null || !kDeeds.includes(main)) continue;
    tasks.push({ kind: 'hazard', id: hazard.id, deed: main as Task['deed'], deadline: hazard.deadline, severity: severity_of(hazard.grade), grade: hazard.grade, zone: hazard.zone, order: null, hazard, to: `/hazards/${hazard.id}` });
  }
  return tasks.sort(most_urgent_first);
}
