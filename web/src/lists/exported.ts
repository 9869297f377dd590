// What each list gives when it is taken away as a sheet: what is asked for or on the screen, page after page, in the reader's words.
import { words_of } from '@/hazards/words';
import { api, ask } from '@/api/client';
import type { paths } from '@/api/schema';
import type { Absence, Account, Alarm, Care, Check, CheckSeed, ConditionStatus, Device, DrillRow, Handover, Hazard, HazardUnit, IncidentRow, JournalEntry, Notice, Order, PermitRow, PersonMerits, StandIn, Training } from '@/api/types';
import { level_key } from '@/permits/kinds';
import { choice_title } from '@/records/fields';
import { use_records } from '@/records/record_store';
import type { use_words } from '@/text/words';

export type Words = ReturnType<typeof use_words>;
export interface Page<T> {
  items: T[];
  next: string | number | null;
}
export interface List<T> {
  read(after: string | undefined, query: object): Promise<Page<T>>;
  fields: string[]; // their titles: lists.field
  row: (item: T, words: Words) => string[];
}

// One that a page makes by itself, of what stands on it.
export interface OwnList<T> {
  name: string; // of the file
  titles: (words: Words) => string[];
  row: (item: T, words: Words) => string[];
}
export const own_sheet = <T>(list: OwnList<T>, words: Words, items: readonly T[]): string[][] => [list.titles(words), ...items.map((item) => list.row(item, words))];

type PersonalRead = paths['/personal-reads']['get']['responses']['200']['content']['application/json']['items'][number];
type Asked<P extends keyof paths> = paths[P] extends { get: { parameters: { query?: infer Q } } } ? NonNullable<Q> : never;

const kPage = 500;
export const kRowsMax = 20_000; // of one sheet; it says so when there are more

const paged = (after: string | undefined) => ({ limit: kPage, ...(after === undefined ? {} : { after }) });
const said = (value: string | number | null | undefined) => (value === null || value === undefined ? '' : String(value));
const moment = (at: string | null | undefined, words: Words) => (at ? words.time(at, 'full') : '');
const known = (key: string, value: string | null | undefined, words: Words) => (value ? words.t(`terms.${key}.${value}`) : '');

