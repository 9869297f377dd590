// Whether a point's value may be believed now.
import type { PointStatus } from '@/api/types';

export function is_known(status: PointStatus | undefined): boolean {
  return status !== undefined && status.value !== null && !status.stale && status.quality !== 'bad';
}
