// The emergency as it was last read on this device: its list of people and my card are there again without a network, and say of when they are.
import type { Incident } from '@/api/types';
import { keep_draft, kept_draft } from '@/parts/draft';

export interface Kept {
  at: string;
  login: string;
  incident: Incident;
}

// One only: the latest that was looked at.
export const keep = (kept: Kept) => keep_draft('incident.read', { version: 0, form: kept });

export function kept_incident(id: number, login: string): Kept | null {
  const kept = kept_draft<Kept>('incident.read')?.form ?? null;
  return kept?.incident.id === id && kept.login === login ? kept : null;
}
