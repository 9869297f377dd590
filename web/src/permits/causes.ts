// Why a permit is taken back.
import type { StopCause } from '@/api/types';

export const kCauses: readonly StopCause[] = ['gas', 'blind', 'uncalibrated', 'out-of-service', 'unbound', 'bad-test', 'test-overdue', 'guardian-absent', 'level-too-low', 'conflict', 'certificate', 'surroundings', 'person'];
export const kKnownCauses: ReadonlySet<string> = new Set(kCauses);
