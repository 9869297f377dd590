// Who acts for a post: its people, those above it in the chain of duty, and whoever holds the right to. The rules are those of the server (core/check, core/care).
import type { Account, Care } from '@/api/types';
import { has_right, type Right } from '@/session/roles';

export type Above = (post: string) => string | null; // one step up the chain of duty

export function answers_for(me: Account, post: string, above: Above): boolean {
  const seen = new Set<string>();
  for (let at: string | null = post; at !== null && !seen.has(at); at = above(at)) {
    if (me.posts.includes(at)) return true;
    seen.add(at);
  }
  return false;
}

// A site without posts leaves it to everybody.
export const acts_for = (me: Account, post: string, above: Above, right: Right = 'judge') => has_right(me.role, 'work') && (post === '' || has_right(me.role, right) || answers_for(me, post, above));

// Who may begin a care, and once it is begun, who may end it: whoever began it, or somebody above.
export function may_go_on(care: Care, me: Account, above: Above): boolean {
  if (care.started === null) return acts_for(me, care.post, above, 'equip');
  if (!has_right(me.role, 'work')) return false;
  const next = above(care.post);
  return care.started.by === me.login || has_right(me.role, 'equip') || (next !== null && answers_for(me, next, above));
}
