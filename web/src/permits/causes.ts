// Why a permit is taken back.
import type { StopCause } from '@/api/types';

export const kCauses: readonly StopCause[] = ['gas', 'blind', 'uncalibrated', 'out-of-service', 'unbound', 'bad-test', 'test-overdue', 'guardian-absent', 'level-too-low', 'conflict', 'certificate', 'surroundings', 'person'];
export const kKnownCauses: ReadonlySet<string> = new Set(kCauses);

// What a permit of too mild a level, and one that its surroundings forbid, is taken back for.
export const kUpgrades: ReadonlySet<string> = new Set(['night', 'rest-day', 'holiday', 'wind', 'reading']);
export const kSurroundings: ReadonlySet<string> = new Set(['dangerous-train', 'gas-venting', 'liquid-draining', 'solvent-or-painting', 'dust-sweeping', 'dewatering-or-sampling', 'dense-fog', 'thunderstorm', 'heavy-rain', 'heavy-snow']);
