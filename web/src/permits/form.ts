// The application between what people type and what is asked for. Pure.
import type { HeightFactor, HotPlace, Isolation, PermitActivity, PermitDraft, PermitKind, PermitLevel, Severity, Text } from '@/api/types';
import { number_of } from '@/checks/reading';
import type { Metres } from '@/plan/plan_map';

export interface JobLine {
  step: string;
  danger: string;
  measure: string;
  residual?: Severity | ''; // the risk that is left; a draft of before knew none
}
// Numbers are text as it was typed.
export interface Form {
  kind: PermitKind;
  level: PermitLevel | ''; // empty: as the grounds ask for
  hot_place: HotPlace;
  height_m: string;
  factors: HeightFactor[];
  load_t: string;
  depth_m: string;
  zone: string;
  spot: Metres | null;
  radius_m: string;
  bottom_m: string;
  top_m: string;
  outdoors: boolean;
  what: string;
  unit: string;
  lead: string;
  guardian: string;
  workers: string[];
  coordinator: string;
  related: number[];
  activities: PermitActivity[];
  from: string;
  until: string;
  analysis: JobLine[];
  details: Record<string, string>;
  points: string[];
  others: string[];
  isolations: Isolation[];
  no_isolation: string;
}

const kLine: JobLine = { step: '', danger: '', measure: '', residual: '' };
export const new_line = (): JobLine => ({ ...kLine });

export function empty_form(begun: { kind: PermitKind; zone: string; lead: string; from: string; until: string }): Form {
  return {
    ...begun,
    level: '', hot_place: 'elsewhere', height_m: '', factors: [], load_t: '', depth_m: '', spot: null, radius_m: '3', bottom_m: '0', top_m: '2', outdoors: true,
    what: '', unit: '', guardian: '', workers: [], coordinator: '', related: [], activities: [], analysis: [new_line()], details: {}, points: [], others: [], isolations: [], no_isolation: '',
  };
}

// What the kind asks for of its grounds; the rest stays away from the request.
const kAsksHotPlace: readonly PermitKind[] = ['hot-work', 'temporary-power', 'excavation'];
export const asks_for = (kind: PermitKind) => ({ hot_place: kAsksHotPlace.includes(kind), height: kind === 'height', load: kind === 'lifting', depth: kind === 'excavation' });

// What was typed for a number and is none: read as nothing it would be another application than the one on the screen.
const kNumbers = { height_m: 'grounds.height_m', load_t: 'grounds.load_t', depth_m: 'grounds.depth_m', radius_m: 'place.radius_m', bottom_m: 'place.bottom_m', top_m: 'place.top_m' } as const;
const kNoNumber: Text = { zh: '应为数字，不写千分位逗号：写 1200 或 1.2', en: 'This is to be a number, without a comma between thousands: 1200, or 1.2' };
export function unreadable_in(form: Form): FieldProblem[] {
  const asks = asks_for(form.kind);
  const is_asked = { height_m: asks.height, load_t: asks.load, depth_m: asks.depth, radius_m: true, bottom_m: true, top_m: true };
  const names = Object.keys(kNumbers) as (keyof typeof kNumbers)[];
  return names.filter((name) => is_asked[name] && form[name].trim() !== '' && number_of(form[name]) === null).map((name) => ({ field: kNumbers[name], text: kNoNumber }));
}

const number_or = (typed: string, otherwise: number) => number_of(typed) ?? otherwise;

function grounds_of(form: Form): NonNullable<PermitDraft['grounds']> {
  const asks = asks_for(form.kind);
  return {
    hot_place: asks.hot_place ? form.hot_place : 'elsewhere',
    height_m: asks.height ? number_or(form.height_m, 0) : 0,
    ...(asks.height && form.factors.length ? { factors: form.factors } : {}),
    load_t: asks.load ? number_or(form.load_t, 0) : 0,
    depth_m: asks.depth ? number_or(form.depth_m, 0) : 0,
  };
}

const is_empty_line = (line: JobLine) => Object.values(line).every((text) => (text ?? '').trim() === '');

// What is not filled in stays empty: the server names what it misses.
export function draft_of(form: Form, photos: string[] = []): PermitDraft {
  const place = form.spot ?? ({} as Metres);
  const details = Object.entries(form.details).filter(([, text]) => text.trim() !== '');
  return {
    kind: form.kind,
    level: form.level === '' ? null : form.level,
    grounds: grounds_of(form),
    zone: form.zone,
    place: { ...place, radius_m: number_or(form.radius_m, 0), bottom_m: number_or(form.bottom_m, 0), top_m: number_or(form.top_m, 0) },
    outdoors: form.outdoors,
    what: form.what.trim(),
    unit: form.unit.trim(),
    lead: form.lead,
    guardian: form.guardian,
    workers: form.workers,
    coordinator: form.coordinator === '' ? null : form.coordinator,
    related: form.related,
    activities: form.activities,
    from: form.from,
    until: form.until,
    analysis: form.analysis.filter((line) => !is_empty_line(line)).map((line) => ({ step: line.step.trim(), danger: line.danger.trim(), measure: line.measure.trim(), ...(line.residual ? { residual: line.residual } : {}) })),
    details: details.map(([field, text]) => ({ field, text: text.trim() })),
    points: form.points,
    others: form.others.map((text) => text.trim()).filter((text) => text !== ''),
    isolations: form.isolations.filter((each) => each.place.trim() !== '').map((each) => ({ kind: each.kind, place: each.place.trim() })),
    no_isolation: form.no_isolation.trim() || null,
    photos,
  };
}

export interface FieldProblem {
  field: string; // a path of the request; empty: no field is to blame
  text: Text;
}
// Those of a part of the form: a path, and all below it.
export const problems_at = (problems: readonly FieldProblem[], path: string) => problems.filter((each) => each.field === path || each.field.startsWith(`${path}.`) || each.field.startsWith(`${path}[`));

// Which parts differ from how the form began: only what somebody was at is complained of before the sending.
export function touched(form: Form, begun: Form): Set<string> {
  const found = new Set<string>();
  for (const name of Object.keys(begun) as (keyof Form)[]) if (JSON.stringify(form[name]) !== JSON.stringify(begun[name])) found.add(kPaths[name] ?? name);
  return found;
}
const kPaths: Partial<Record<keyof Form, string>> = { spot: 'place', radius_m: 'place', bottom_m: 'place', top_m: 'place', hot_place: 'grounds', height_m: 'grounds', factors: 'grounds', load_t: 'grounds', depth_m: 'grounds' };

export function shown_problems(problems: readonly FieldProblem[], was_at: ReadonlySet<string>, tried: boolean): FieldProblem[] {
  return tried ? [...problems] : problems.filter((each) => was_at.has(each.field.split(/[.[]/)[0]!));
}

// Of the last five minutes, so that people see a time as they would write it and need not wait for it.
export function begin_at(now_ms: number): string {
  const step = 5 * 60_000;
  return new Date(Math.floor(now_ms / step) * step).toISOString();
}
export const hours_after = (from: string, hours: number) => new Date(Date.parse(from) + hours * 3_600_000).toISOString();
