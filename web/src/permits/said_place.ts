// What is told to the server of where I am: how the code came in, and what the phone knows. Pure.
import type { SaidPlace } from '@/api/types';
import type { PhoneFix } from '@/places/locate';

export interface Shown {
  zone: string;
  scanned: boolean; // the code of this zone, by a camera
  typed: string;
  fix: PhoneFix | null;
}

// Null: nothing. A code that a camera read goes before one that was typed.
export function said_place({ zone, scanned, typed, fix }: Shown): SaidPlace {
  const tag = scanned ? zone : typed.trim();
  if (!tag && !fix) return null;
  return { ...(tag ? { tag, read: scanned ? ('camera' as const) : ('typed' as const) } : {}), ...fix };
}
