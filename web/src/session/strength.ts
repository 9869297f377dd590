// How strong a password is, in a word. Only its length is judged: the server knows what everybody tries first.
export const kPasswordAlone = 15; // as src/api/session/passwords.hpp
export const kPasswordBesideFactor = 8;
const kGood = 20;

export type Strength = 'short' | 'fair' | 'good';

export function strength(password: string, least: number): Strength {
  const characters = [...password.normalize('NFKC')].length;
  if (characters < least) return 'short';
  return characters < kGood ? 'fair' : 'good';
}
