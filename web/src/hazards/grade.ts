// The grade of a hazard on the one scale of severities that every screen has.
import type { HazardGrade, Severity } from '@/api/types';

export const kGrades: readonly HazardGrade[] = ['general', 'serious', 'major'];

const kSeverities: Record<HazardGrade, Severity> = { general: 'moderate', serious: 'serious', major: 'major' };

export function severity_of(grade: HazardGrade | null): Severity | null {
  return grade === null ? null : kSeverities[grade];
}
