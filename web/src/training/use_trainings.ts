// What the pages of training share: the words of why and how long, and the day of the site.
import '@/text/training_words';
import { computed } from 'vue';
import type { Training } from '@/api/types';
import { use_people } from '@/duty/people_store';
import { use_live } from '@/live/live_store';
import { use_records } from '@/records/record_store';
import { use_site } from '@/site/site_store';
import { use_words } from '@/text/words';
import { because_said } from './because';
import { day_of, days_until, standing } from './standing';

const kSoon_days = 60;
const kMinute_ms = 60_000;

export function use_trainings() {
  const { t, text, post, time } = use_words();
  const live = use_live();
  const site = use_site();
  const people = use_people();
  const records = use_records();

  const now = computed(() => Math.floor(live.now / kMinute_ms) * kMinute_ms); // lists need not be drawn anew four times a second
  const today = computed(() => day_of(now.value, site.utc_offset_s));
  const why = (training: Pick<Training, 'because' | 'about' | 'assigned_by'>) => because_said(training, { t, post, zone: (name) => text(site.zones.get(name)?.title) || null, person: people.name, plan: (id) => records.label('training-plan', id) });
  const stands = (training: Training) => standing(training, now.value, today.value);
  function holds(training: Training): string {
    const until = training.valid_until;
    if (until === null) return t('training.holds.for_good');
    const left = days_until(until, today.value);
    if (left < 0) return t('training.holds.over', { day: until });
    if (left === 0) return t('training.holds.last_day');
    return left <= kSoon_days ? t('training.holds.soon', { day: until, n: left }) : t('training.holds.until', { day: until });
  }
  return { now, today, why, stands, holds, time, person: people.name, load_people: () => people.load().catch(() => undefined) };
}

export const is_of_training = (message: { type: string; events?: { kind: string }[] }) => message.type === 'snapshot' || (message.type === 'events' && (message.events ?? []).some((e) => e.kind.startsWith('training.')));
