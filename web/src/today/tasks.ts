// What waits for one person now, the most urgent first: of the orders, hazards and care that are open, those whose next step they may take and are to take,
// and each stop of their round where something is due.
import type { Account, Care, Check, Hazard, HazardGrade, Order } from '@/api/types';
import type { Stop } from '@/checks/stops';
import { permitted as of_hazard } from '@/hazards/permitted';
import { severity_of } from '@/hazards/grade';
import { permitted as of_order } from '@/orders/permitted';
import { most_urgent_first } from '@/parts/deadline';

export interface Task {
  kind: 'order' | 'hazard' | 'round' | 'care';
  id: number; // of a stop: of the check that is due first
  deed: 'accept' | 'submit' | 'review' | 'review-again' | 'grade' | 'rectify' | 'round' | 'care';
  deadline: string;
  severity: ReturnType<typeof severity_of>;
  grade: HazardGrade | null; // of a hazard
  zone: string | null;
  order: Order | null; // whichever of these it is
  hazard: Hazard | null;
  checks: Check[]; // of a stop
  care: Care | null;
  to: string; // its page
}

const kDeeds: readonly string[] = ['accept', 'rectify', 'review', 'review-again', 'grade'];

const kNone = { severity: null, grade: null, order: null, hazard: null, checks: [], care: null };

export function tasks_of(me: Account, orders: Iterable<Order>, hazards: Iterable<Hazard>, above: (post: string) => string | null): Task[] {
  const tasks: Task[] = [];
  for (const order of orders) {
    const { deed } = of_order(order, me);
    if (deed === null) continue;
    tasks.push({ ...kNone, kind: 'order', id: order.id, deed, deadline: order.deadline, severity: order.severity, zone: order.zone, order, to: `/orders/${order.id}` });
  }
  for (const hazard of hazards) {
    // Whoever mended it last is known here; who mended it before is known to the server, which decides.
    const mended_by = new Set(hazard.handler === null ? [] : [hazard.handler]);
    const { main } = of_hazard(hazard, me, { above, mended_by });
    if (main === null || !kDeeds.includes(main)) continue;
    tasks.push({ ...kNone, kind: 'hazard', id: hazard.id, deed: main as Task['deed'], deadline: hazard.deadline, severity: severity_of(hazard.grade), grade: hazard.grade, zone: hazard.zone, hazard, to: `/hazards/${hazard.id}` });
  }
  return tasks.sort(most_urgent_first);
}

// One task a stop: that is how they are walked. `is_due`: to be done on this round, and not done here already.
export function tasks_of_round(stops: readonly Stop[], is_due: (check: Check) => boolean): Task[] {
  return stops.flatMap((stop) => {
    const checks = stop.checks.filter(is_due);
    const first = checks[0];
    return first ? [{ ...kNone, kind: 'round' as const, id: first.id, deed: 'round' as const, deadline: first.due, zone: stop.zone, checks, to: `/round?stop=${encodeURIComponent(stop.zone)}` }] : [];
  });
}

// Care of my posts, and what I have begun.
export function tasks_of_care(me: Account, care: readonly Care[]): Task[] {
  const is_mine = (each: Care) => (each.started ? each.started.by === me.login : me.posts.includes(each.post));
  return care.filter(is_mine).map((each) => ({ ...kNone, kind: 'care', id: each.id, deed: 'care', deadline: each.due, zone: each.zone, care: each, to: `/care/${each.id}` }));
}
