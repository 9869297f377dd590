// A check being filled in: what is still missing, and what is sent of it. Pure.
import type { Check } from '@/api/types';
import type { Form } from './round_kept';
import type { Judged } from './reading';

export const kEmpty: Form = { result: null, reading: '', note: '', tag: '', signer: '' };
export const kTag = /^[A-Za-z0-9]{3,8}$/;

export type Missing = 'result' | 'reading' | 'reading_unreadable' | 'reading_outside' | 'note' | 'note_beyond' | 'tag';

// The first thing that keeps it from being sent; null: nothing does.
export function missing(check: Check, form: Form, judged: Judged): Missing | null {
  if (judged.kind === 'unreadable') return 'reading_unreadable';
  if (judged.kind === 'outside') return 'reading_outside';
  if (form.result === null) return 'result';
  if (form.result === 'normal' && check.point !== null && judged.kind === 'none') return 'reading';
  if (needs_note(form, judged) && form.note.trim() === '') return form.result === 'normal' ? 'note_beyond' : 'note';
  if (form.tag.trim() !== '' && !kTag.test(form.tag.trim())) return 'tag';
  return null;
}

// Of a hazard the note is its words; a card that was found is no hazard and needs none. What is beyond a limit and yet normal is explained.
export function needs_note(form: Form, judged: Judged): boolean {
  if (form.result === 'normal') return judged.kind === 'read' && judged.beyond.length > 0;
  return form.result === 'other' || (form.result === 'hazard' && form.tag.trim() === '');
}

export function body_of(form: Form, judged: Judged, done_at: string, scanned: boolean): Record<string, unknown> {
  return {
    result: form.result,
    done_at,
    place: scanned ? 'scanned' : 'by-hand',
    note: form.note.trim(),
    ...(judged.kind === 'read' ? { reading: judged.value } : {}),
    ...(form.tag.trim() === '' ? {} : { tag: form.tag.trim().toUpperCase() }),
  };
}

export const is_begun = (form: Form) => form.result !== null || [form.reading, form.note, form.tag, form.signer].some((text) => text.trim() !== '');
