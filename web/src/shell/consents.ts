// What waits for a second person, and what of it this person may answer. The server decides; this only spares people buttons that would be refused.
import type { Account, Consent } from '@/api/types';
import { has_right, type Right } from '@/session/roles';

const kTakes: Record<Consent['deed'], Right> = { bypass: 'judge', shelf: 'lead', 'out-of-service': 'equip', rules: 'judge' };

export function may_agree(consent: Consent, me: Account): boolean {
  if (consent.by === me.login) return false;
  return has_right(me.role, kTakes[consent.deed]);
}

export const may_refuse = (consent: Consent, me: Account): boolean => consent.by === me.login || has_right(me.role, 'agree');
