// What waits for a second person, and what of it this person may answer. The server decides; this only spares people buttons that would be refused.
import type { Account, Consent } from '@/api/types';
import { is_at_least } from '@/session/roles';

export function may_agree(consent: Consent, me: Account): boolean {
  if (consent.by === me.login) return false;
  return is_at_least(me.role, consent.deed === 'shelf' ? 'team-lead' : 'safety-officer');
}

export const may_refuse = (consent: Consent, me: Account): boolean => consent.by === me.login || is_at_least(me.role, 'team-lead');
