// One rule as a person writes it before it stands in any file: what is asked of the server, and what is read out of its answer.
import type { Condition, Point, RuleTrialBody, RuleTrialCell, RuleTrialFinding, RuleTrialHistory, Severity } from '@/api/types';
import { in_order, kUsualDelays_s, limits_to_try } from '@/points/sweep';

export type RuleKind = 'high' | 'low' | 'expression';
export interface RuleForm {
  id: string;
  kind: RuleKind;
  limit: number | '';
  text: string;
  deadband: number | '';
  delay_s: number | '';
  severity: Severity;
  respond_min: number | '';
  title: { zh: string; en: string };
  response: { zh: string; en: string };
}

const kMostDelay_s = 3600;
const kId = /^[a-z][a-z0-9-]*$/;

export const new_rule = (): RuleForm => ({ id: '', kind: 'high', limit: '', text: '', deadband: '', delay_s: '', severity: 'moderate', respond_min: '', title: { zh: '', en: '' }, response: { zh: '', en: '' } });

// The rule as the site has it: what is not touched is not sent.
export const rule_of = (condition: Condition): RuleForm => ({
  ...new_rule(),
  id: condition.name.slice(condition.name.lastIndexOf(':') + 1),
  kind: condition.kind as RuleKind,
  limit: condition.limit ?? '',
  text: condition.expression ?? '',
  deadband: condition.deadband,
  delay_s: condition.on_delay_s,
  severity: condition.severity,
});

// What the address asks for beside the rule of now.
export function asked_of(query: Record<string, unknown>): Partial<RuleForm> {
  const found: Partial<RuleForm> = {};
  for (const [name, field] of [['limit', 'limit'], ['delay', 'delay_s'], ['deadband', 'deadband']] as const) {
    const text = query[name];
    if (typeof text === 'string' && text.trim() !== '' && Number.isFinite(Number(text))) found[field] = Number(text);
  }
  return found;
}

export const can_be_tried = (condition: Condition): boolean => ['high', 'low', 'expression'].includes(condition.kind) && condition.rings !== 'never';

const number = (value: number | ''): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null);
const words = (text: { zh: string; en: string }): { zh: string; en: string } | null => {
  const [zh, en] = [text.zh.trim(), text.en.trim()];
  return zh || en ? { zh: zh || en, en: en || zh } : null;
};

// What the form still lacks, by the name of its field; null: it can be sent.
export function lacks(form: RuleForm, present: Condition | null, names: readonly string[]): 'id' | 'taken' | 'limit' | 'text' | 'delay' | null {
  if (present === null && !kId.test(form.id)) return 'id';
  if (present === null && names.includes(form.id)) return 'taken';
  if (form.kind === 'expression' ? form.text.trim() === '' : number(form.limit) === null) return form.kind === 'expression' ? 'text' : 'limit';
  const delay = number(form.delay_s);
  return delay !== null && (delay < 0 || delay > kMostDelay_s) ? 'delay' : null;
}

export function to_ask(form: RuleForm, point: Point, present: Condition | null, days: number, now_ms: number): RuleTrialBody {
  const [limit, deadband, delay] = [number(form.limit), number(form.deadband), number(form.delay_s)];
  const body: RuleTrialBody = { point: point.name, id: form.id, from: new Date(now_ms - days * 86_400_000).toISOString() };
  const was = present === null ? null : rule_of(present);
  if (form.kind === 'expression') {
    if (form.text !== was?.text) body.when = form.text;
  } else {
    if (was === null) body.when = form.kind;
    if (limit !== null && limit !== was?.limit) body.limit = limit;
    if (limit !== null) body.limits = limits_to_try(point, limit, was?.limit === '' ? null : (was?.limit ?? null)).filter((each) => each !== limit);
  }
  if (deadband !== null && deadband !== was?.deadband) body.deadband = deadband;
  if (delay !== null && delay !== was?.delay_s) body.on_delay_s = delay;
  if (form.severity !== was?.severity) body.severity = form.severity;
  const respond = number(form.respond_min);
  if (respond !== null && respond > 0) body.respond_within_s = respond * 60;
  const [title, response] = [words(form.title), words(form.response)];
  if (title) body.title = title;
  if (response) body.response = response;
  const present_delay = was && typeof was.delay_s === 'number' ? was.delay_s : 0;
  body.delays_s = in_order([...kUsualDelays_s, present_delay]).filter((each) => each !== (delay ?? present_delay));
  return body;
}

// Of what rang: right, wrong as far as anybody knows, and what was known and did not ring.
export const judged = (cell: RuleTrialCell, history: RuleTrialHistory): { found: number; missed: number; others: number } => ({
  found: history.windows - cell.missed,
  missed: cell.missed,
  others: cell.rang - cell.real,
});

// The sign under the place of a finding in the expression that was tried; null: it is about something else, or the text has lines of its own.
export function caret(finding: RuleTrialFinding, text: string): string | null {
  if (finding.in_text === null || text.includes('\n')) return null;
  // As wide as what stands before it: signs of Chinese take two places.
  const before = [...text].slice(0, finding.in_text - 1).map((sign) => (sign.codePointAt(0)! > 0x2e7f ? '\u3000' : ' '));
  return `${before.join('')}^`;
}
