// What an emergency is called: by its plan, else by its danger, else by what was seen.
import { useI18n } from 'vue-i18n';
import type { IncidentRow } from '@/api/types';
import { use_people } from '@/duty/people_store';
import { use_settings } from '@/settings/settings_store';
import { use_words } from '@/text/words';
import { kKnownDangers } from './dangers';

export function use_incident_names() {
  const { t } = useI18n();
  const { text } = use_words();
  const people = use_people();

  const danger = (code: string) => (kKnownDangers.has(code) ? t(`incidents.danger.${code}`) : code);
  const title = (row: Pick<IncidentRow, 'plan_title' | 'danger' | 'what'>) => text(row.plan_title) || danger(row.danger) || row.what || t('incidents.unknown_danger');
  const who = (actor: string) => people.name(actor.replace(/^user:/, '')); // a login, or as the journal says it
  const settings = use_settings();
  // What was seen, where it says more than the plan.
  const seen = (row: Pick<IncidentRow, 'plan_title' | 'what'>) => (row.plan_title?.zh === row.what ? '' : row.what);
  const list = (words: readonly string[]) => words.join(settings.language === 'zh' ? '、' : ', ');
  return { danger, title, seen, who, list };
}
