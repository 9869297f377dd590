// A journal record as a sentence in the reader's language.
import type { JournalEntry } from '@/api/types';
import { change_in_short, type RuleChange } from '@/site/rules';
import { limit } from './format';

export interface Names {
  t: (key: string, holes?: Record<string, unknown>) => string;
  time: (at: string) => string;
  reading: (point: string, value: number | null) => string;
  zone: (name: string) => string;
  mode: (name: string) => string;
  post: (name: string) => string;
  row: (name: string) => string;
  device: (name: string) => string;
  actuator: (name: string) => string;
  actuator_state: (actuator: string, state: string) => string;
  condition: (name: string) => string;
  person?: (login: string) => string;
}

// Every kind of record that the core writes.
export const kKinds = [
  'system.started', 'system.stopped', 'clock.leapt', 'request.done', 'evidence.exported', 'device.presence', 'account.saved',
  'alarm.raised', 'alarm.returned', 'alarm.acknowledged', 'alarm.reset', 'alarm.reannunciated', 'alarm.blinded', 'alarm.sighted', 'alarm.shelved',
  'alarm.unshelved', 'alarm.suppressed', 'alarm.unsuppressed', 'alarm.taken_out_of_service', 'alarm.returned_to_service', 'alarm.found_late', 'alarm.withdrawn', 'group.joined', 'flood.started', 'flood.ended', 'alarm.regraded',
  'samples.thinned', 'record.saved', 'record.removed', 'measure.failed', 'measure.restored', 'mode.set', 'mode.ended', 'fact.told',
  'row.tripped', 'row.undecided', 'row.decided', 'row.blocked', 'row.reset', 'row.bypassed', 'row.bypass_ended',
  'command.requested', 'command.sent', 'command.accepted', 'command.observed', 'command.failed', 'effect.exhausted', 'effect.overruled',
  'order.issued', 'order.recurred', 'order.accepted', 'order.submitted', 'order.approved', 'order.rejected', 'order.closed', 'order.reminded', 'order.escalated', 'order.withdrawn', 'drill.started', 'drill.ended', 'drill.assessed',
  'hazard.reported', 'hazard.graded', 'hazard.merged', 'hazard.dismissed', 'hazard.accepted', 'hazard.rectified', 'hazard.reviewed', 'hazard.reviewed_again', 'hazard.extended', 'hazard.extension_asked', 'hazard.extension_refused', 'hazard.reminded', 'hazard.supervised', 'hazard.closed', 'merit.given',
  'roster.set', 'roster.removed', 'roster.day_set', 'roster.day_cleared', 'absence.told', 'absence.ended', 'stand_in.appointed', 'stand_in.ended', 'qualification.due', 'record.due',
  'handover.offered', 'handover.accepted', 'handover.refused', 'handover.withdrawn', 'handover.overdue',
  'care.issued', 'care.overdue', 'care.started', 'care.still_open', 'care.finished', 'care.abandoned', 'device.calibration',
  'check.issued', 'check.overdue', 'check.missed', 'check.withdrawn', 'check.recorded', 'seed.planted', 'seed.removed', 'seed.found', 'seed.overlooked',
  'permit.applied', 'permit.measure_confirmed', 'permit.gas_tested', 'permit.briefed', 'permit.isolation', 'permit.signed', 'permit.refused', 'permit.started', 'permit.interrupted', 'permit.suspended', 'permit.resumed', 'permit.guarded',
  'permit.due', 'permit.finished', 'permit.accepted', 'permit.returned', 'permit.expired', 'permit.cancelled', 'permit.archived',
  'incident.opened', 'incident.card_issued', 'incident.card_taken', 'incident.card_done', 'incident.card_overdue', 'incident.level_set', 'incident.command_taken', 'incident.evacuation_ordered', 'incident.person_accounted',
  'incident.evacuation_ended', 'incident.noted', 'incident.resource_used', 'incident.casualties_told', 'incident.report_due', 'incident.reported', 'incident.report_waived', 'incident.ended', 'incident.closed',
  'training.assigned', 'training.read', 'training.exam_started', 'training.exam_finished', 'training.passed', 'training.failed', 'training.overdue', 'training.withdrawn',
  'consent.asked', 'consent.given', 'consent.refused', 'consent.lapsed', 'token.issued', 'token.revoked', 'factor.set', 'factor.removed', 'personal.read', 'data_key.changed',
  'site.accepted', 'site.held', 'site.withdrawn',
  'notice.issued', 'notice.bundled', 'notice.sent', 'notice.dropped', 'notice.failed', 'notice.seen',
] as const;

