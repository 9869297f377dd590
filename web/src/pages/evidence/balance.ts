// Whether every sample that came has a fate, and whether what was judged is kept. Pure.
import type { Ingest } from '@/api/types';

type Fates = Pick<Ingest, 'received' | 'evaluated' | 'late' | 'rejected'>;

export interface Balance {
  missing: number; // without a fate
  lost: number; // judged, and never kept
  even: boolean;
}

export const total = (reasons: Record<string, number>) => Object.values(reasons).reduce((sum, n) => sum + n, 0);

export function balance_of(fates: Fates, lost: number): Balance {
  const missing = fates.received - fates.evaluated - fates.late - total(fates.rejected);
  return { missing, lost, even: missing === 0 && lost === 0 };
}