const alarms: List<Alarm> = {
  read: (after, query: Asked<'/alarms'>) => ask(api.GET('/alarms', { params: { query: { ...query, ...paged(after) } } })),
  fields: ['id', 'severity', 'what', 'point', 'zone', 'onset', 'raised', 'acknowledged', 'acknowledged_by', 'returned', 'ended', 'order'],
  row: (a, w) => [said(a.id), known('severity', a.severity, w), w.text(a.title), a.point, w.zone(a.zone), moment(a.onset, w), moment(a.raised, w), moment(a.acknowledged_at, w), said(a.acknowledged_by), moment(a.returned, w), moment(a.ended, w), said(a.order)],
};
const orders: List<Order> = {
  read: (after, query: Asked<'/orders'>) => ask(api.GET('/orders', { params: { query: { ...query, ...paged(after) } } })),
  fields: ['id', 'severity', 'what', 'zone', 'post', 'state', 'handler', 'issued', 'deadline', 'submitted', 'closed', 'rejections', 'escalations'],
  row: (o, w) => [said(o.id), known('severity', o.severity, w), w.text(o.title), w.zone(o.zone), w.post(o.post), known('order_state', o.state, w), said(o.handler), moment(o.issued, w), moment(o.deadline, w), moment(o.submitted, w), moment(o.closed, w), said(o.rejections), said(o.escalation)],
};
const hazards: List<Hazard> = {
  read: (after, query: Asked<'/hazards'>) => ask(api.GET('/hazards', { params: { query: { ...query, ...paged(after) } } })),
  fields: ['id', 'what', 'zone', 'grade', 'danger', 'handling', 'state', 'outcome', 'post', 'handler', 'reporter', 'reported', 'deadline', 'rectified', 'ended', 'returns', 'extensions', 'source', 'management', 'arose_in', 'hazard_reason', 'hazard_code', 'cost_yuan'],
  row: (h, w) => [said(h.id), words_of(h, w.t), w.zone(h.zone), known('hazard_grade', h.grade, w), known('danger', h.danger, w), known('handling', h.handling, w), known('hazard_state', h.state, w), known('hazard_outcome', h.outcome, w), w.post(h.post), said(h.handler), h.anonymous ? w.t('common.anonymous') : said(h.reporter), moment(h.reported, w), moment(h.deadline, w), moment(h.rectified, w), moment(h.ended, w), said(h.returns), said(h.extensions), known('source', h.source, w), known('management', h.management, w), known('arose_in', h.arose_in, w), said(h.reason), said(h.hazard_code), said(h.cost_yuan)],
};
const checks: List<Check> = {
  read: (after, query: Asked<'/checks'>) => ask(api.GET('/checks', { params: { query: { ...query, ...paged(after) } } })),
  fields: ['id', 'measure', 'what', 'zone', 'post', 'state', 'issued', 'deadline', 'done', 'done_by', 'result', 'reading', 'note', 'disputed'],
  row(c, w) {
    const record = c.records[0];
    return [said(c.id), c.name, c.what, w.zone(c.zone), w.post(c.post), w.t(`check_state.${c.state}`), moment(c.issued, w), moment(c.due, w), moment(record?.done_at, w), said(record?.by), record ? w.t(`check_result.${record.result}`) : '', said(record?.reading), said(record?.note), c.disputed ? w.t('common.yes') : ''];
  },
};
const care: List<Care> = {
  read: (after, query: Asked<'/care'>) => ask(api.GET('/care', { params: { query: { ...query, ...paged(after) } } })),
  fields: ['id', 'device', 'work', 'what', 'zone', 'post', 'state', 'issued', 'deadline', 'done', 'done_by', 'result', 'as_found', 'reference', 'as_left', 'note'],
  row(c, w) {
    const end = c.finished;
    return [said(c.id), said(c.device ?? c.card), known('care_work', c.work, w), c.what, c.zone ? w.zone(c.zone) : '', w.post(c.post), w.t(`care_state.${c.state}`), moment(c.issued, w), moment(c.due, w), moment(end?.at, w), said(end?.by), end ? known('care_result', end.result, w) : '', said(end?.as_found), said(end?.reference), said(end?.as_left), said(end?.note)];
  },
};
const devices: List<Device> = {
  read: async (_, query: Asked<'/devices'>) => ({ items: (await ask(api.GET('/devices', { params: { query } }))).items, next: null }),
  fields: ['device', 'what', 'zone', 'calibration', 'valid_until', 'sensor_until', 'open_care'],
  row: (d, w) => [d.name, w.text(d.title), w.zone(d.zone), known('calibration_state', d.calibration.state, w), said(d.calibration.due), said(d.sensor?.last_day), said(d.open_care)],
};
const notices: List<Notice> = {
  read: (after, query: Asked<'/notices'>) => ask(api.GET('/notices', { params: { query: { ...query, ...paged(after) } } })),
  fields: ['id', 'reason', 'what', 'severity', 'post', 'issued', 'sent', 'channel', 'dropped', 'failed'],
  row: (n, w) => [said(n.id), known('reason', n.reason, w), w.text(n.title), known('severity', n.severity, w), n.post ? w.post(n.post) : said(n.person), moment(n.issued, w), moment(n.sent, w), said(n.channel), n.dropped === null ? '' : w.why_not_sent(n.dropped), n.failed === null ? '' : w.why_not_sent(n.failed)],
};

const handovers: List<Handover> = {
  read: (after, query: Asked<'/handovers'>) => ask(api.GET('/handovers', { params: { query: { ...query, ...paged(after) } } })),
  fields: ['id', 'post', 'from', 'to', 'change', 'offered', 'outcome', 'ended', 'ended_by', 'matters', 'note'],
  row: (h, w) => [said(h.id), w.post(h.post), h.from, said(h.to), moment(h.change, w), moment(h.offered, w), w.t(`handover_outcome.${h.outcome}`), moment(h.ended, w), said(h.ended_by), said(h.matters.length), h.remark],
};
const set_aside: List<ConditionStatus> = {
  read: async () => ({ items: (await ask(api.GET('/conditions/set-aside'))).items, next: null }),
  fields: ['condition', 'severity', 'what', 'aside', 'until', 'by', 'reason'],
  row(c, w) {
    const how = c.shelf ? 'shelved' : c.out_of_service ? 'out_of_service' : 'suppressed';
    return [c.condition, known('severity', c.severity, w), w.text(c.title), w.t(`lists.${how}`), moment(c.shelf?.until ?? c.suppression?.until, w), said(c.shelf?.by ?? c.out_of_service?.by ?? c.suppression?.rule), said(c.shelf?.reason ?? c.out_of_service?.reason ?? c.suppressed)];
  },
};