type Body = Record<string, unknown>;

// Their bodies come to those only who may read them.
const kAboutPeople = /^(training\..*|personal\.read|absence\.told|stand_in\.appointed|qualification\.due|incident\.(evacuation_ordered|person_accounted))$/;

// `about`: the condition of the alarm that the record belongs to, where the record itself names only the alarm.
export function sentence(entry: JournalEntry, names: Names, about?: string): string {
  const body = entry.body as Body;
  if (entry.kind === 'sealed') return names.t('event.sealed'); // what is not for everybody yet
  if (kAboutPeople.test(entry.kind) && Object.keys(body).length === 0) return names.t('event.withheld'); // what this person may not read here
  if (!(kKinds as readonly string[]).includes(entry.kind)) return names.t('event.unknown', { kind: entry.kind, subject: entry.subject });
  const said = names.t(`event.${key_of(entry.kind, body)}`, holes(entry, body, names, about));
  const comment = entry.kind === 'alarm.acknowledged' ? String(body.comment ?? '') : '';
  return comment ? said + names.t('event.because', { comment }) : said;
}

function key_of(kind: string, body: Body): string {
  if (kind === 'system.started' && body.last_alive) return 'system.started_after';
  if (kind === 'system.stopped' && body.asked_by) return 'system.stopped_anew';
  if (kind === 'alarm.regraded' && body.rule === '') return 'alarm.regraded_back';
  if (kind === 'order.recurred' && body.alarm === 0) return 'order.recurred_permit';
  if (kind === 'record.due') return `record.due_${String(body.what)}`;
  if (kind === 'care.abandoned' && body.end === 'withdrawn') return 'care.withdrawn';
  if (kind === 'care.finished' && body.drift_state === 'drift') return 'care.finished_drift';
  if (kind === 'alarm.returned' && body.latched === true) return 'alarm.returned_latched';
  if (kind === 'command.requested' && Number(body.attempt) > 0) return 'command.requested_again';
  if (kind === 'check.recorded') return `check.recorded_${String(body.result)}`;
  if (kind === 'permit.measure_confirmed' && body.applies === false) return 'permit.measure_waived';
  if (kind === 'permit.gas_tested' && body.good === false) return 'permit.gas_tested_bad';
  if (kind === 'permit.briefed' && (body.receivers as string[]).length === 0) return 'permit.briefing_received';
  if (kind === 'permit.signed' && body.next === '') return 'permit.signed_last';
  if (kind === 'permit.suspended') return `permit.suspended_${String(body.cause)}`;
  if (kind === 'permit.isolation') return `permit.isolation_${String(body.deed)}`;
  if (kind === 'permit.due') return `permit.due_${String(body.what)}`;
  if (kind === 'permit.expired' && body.was_open === true) return 'permit.expired_open';
  if (kind === 'incident.ended' && (body.open_cards as string[]).length > 0) return 'incident.ended_open';
  if (kind === 'training.withdrawn' && body.end !== 'by-person') return 'training.withdrawn_by_itself';
  if (kind === 'data_key.changed') return `data_key.changed_${String(body.stage)}`;
  if (kind === 'site.accepted') return `site.accepted_${String(body.because)}`;
  if (kind === 'site.held' && body.unreadable !== '') return 'site.held_unreadable';
  if (kind === 'site.held' && body.errors) return 'site.held_errors';
  if (kind === 'consent.asked') return `consent.asked_${String(body.deed)}`;
  if (kind === 'training.overdue' && body.post === '') return 'training.overdue_untold';
  return kind;
}

