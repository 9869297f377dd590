// When a section counts as read: its end was before the reader's eyes, and it was in front of them about as long as reading takes. Pure.
import type { CourseSection } from '@/api/types';
import { film_address } from '@/films/film_address';

const kPerHan_ms = 60; // a fast reader takes about 1000 characters a minute
const kPerLetter_ms = 15; // and some 700 words
const kPerPhoto_ms = 2_000;
const kLeast_ms = 5_000;
const kMost_ms = 90_000; // nobody is held longer, whatever the section is

export function decent_ms(section: Pick<CourseSection, 'text' | 'photos'>): number {
  const han = section.text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const letters = section.text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  const whole = han * kPerHan_ms + (letters - han) * kPerLetter_ms + section.photos.length * kPerPhoto_ms;
  return Math.min(kMost_ms, Math.max(kLeast_ms, whole));
}

export interface Reading {
  seen_ms: number; // in front of somebody
  end_reached: boolean;
}
export const kNotBegun: Reading = { seen_ms: 0, end_reached: false };

// Time counts only while the page is in front of somebody; a machine that slept was not reading.
export const kTick_ms = 500;
export function after_tick(reading: Reading, passed_ms: number, in_front: boolean): Reading {
  return in_front ? { ...reading, seen_ms: reading.seen_ms + Math.min(passed_ms, 4 * kTick_ms) } : reading;
}

export type Lacks = { what: 'end' } | { what: 'time'; ms: number } | null;
export function lacks(reading: Reading, needed_ms: number): Lacks {
  if (!reading.end_reached) return { what: 'end' };
  return reading.seen_ms < needed_ms ? { what: 'time', ms: needed_ms - reading.seen_ms } : null;
}

// Paragraphs, as they were written with an empty line between them.
export const paragraphs = (text: string) => text.split(/\n\s*\n/).map((each) => each.trim()).filter(Boolean);

// A film that was uploaded, or of this server's, plays within the page; one of another address is opened beside it, and what is no address is only said.
export interface Film {
  kind: 'here' | 'elsewhere' | 'said';
  address: string;
}
export function films_of(section: Pick<CourseSection, 'film' | 'video'>): Film[] {
  const uploaded: Film[] = section.film ? [{ kind: 'here', address: film_address(section.film) }] : [];
  return section.video ? [...uploaded, film_of(section.video)] : uploaded;
}
export function film_of(video: string): Film {
  if (/^\/(?!\/)/.test(video)) return { kind: 'here', address: video };
  return { kind: /^https?:\/\//i.test(video) ? 'elsewhere' : 'said', address: video };
}
