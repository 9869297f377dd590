// Whether somebody holds the post, or one above it in the chain of duty.
import type { Account } from '@/api/types';

export function answers_for(me: Account, post: string, above: (post: string) => string | null): boolean {
  const seen = new Set<string>();
  for (let at: string | null = post; at !== null && !seen.has(at); at = above(at)) {
    if (me.posts.includes(at)) return true;
    seen.add(at);
  }
  return false;
}
