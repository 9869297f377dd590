// The bands of a method as people read them: by which standard a score is of which level, and of which days.
import type { RiskBands } from '@/api/types';

export interface BandWords {
  t: (key: string, values: Record<string, unknown>) => string;
}

// One line a set, the newest first: an assessment keeps the set of its day.
export function band_lines(method: 'ls' | 'lec', sets: readonly RiskBands[], { t }: BandWords): string[] {
  return [...sets].reverse().map((set) => {
    const edition = set.edition === 'built-in' ? t('risk.built_in', {}) : set.edition;
    const line = t(set.matrix ? 'risk.bands_matrix' : 'risk.bands_of', { ...set, method: method.toUpperCase(), edition });
    return set.from === null ? line : t('risk.bands_from', { line, day: set.from });
  });
}
