// The steps of a card that were ticked on this device: a help for the memory of one person, told to nobody.
import { drop_draft, keep_draft, kept_draft } from '@/parts/draft';

const name = (login: string, incident: number, card: string) => `incident.${login}.${incident}.${card}`;

export const ticked = (login: string, incident: number, card: string): number[] => kept_draft<number[]>(name(login, incident, card))?.form ?? [];

export function tick(login: string, incident: number, card: string, step: number): number[] {
  const before = ticked(login, incident, card);
  const now = before.includes(step) ? before.filter((each) => each !== step) : [...before, step].sort((a, b) => a - b);
  keep_draft(name(login, incident, card), { version: 0, form: now });
  return now;
}

export const forget_ticks = (login: string, incident: number, card: string) => drop_draft(name(login, incident, card));
