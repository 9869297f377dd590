// What is open and true now, folded from the live feed's messages. Plain data; the maps may be reactive ones.
import type { Alarm, Check, ConditionStatus, Hazard, LiveIncident, LiveMessage, Notice, Order, PermitRow, PointStatus, RowStatus, ZoneStatus } from '@/api/types';
import { is_over } from '@/permits/kinds';

export interface Board {
  alarms: Map<number, Alarm>; // not back to normal
  orders: Map<number, Order>; // neither closed nor withdrawn with their drill
  hazards: Map<number, Hazard>; // open
  checks: Map<number, Check>; // open or overdue
  incidents: Map<number, LiveIncident>; // open
  permits: Map<number, PermitRow>; // not over
  zones: Map<string, ZoneStatus>;
  points: Map<string, PointStatus>;
  rows: Map<string, RowStatus>;
  notices: Map<number, Notice>; // the latest to my posts or to me
  set_aside: ConditionStatus[];
  offline: string[]; // devices
  store_ok: boolean;
  last_turn: string | null; // when the engine last finished a turn
}

export const kNoticesMax = 200;

export function empty_board(): Board {
  return {
    alarms: new Map(),
    orders: new Map(),
    hazards: new Map(),
    checks: new Map(),
    incidents: new Map(),
    permits: new Map(),
    zones: new Map(),
    points: new Map(),
    rows: new Map(),
    notices: new Map(),
    set_aside: [],
    offline: [],
    store_ok: true,
    last_turn: null,
  };
}

export function apply(board: Board, message: LiveMessage): void {
  switch (message.type) {
    case 'snapshot':
      replace(board.alarms, message.alarms, (a) => a.id);
      replace(board.orders, message.orders, (o) => o.id);
      replace(board.hazards, message.hazards, (h) => h.id);
      replace(board.checks, message.checks, (c) => c.id);
      replace(board.incidents, message.incidents, (i) => i.id);
      replace(board.permits, message.permits, (p) => p.id);
      replace(board.zones, message.zones, (z) => z.zone);
      replace(board.points, message.points, (p) => p.point);
      replace(board.rows, message.rows, (r) => r.row);
      replace(board.notices, message.notices, (n) => n.id);
      board.set_aside = message.set_aside;
      board.offline = message.offline;
      return;
    case 'events':
      for (const alarm of message.alarms) put(board.alarms, alarm.id, alarm, is_open_alarm(alarm));
      for (const order of message.orders) put(board.orders, order.id, order, is_open_order(order));
      for (const hazard of message.hazards) put(board.hazards, hazard.id, hazard, hazard.outcome === 'open');
      for (const check of message.checks) put(board.checks, check.id, check, check.state === 'open' || check.state === 'overdue');
      for (const incident of message.incidents) put(board.incidents, incident.id, incident, incident.state === 'open');
      for (const permit of message.permits) put(board.permits, permit.id, permit, !is_over(permit.state));
      for (const row of message.rows) board.rows.set(row.row, row);
      if (message.set_aside) board.set_aside = message.set_aside;
      if (message.offline) board.offline = message.offline;
      return;
    case 'points':
      for (const point of message.values) board.points.set(point.point, point);
      for (const zone of message.zones) board.zones.set(zone.zone, zone);
      return;
    case 'heartbeat':
      board.store_ok = message.store_ok;
      board.last_turn = message.last_turn;
      return;
    case 'notice':
      board.notices.set(message.notice.id, message.notice);
      for (const id of [...board.notices.keys()].sort((a, b) => a - b).slice(0, -kNoticesMax)) board.notices.delete(id);
      return;
  }
}

export function is_open_alarm(alarm: Alarm): boolean {
  return alarm.ended === null && alarm.state !== 'normal';
}

export function is_open_order(order: Order): boolean {
  return order.state !== 'closed' && order.state !== 'withdrawn';
}

function put<K, V>(map: Map<K, V>, key: K, value: V, stays: boolean): void {
  if (stays) map.set(key, value);
  else map.delete(key);
}

function replace<K, V>(map: Map<K, V>, items: V[], key: (item: V) => K): void {
  map.clear();
  for (const item of items) map.set(key(item), item);
}
