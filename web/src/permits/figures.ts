// What is measured for a measure, between what is typed and what is asked for; the server judges. Pure.
import type { PermitFigure } from '@/api/types';
import { number_of } from '@/checks/reading';

export const figure_bound = ({ least, most, unit }: PermitFigure, t: (key: string, holes: Record<string, unknown>) => string) =>
  least !== null ? t('permits.figure.least', { limit: least, unit }) : t('permits.figure.most', { limit: most, unit });

// Nothing typed is not wrong yet.
export function figure_keeps({ least, most }: PermitFigure, typed: string): boolean {
  if (typed.trim() === '') return true;
  const value = number_of(typed);
  return value !== null && value >= (least ?? 0) && value <= (most ?? Number.POSITIVE_INFINITY);
}

// What was typed and is no number: left out it would be lost in silence.
export const figures_unreadable = (figures: readonly PermitFigure[], typed: Record<string, string>) =>
  figures.some(({ field }) => (typed[field] ?? '').trim() !== '' && number_of(typed[field]!) === null);

export function figures_told(figures: readonly PermitFigure[], typed: Record<string, string>): { field: string; value: number }[] {
  return figures.flatMap(({ field }) => {
    const value = number_of(typed[field] ?? '');
    return value === null ? [] : [{ field, value }];
  });
}