// The fields of the body under their own names, each as people say it.
function holes(entry: JournalEntry, body: Body, names: Names, about?: string): Record<string, unknown> {
  const said: Record<string, unknown> = {};
  const day = names.time(entry.time).slice(0, 11);
  for (const [field, value] of Object.entries(body)) {
    const words = entry.kind.startsWith('permit.') && kPermitTerms.has(field) ? value : said_of(field, value, body, names);
    said[field] = kTimes.has(field) && typeof words === 'string' && words.startsWith(day) ? words.slice(day.length) : words; // the day stands beside the record
  }
  if (entry.kind === 'order.issued') said.order = entry.seq; // an order's id is the number of this record
  if (entry.kind === 'drill.started') Object.assign(said, { drill: entry.seq, title: titles_of(body.title, names) });
  if (entry.kind === 'drill.ended') said.end = names.t(`drills.end.${body.end}`);
  if (entry.kind === 'handover.offered') said.handover = entry.seq;
  if (entry.kind === 'care.issued') said.care = entry.seq;
  if (entry.kind === 'permit.applied') said.permit = entry.seq;
  if (entry.kind === 'permit.suspended' && kOfConditions.has(String(body.cause))) said.what = names.condition(String(body.what));
  if (entry.kind === 'permit.suspended' && body.cause === 'surroundings') said.what = names.t(`permits.surrounding.${String(body.what)}`);
  if (entry.kind === 'permit.signed') said.next = body.next ? names.post(String(body.next)) : '';
  if (entry.kind === 'permit.signed' || entry.kind === 'permit.guarded') said.where = body.on_site && body.on_site !== 'no' ? names.t('permits.shown', { how: names.t(`permits.on_site.${String(body.on_site)}`) }) : '';
  if (entry.kind === 'permit.briefed') said.count = (body.receivers as string[]).length || (body.receipts as unknown[] | undefined)?.length || 0;
  if (entry.kind === 'care.issued' || entry.kind === 'device.calibration') said.device = body.device ? names.device(String(body.device)) : String(body.card);
  if (entry.kind === 'care.started') said.count = (body.conditions as string[]).length;
  if (entry.kind === 'device.calibration') said.by = body.by || '—';
  if (entry.kind === 'device.calibration') said.state = names.t(`terms.calibration_state.${body.state}`);
  if (entry.kind === 'stand_in.appointed') said.place = body.instead_of || names.post(String(body.held_post));
  if (entry.kind === 'roster.day_set') said.shifts = (body.shifts as string[]).join('、') || '—';
  if (entry.kind.startsWith('handover.') && Array.isArray(body.matters)) said.count = body.matters.length;
  if (entry.kind === 'hazard.reported') Object.assign(said, { hazard: entry.seq, what: body.what || names.t('hazards.by_photo') }); // as an order's
  if (entry.kind.startsWith('incident.')) Object.assign(said, of_incident(entry, body, names));
  if (entry.kind.startsWith('command.') && 'value' in body) said.value = limit(Number(body.value));
  if (entry.kind === 'alarm.raised') said.value = names.reading(point_of(String(body.condition)), body.value as number);
  if (entry.kind === 'alarm.returned') said.value = about ? names.reading(point_of(about), body.value as number) : limit(Number(body.value));
  if (entry.kind === 'alarm.found_late') said.peak = names.reading(point_of(String(body.condition)), body.peak as number);
  if (entry.kind === 'notice.issued' || entry.kind === 'notice.bundled') said.reason = names.t(`terms.reason.${body.reason}`);
  if (entry.kind === 'notice.issued') said.to = [body.post ? names.post(String(body.post)) : '', body.person ? (names.person?.(String(body.person)) ?? String(body.person)) : ''].filter(Boolean).join('、');
  if (body.channel === 'display') said.channel = names.t('event.notice.display');
  if (entry.kind === 'alarm.taken_out_of_service') said.reason = aside_said(String(body.reason), names.t);
  if (entry.kind === 'notice.dropped' || entry.kind === 'notice.failed') said.why = why_not_sent(String(body.why), names.t);
  if (entry.kind === 'consent.asked') Object.assign(said, body.deed === 'bypass' ? { row: names.row(String(body.name)) } : body.deed === 'rules' ? { name: String(body.name).slice(0, 8) } : { condition: names.condition(String(body.name)) });
  if (entry.kind.startsWith('site.')) Object.assign(said, of_site(body, names));
  if (entry.kind === 'system.stopped' && body.asked_by) said.asked_by = names.person?.(String(body.asked_by)) ?? body.asked_by;
  if (entry.kind === 'personal.read') said.what = names.t(`reads.kind.${body.what}`);
  if (entry.kind === 'token.issued') said.scopes = (body.scopes as string[]).join('、');
  if (entry.kind === 'qualification.due') said.limit = names.t(`limit.${body.limit}`);
  if (entry.kind === 'merit.given') said.reason = names.t(`terms.merit.${body.reason}`);
  return said;
}

// Why a notice was not sent: the core's own sentence, or what a channel says; one that we do not know speaks for itself.
export function why_not_sent(why: string, t: Names['t']): string {
  const name = why.replaceAll(/[^a-z]+/g, '-');
  const keys = [`terms.not_sent.${name}`, `terms.not_arrived.${name}`];
  const known = keys.find((key) => t(key) !== key);
  return known ? t(known) : why;
}

