// Which open trainings of a person the server's sentences ask for: they name the person first, and the course by name. Pure.
import type { Text, Training } from '@/api/types';

export const names_me = (said: Text, login: string) => login !== '' && said.zh.startsWith(`${login} `);
export function asked_for(said: readonly Text[], login: string, open: readonly Training[]): Training[] {
  const mine = said.filter((each) => names_me(each, login));
  return open.filter((training) => training.person === login && mine.some((each) => each.zh.includes(`“${training.name}”`)));
}
