// The label that was read last on this device: it says where the person is, for a while. It is the proof of who was signed in when it was read; what was read
// before anybody signed in (the phone's own camera opens the page) becomes that of the first who does.
import { ref } from 'vue';

export const kHoldsMs = 30 * 60_000;
const kName = 'davy.scanned';

interface Scanned {
  zone: string;
  at: number; // ms since the epoch, by this device's clock
  login: string | null; // null: nobody was signed in yet
}

const scanned = ref<Scanned | null>(kept());
const me = ref<string | null>(null);

function kept(): Scanned | null {
  try {
    const found = JSON.parse(sessionStorage.getItem(kName) ?? 'null') as Partial<Scanned> | null;
    return found && found.login !== undefined ? (found as Scanned) : null; // one without a login proves nothing
  } catch {
    return null;
  }
}

function keep(now: Scanned | null): void {
  scanned.value = now;
  try {
    if (now) sessionStorage.setItem(kName, JSON.stringify(now));
    else sessionStorage.removeItem(kName);
  } catch {
    return; // a private window: it is known until the page is left
  }
}

export function note_scanned(zone: string): void {
  keep({ zone, at: Date.now(), login: me.value });
}

// Who is signed in from now on.
export function proves_for(login: string): void {
  me.value = login;
  if (scanned.value === null || scanned.value.login === login) return;
  keep(scanned.value.login === null ? { ...scanned.value, login } : null);
}

// Nobody is any more: what somebody proved goes with them.
export function proves_for_nobody(): void {
  me.value = null;
  if (scanned.value?.login != null) keep(null);
}

export function scanned_zone(now = Date.now()): string | null {
  const is_mine = scanned.value !== null && scanned.value.login === me.value && me.value !== null;
  return is_mine && now - scanned.value!.at < kHoldsMs ? scanned.value!.zone : null;
}
