// Safety rules that wait for two people: how they stand, and what of it this person may do. The server decides.
import type { Account, SiteFolder, SiteRules } from '@/api/types';
import { has_right } from '@/session/roles';

// As in the journal, where nothing is empty text, and in answers, where it is null.
export interface RuleChange {
  part: string;
  name: string;
  field: string | null;
  from: string | null;
  to: string | null;
}

export type ChangeKind = 'field' | 'new' | 'gone';
export const kind_of_change = (change: RuleChange): ChangeKind => (change.field ? 'field' : change.from ? 'gone' : 'new');

// "ch4-01:high-high limit 50 %LEL → 60 %LEL": names and fields as the files have them, which are of no language.
export function change_in_short(change: RuleChange): string {
  const rule = change.name || change.part;
  switch (kind_of_change(change)) {
    case 'field':
      return `${rule} ${change.field} ${change.from} → ${change.to}`;
    case 'new':
      return `+ ${rule}`;
    case 'gone':
      return `− ${rule}`;
  }
}

// What stands over every page until it is over.
export const is_told_everywhere = (rules: SiteRules): boolean => rules.standing === 'held' || rules.standing === 'agreed' || rules.standing === 'unagreed';

export const has_errors = (rules: SiteRules): boolean => !!rules.held?.errors;
export const may_propose = (rules: SiteRules, me: Account): boolean => rules.held !== null && !has_errors(rules) && rules.held.proposal === null && has_right(me.role, 'judge');
// That the files take effect now, by a start anew, where that would change anything: of the whole site, so by nobody who is limited to zones.
export const may_start_anew = (folder: SiteFolder, me: Account): boolean => (folder.brings === 'in-force' || folder.brings === 'held') && !me.zones?.length && has_right(me.role, 'judge');
// Which words say how they stand: files with errors are held as others are, and are no rules that anybody could agree to.
export const standing_word = (rules: SiteRules): string => `rules.standing.${rules.standing === 'held' && has_errors(rules) ? 'errors' : rules.standing}`;
// Of the server's health, which has one word for all that is held; null: it was not given any rules to watch.
export const health_word = (standing: SiteRules['standing'] | null, rules: SiteRules | null): string =>
  rules !== null && standing === rules.standing ? standing_word(rules) : `rules.standing.${standing ?? 'accepted'}`;

// Whether an event on the live feed may have changed how they stand.
export const concerns_rules = (kind: string): boolean => kind.startsWith('site.') || kind.startsWith('consent.') || kind === 'system.started';