// Their words come with the pages that show them.
const permits: List<PermitRow> = {
  read: (after, query: Asked<'/permits'>) => ask(api.GET('/permits', { params: { query: { ...query, ...paged(after) } } })),
  fields: ['id', 'kind', 'what', 'zone', 'state', 'unit', 'lead', 'guardian', 'applied', 'work_from', 'work_until'],
  row(p, w) {
    const level = level_key(p.kind, p.level);
    const kind = w.t(`permits.kind.${p.kind}`) + (level ? ` ${w.t(level)}` : '');
    return [said(p.id), kind, p.what, w.zone(p.zone), known('permit_state', p.state, w), p.unit, p.lead, p.guardian, moment(p.applied, w), moment(p.from, w), moment(p.until, w)];
  },
};
const incidents: List<IncidentRow> = {
  read: (after, query: Asked<'/incidents'>) => ask(api.GET('/incidents', { params: { query: { ...query, ...paged(after) } } })),
  fields: ['id', 'exercise', 'what', 'zone', 'level', 'state', 'opened', 'opened_by', 'commander', 'ended', 'cards', 'head_count'],
  row: (i, w) => [said(i.id), w.t(`incidents.exercise.${i.exercise}`), i.what || w.text(i.plan_title), w.zone(i.zone), w.t(`terms.response_level.${i.level}`), w.t(`incidents.state.${i.state}`), moment(i.opened, w), i.opened_by, i.commander, moment(i.ended, w), `${i.cards_done}/${i.cards}`, i.people ? `${i.accounted}/${i.people}` : ''],
};
const trainings: List<Training> = {
  read: (after, query: Asked<'/trainings'>) => ask(api.GET('/trainings', { params: { query: { ...query, ...paged(after) } } })),
  fields: ['id', 'person', 'course', 'state', 'assigned', 'deadline', 'passed', 'best', 'hours', 'valid_until'],
  row: (each, w) => [said(each.id), each.person, each.name, w.t(`training.state.${each.state}`), moment(each.assigned, w), moment(each.due, w), moment(each.passed, w), each.best_percent === null ? '' : `${each.best_percent}%`, each.passed ? said(each.hours) : '', said(each.valid_until)],
};

const drills: List<DrillRow> = {
  read: (after, query: Asked<'/drills'>) => ask(api.GET('/drills', { params: { query: { ...query, ...paged(after) } } })),
  fields: ['id', 'what', 'zone', 'started', 'started_by', 'ended', 'verdict', 'score', 'score_of', 'remark'],
  row: (d, w) => [said(d.id), w.text(d.title), w.zone(d.zone), moment(d.started, w), w.person(d.started_by), moment(d.ended, w), d.result ? w.t(`drills.verdict.${d.result.verdict}`) : '', said(d.result?.score), said(d.result?.of), said(d.assessment?.remark)],
};

