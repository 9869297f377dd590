// The label that was read last on this device: it says where the person is, for a while.
import { ref } from 'vue';

export const kHoldsMs = 30 * 60_000;
const kName = 'davy.scanned';

interface Scanned {
  zone: string;
  at: number; // ms since the epoch, by this device's clock
}

const scanned = ref<Scanned | null>(kept());

function kept(): Scanned | null {
  try {
    return JSON.parse(sessionStorage.getItem(kName) ?? 'null') as Scanned | null;
  } catch {
    return null;
  }
}

export function note_scanned(zone: string): void {
  scanned.value = { zone, at: Date.now() };
  try {
    sessionStorage.setItem(kName, JSON.stringify(scanned.value));
  } catch {
    return; // a private window: it is known until the page is left
  }
}

export function scanned_zone(now = Date.now()): string | null {
  return scanned.value !== null && now - scanned.value.at < kHoldsMs ? scanned.value.zone : null;
}
