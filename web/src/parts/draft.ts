// What was typed into a form and not saved yet, kept on this device until it is saved or dropped.

export interface Draft<T> {
  version: number; // that it was begun on; 0: of a new record
  form: T;
}

const key = (name: string) => `davy.draft.${name}`;

export function kept_draft<T>(name: string): Draft<T> | null {
  try {
    return JSON.parse(localStorage.getItem(key(name)) ?? 'null') as Draft<T> | null;
  } catch {
    return null;
  }
}

// A device that keeps nothing, as a private window, loses the draft and nothing else.
export function keep_draft<T>(name: string, draft: Draft<T>): void {
  try {
    localStorage.setItem(key(name), JSON.stringify(draft));
  } catch {
    return;
  }
}

export function drop_draft(name: string): void {
  localStorage.removeItem(key(name));
}