// The first few changes; all of them stand in the record.
const kChangesSaid = 3;
function of_site(body: Body, names: Names): Record<string, unknown> {
  const named = (change: RuleChange) => change_in_short({ ...change, name: change.name || names.t(`rules.kind.${change.part}`) });
  const changes = (body.changes as RuleChange[] | undefined) ?? [];
  const more = changes.length > kChangesSaid ? [`… (${changes.length})`] : [];
  // Records of earlier versions say it in English only.
  const said = (field: 'unreadable' | 'errors') => (is_english(names) ? body[field] : body[`${field}_zh`] || body[field]) ?? '';
  return { version: String(body.version).slice(0, 8), additions: ((body.additions as unknown[] | undefined) ?? []).length, changes: [...changes.slice(0, kChangesSaid).map(named), ...more].join('; ') || '—', unreadable: said('unreadable'), errors: said('errors') };
}

const is_english = ({ t }: Names): boolean => t('terms.exercise.drill') === 'Drill';

// In the reader's language.
function titles_of(title: unknown, names: Names): string {
  const both = title as { zh: string; en: string };
  return is_english(names) ? both.en : both.zh;
}

// An emergency's words: a card by its title where the record has it, a person by login or name.
function of_incident({ kind, seq }: JournalEntry, body: Body, { t, zone }: Names): Record<string, unknown> {
  const zones = (names: unknown) => (names as string[]).map(zone).join('、') || '—';
  switch (kind.slice('incident.'.length)) {
    case 'opened':
      return { incident: seq, exercise: t(`terms.exercise.${body.exercise}`), level: t(`terms.response_level.${body.level}`) };
    case 'level_set':
      return { level: t(`terms.response_level.${body.level}`) };
    case 'evacuation_ordered':
      return { zones: zones(body.zones), assembly: body.assembly ? zone(String(body.assembly)) : '—', count: (body.people as unknown[]).length };
    case 'person_accounted':
      return { person: String(body.person).replace(/^(user:|guest:|record:person\/)/, ''), state: t(`terms.whereabouts.${body.state}`) };
    case 'report_due':
    case 'reported':
      return { report: t(`terms.incident_report.${body.report}`) };
    case 'ended':
      return { cards: (body.open_cards as string[]).join('、') };
    case 'closed':
      return { count: (body.lessons as string[]).length };
    default:
      return {};
  }
}

const kOfConditions = new Set(['gas', 'blind', 'out-of-service']);
const kPermitTerms = new Set(['cause', 'role', 'others']); // names that other records have, too, for something else

function point_of(condition: string): string {
  return condition.split(':')[0]!;
}

const kTimes = new Set(['onset', 'at', 'until', 'deadline', 'began', 'since', 'expires', 'from', 'change', 'due', 'done_at', 'found', 'last_alive']);
export const is_known_time = (field: string) => kTimes.has(field);

// One field of a body as people say it.
// What a work on a device wrote as the reason that a condition is out of service: its kind and its number.
export function aside_said(reason: string, t: Names['t']): string {
  const [, work, care] = /^(calibration|bump-test|maintenance|repair) #(\d+)$/.exec(reason) ?? [];
  return work ? `${t(`terms.care_work.${work}`)} #${care}` : reason;
}

export function said_of(field: string, value: unknown, body: Body, names: Names): unknown {
  if (kTimes.has(field)) return value ? names.time(String(value)) : '—';
  if ('isolation' in body && (field === 'deed' || field === 'what')) return names.t(`terms.isolation_${field}.${value}`);
  switch (field) {
    case 'condition':
      return names.condition(String(value));
    case 'others':
    case 'causes':
    case 'unknowns':
      return (value as string[]).map(names.condition).join('、') || '—';
    case 'zone':
      return value === '' ? names.t('modes.site') : names.zone(String(value));
    case 'post':
      return names.post(String(value));
    case 'row':
    case 'by':
      return names.row(String(value));
    case 'device':
      return names.device(String(value));
    case 'actuator':
      return names.actuator(String(value));
    case 'state':
      return body.actuator ? names.actuator_state(String(body.actuator), String(value)) : value;
    case 'effect':
      return Number(value) + 1; // people count from one
    case 'mode':
      return names.mode(String(value));
    case 'work':
    case 'result':
      return names.t(`terms.care_${field}.${value}`);
    case 'grade':
    case 'verdict':
    case 'severity':
    case 'role':
    case 'ended':
    case 'failure':
    case 'presence':
    case 'cause':
    case 'because':
    case 'management':
    case 'arose_in':
    case 'handling':
      return value === null ? '—' : names.t(`terms.${field}.${value}`);
    case 'site_version':
      return String(value).slice(0, 8);
    default:
      return value;
  }
}
