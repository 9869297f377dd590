// How pages say things: in the reader's language, in site time, with the site's names.
import { useI18n } from 'vue-i18n';
import type { Condition, JournalEntry, RecordField, Text } from '@/api/types';
import { use_people } from '@/duty/people_store';
import { permit_subject } from '@/orders/subject';
import { use_settings } from '@/settings/settings_store';
import { use_site } from '@/site/site_store';
import * as format from './format';
import { sentence, why_not_sent as sentence_why, type Names } from './sentence';

export function use_words() {
  const { t } = useI18n();
  const settings = use_settings();
  const site = use_site();
  const people = use_people();

  const text = (both: Text | null | undefined) => (both ? both[settings.language] : '');
  const time = (at: string | number | null | undefined, style: format.TimeStyle = 'full') =>
    at === null || at === undefined ? '—' : format.site_time(at, site.utc_offset_s, style);
  const duration = (ms: number) => format.duration(ms, settings.language);
  const seconds = (s: number) => (s > 0 && s < 1 ? `${Math.round(s * 1000)} ms` : format.duration(s * 1000, settings.language));

  // A reading as people say it: an actuator's read-back by the name of its state, everything else with its unit.
  function reading(point: string, value: number | null | undefined): string {
    const actuator = site.actuator_of_feedback.get(point);
    if (actuator && value !== null && value !== undefined) {
      const state = actuator.states.find((s) => Math.abs(s.feedback_value - value) <= actuator.feedback_tolerance);
      if (state) return text(state.title);
    }
    const known = site.points.get(point);
    if (!known) return format.number(value, 1);
    if (value === null || value === undefined) return format.number(value, 0);
    const whole = known.kind === 'people' || known.kind === 'state' || known.kind === 'door';
    return format.number(value, whole ? 0 : format.decimals(known.range_min, known.range_max)) + format.unit(known.unit, settings.language);
  }

  function limit(condition: Condition | undefined): string {
    if (!condition || condition.limit === null) return '';
    const unit = format.unit(site.points.get(condition.point)?.unit ?? '', settings.language);
    return `${condition.kind === 'low' ? '≤' : '≥'} ${format.limit(condition.limit)}${unit}`;
  }

  const person = (login: string | null | undefined) => (login ? people.name(login) : '—');
  const zone = (name: string) => text(site.zones.get(name)?.title) || name;
  const mode = (name: string) => text(site.site?.modes.find((m) => m.name === name)?.title) || name;
  const post = (name: string) => text(site.posts.get(name)?.title) || name;
  const row = (name: string) => text(site.rows.get(name)?.title) || name;
  const point = (name: string) => text(site.points.get(name)?.title) || name;
  const device = (name: string) => text(site.devices.get(name)?.title) || name;
  const actuator = (name: string) => text(site.actuators.get(name)?.title) || name;
  const actuator_state = (name: string, state: string) => text(site.actuators.get(name)?.states.find((s) => s.name === state)?.title) || state;
  function condition(name: string): string {
    const taken_back = permit_subject(name);
    if (taken_back) return t('orders.taken_back', { permit: taken_back.permit, why: t(`permits.cause.${taken_back.cause}`) });
    const known = site.conditions.get(name);
    return known ? `${known.point} ${text(known.title)}` : name;
  }

  // A part of the site that a field of a record names.
  function part(of: RecordField['site_part'], name: string): string {
    const known = { zone, post, row, point, device, condition };
    return of === 'none' ? name : known[of](name);
  }

  function actor(name: string): string {
    if (name === 'system') return t('common.system');
    if (name === 'site') return t('common.site_files');
    if (name === 'anonymous') return t('common.anonymous');
    if (name.startsWith('device:')) return t('common.device', { name: name.slice(7) });
    if (name.startsWith('machine:')) return t('common.device', { name: name.slice(8) });
    return person(name.replace(/^user:/, ''));
  }

  const why_not_sent = (why: string) => sentence_why(why, t);

  const names: Names = { t, time, reading, zone, mode, post, row, device, actuator, actuator_state, condition, person };
  const event = (entry: JournalEntry, about?: string) => sentence(entry, names, about);

  return { t, text, time, duration, seconds, reading, limit, person, zone, post, row, point, device, actuator, actuator_state, condition, part, actor, event, why_not_sent, names };
}
