// Why somebody is to learn something, as people say it, and where it leads. Pure.
import type { Training } from '@/api/types';

export interface Sayings {
  t: (key: string, holes?: Record<string, unknown>) => string;
  post: (name: string) => string;
  zone: (name: string) => string | null; // null: there is none of that name
  person: (login: string) => string;
  plan: (id: string) => string;
}

const kMistakes: Record<string, string> = { order: 'orders', hazard: 'hazards', check: 'checks', permit: 'permits' };

export function because_said(training: Pick<Training, 'because' | 'about' | 'assigned_by'>, { t, post, zone, person, plan }: Sayings): string {
  const { because, about } = training;
  const said = () => {
    switch (because) {
      case 'plan':
        return plan(about);
      case 'post':
        return post(about);
      case 'gas':
        return zone(about) ?? t(`terms.kind.${about}`);
      case 'permit':
        return t(`permits.kind.${about}`);
      case 'mistake': {
        const [kind = '', id = ''] = about.split(':');
        return kind in kMistakes ? t(`training.mistake.${kind}`, { id }) : about;
      }
      case 'asked':
        return [training.assigned_by === null ? '' : person(training.assigned_by), about].filter(Boolean).join(' · ');
      case 'new-edition':
        return t('training.edition_passed', { n: about });
      case 'rule-change':
        return '';
      default:
        return about;
    }
  };
  const more = said();
  return t(`training.because.${because}`) + (more === '' ? '' : t('training.because_more', { more }));
}

// The page of the mistake; null: it has none.
export function mistake_page(training: Pick<Training, 'because' | 'about'>): string | null {
  if (training.because !== 'mistake') return null;
  const found = /^(\w+):(\d+)$/.exec(training.about);
  const folder = found ? kMistakes[found[1]!] : undefined;
  return found && folder ? `/${folder}/${found[2]}` : null;
}
