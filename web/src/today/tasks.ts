// What waits for one person now, the most urgent first: of the orders, hazards and care that are open, those whose next step they may take and are to take,
// and each stop of their round where something is due.
import type { Account, Care, Check, Hazard, HazardGrade, Order, PermitRow } from '@/api/types';
import type { Stop } from '@/checks/stops';
import { permitted as of_hazard } from '@/hazards/permitted';
import { severity_of } from '@/hazards/grade';
import { permitted as of_order } from '@/orders/permitted';
import { most_urgent_first } from '@/parts/deadline';

export type PermitDeed = 'permit_prepare' | 'permit_sign' | 'permit_receive' | 'permit_start' | 'permit_guard' | 'permit_go_on' | 'permit_stopped' | 'permit_accept';
export interface Task {
  kind: 'order' | 'hazard' | 'round' | 'care' | 'permit';
  id: number; // of a stop: of the check that is due first
  deed: 'accept' | 'submit' | 'review' | 'review-again' | 'grade' | 'rectify' | 'round' | 'care' | PermitDeed;
  deadline: string;
  severity: ReturnType<typeof severity_of>;
  grade: HazardGrade | null; // of a hazard
  zone: string | null;
  order: Order | null; // whichever of these it is
  hazard: Hazard | null;
  checks: Check[]; // of a stop
  care: Care | null;
  permit: PermitRow | null;
  to: string; // its page
}

const kDeeds: readonly string[] = ['accept', 'rectify', 'review', 'review-again', 'grade'];

const kNone = { severity: null, grade: null, order: null, hazard: null, checks: [], care: null, permit: null };

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

// Of the permits that are mine: what I sign, sign receipt of, prepare, start, guard or accept; its time is the permit's own.
export function tasks_of_permits(me: Account, permits: readonly PermitRow[]): Task[] {
  return permits.flatMap((permit) => {
    const deed = deed_of(me, permit);
    return deed ? [{ ...kNone, kind: 'permit' as const, id: permit.id, deed, deadline: permit.until, severity: permit.state === 'suspended' ? ('major' as const) : null, zone: permit.zone, permit, to: `/permits/${permit.id}` }] : [];
  });
}

function deed_of(me: Account, permit: PermitRow): PermitDeed | null {
  const runs = me.login === permit.lead || me.login === permit.guardian;
  if (permit.waits_for_receipt) return 'permit_receive';
  switch (permit.state) {
    case 'preparing':
      if (permit.next?.post) return me.posts.includes(permit.next.post) && !runs ? 'permit_sign' : null;
      return me.login === permit.lead || me.login === permit.applied_by ? 'permit_prepare' : null;
    case 'signed':
      return runs ? 'permit_start' : null;
    case 'open':
      return me.login === permit.guardian ? 'permit_guard' : null;
    case 'interrupted':
      if (permit.taken_back) return 'permit_stopped'; // the shift gives it back, as one that is suspended
      return runs ? 'permit_go_on' : null;
    case 'suspended':
      return 'permit_stopped';
    case 'finished':
      return runs || me.login === permit.applied_by ? null : 'permit_accept';
    default:
      return null;
  }
}