// The journal and who reads go backwards by their sequence numbers.
const backwards = (after: string | undefined, query: { before?: number }) => ({ ...query, limit: kPage, ...(after === undefined ? {} : { before: Number(after) }) });
const journal: List<JournalEntry> = {
  read: (after, query: Asked<'/journal'>) => ask(api.GET('/journal', { params: { query: backwards(after, query) } })),
  fields: ['seq', 'at', 'what', 'by', 'kind', 'subject', 'hash'],
  row: (e, w) => [said(e.seq), w.time(e.time, 'precise'), w.event(e), w.actor(e.actor), e.kind, e.subject, e.hash],
};
const reads: List<PersonalRead> = {
  read: (after, query: Asked<'/personal-reads'>) => ask(api.GET('/personal-reads', { params: { query: backwards(after, query) } })),
  fields: ['seq', 'at', 'by', 'kind', 'subject', 'person'],
  row: (r, w) => [said(r.seq), moment(r.at, w), w.actor(r.by), r.what, r.about, r.person === null ? w.t('reads.many') : w.person(r.person)],
};
const seeds: List<CheckSeed> = {
  read: (after, query: Asked<'/check-seeds'>) => ask(api.GET('/check-seeds', { params: { query: { ...query, ...paged(after) } } })),
  fields: ['id', 'measure', 'what', 'zone', 'tag', 'hung', 'by', 'until', 'remark', 'outcome', 'ended', 'done_by'],
  row: (s, w) => [said(s.id), s.measure, s.name, w.zone(s.zone), s.tag, moment(s.planted, w), w.person(s.by), moment(s.until, w), s.remark, w.t(`seeds.outcome.${s.outcome}`), moment(s.ended, w), s.judged ? w.person(s.judged) : ''],
};
const accounts: List<Account> = {
  read: (after, query: Asked<'/accounts'>) => ask(api.GET('/accounts', { params: { query: { ...query, ...paged(after) } } })),
  fields: ['login', 'person', 'role', 'posts', 'zones'],
  row: (a, w) => [a.login, a.name, w.t(`terms.role.${a.role}`), a.posts.map(w.post).join('、'), (a.zones ?? []).map(w.zone).join('、')],
};
const merits: List<PersonMerits> = {
  async read(after, query: Asked<'/merits'>) {
    const page = await ask(api.GET('/merits', { params: { query: { ...query, ...paged(after) } } }));
    return { items: page.people, next: page.next };
  },
  fields: ['rank', 'login', 'person', 'merits', 'entries'],
  row: (person) => [said(person.rank), person.login, person.name, said(person.points), said(person.entries.length)],
};
type Held = paths['/qualifications']['get']['responses']['200']['content']['application/json']['items'][number];
const qualifications: List<Held> = {
  read: (after, query: Asked<'/qualifications'>) => ask(api.GET('/qualifications', { params: { query: { ...query, ...paged(after) } } })),
  fields: ['id', 'person', 'category', 'valid_until', 'limit_by', 'days_left'],
  row: (q, w) => [q.id, q.name, w.text(choice_title(use_records().by_name.get('qualification'), 'category', q.category)), said(q.last_day), q.limit ? w.t(`limit.${q.limit}`) : '', said(q.days_left)],
};
type Away = Absence | StandIn;
const absences: List<Away> = {
  async read(after, query: Asked<'/absences'>) {
    const page = await ask(api.GET('/absences', { params: { query: { ...query, ...paged(after) } } }));
    return { items: [...page.absences, ...page.stand_ins], next: page.next };
  },
  fields: ['kind', 'person', 'instead_of', 'post', 'since', 'until', 'reason', 'by'],
  row(a, w) {
    const stands = 'post' in a;
    const instead = stands ? [a.instead_of ? w.person(a.instead_of) : w.t('duty.beside'), a.post ? w.post(a.post) : w.t('duty.any_post')] : ['', ''];
    return [w.t(stands ? 'duty.stand_in' : 'duty.absence'), w.person(a.person), ...instead, moment(a.from, w), moment(a.until, w), a.reason, w.person(a.by)];
  },
};
// A place a line, with the figures of its unit.
export interface Stored {
  unit: HazardUnit;
  place: HazardUnit['places'][number];
}
export const stored_in = (units: readonly HazardUnit[]): Stored[] => units.flatMap((unit) => unit.places.map((place) => ({ unit, place })));
const materials: List<Stored> = {
  read: async () => ({ items: stored_in((await ask(api.GET('/major-hazards'))).items), next: null }),
  fields: ['unit_of', 'zone', 'level', 'r_filed', 'r_now', 'place', 'material', 'now_t', 'design_t', 'threshold_t', 'share', 'factor', 'over'],
  row: ({ unit, place }, w) => [unit.name, w.zone(unit.zone), w.t(`materials.level.${unit.filed.level ?? 'none'}`), said(unit.filed.r), said(unit.live.r), place.name, place.material_name, said(place.now_t), said(place.design_t), said(place.threshold_t), said(place.share), said(place.factor), place.over ? w.t('common.yes') : ''],
};

export const kLists = { alarms, 'set-aside': set_aside, orders, hazards, checks, devices, care, notices, handovers, permits, incidents, trainings, drills, journal, reads, seeds, accounts, merits, absences, qualifications, materials };
export type ListName = keyof typeof kLists;

// Heading and lines; `whole` is false when the list goes on beyond what a sheet takes.
export async function sheet_of<T>(list: List<T>, words: Words, what: { query?: object; items?: readonly T[] } = {}): Promise<{ rows: string[][]; whole: boolean }> {
  const rows = [list.fields.map((field) => words.t(`lists.field.${field}`))];
  if (what.items) return { rows: [...rows, ...what.items.map((item) => list.row(item, words))], whole: true };
  let after: string | undefined;
  for (;;) {
    const page = await list.read(after, what.query ?? {});
    for (const item of page.items) {
      if (rows.length > kRowsMax) return { rows, whole: false };
      rows.push(list.row(item, words));
    }
    if (page.next === null || page.items.length === 0) return { rows, whole: true };
    after = String(page.next);
  }
}
