// What a notice about a permit says besides its reason. Pure.
import type { Notice } from '@/api/types';
import { kKnownCauses, kSurroundings, kUpgrades } from './causes';

interface Names {
  t: (key: string) => string;
  condition: (name: string) => string;
}

export function notice_said(notice: Pick<Notice, 'reason' | 'what' | 'permit'>, { t, condition }: Names): string {
  const what = notice.what ?? '';
  const said = () => {
    if (notice.reason === 'permit-due') return t(`permits.due.${what}`);
    if (notice.reason !== 'permit-suspended') return what;
    if (kUpgrades.has(what)) return `${t('permits.cause.level-too-low')} (${t(`permits.upgrade.${what}`)})`;
    if (kSurroundings.has(what)) return t(`permits.surrounding.${what}`);
    return kKnownCauses.has(what) ? t(`permits.cause.${what}`) : what.includes(':') ? condition(what) : what;
  };
  return `#${notice.permit} ${said()}`.trim();
}
