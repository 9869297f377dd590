// What somebody types into a form, kept on this device under their login until it is sent or dropped (draft.ts): a reload or a walk to another page loses
// nothing. Passwords and codes are never part of such a form.
import { ref, watch, type Ref } from 'vue';
import { use_session } from '@/session/session_store';
import { drop_draft, keep_draft, kept_draft } from './draft';

export interface FormDraft {
  restored: Ref<boolean>; // something typed before is here again
  drop: () => void; // it was sent, or is not wanted: the form is as it began
}

// `form` is reactive, of plain values; a `reactive({ a_ref })` does as well. `worth`: whether there is anything to keep; unless said, when it is not as it began.
export function use_form_draft<T extends object>(what: string, form: T, worth?: () => boolean): FormDraft {
  const name = `${what}.${use_session().account?.login}`;
  const written = () => JSON.stringify(form);
  const begun = written();
  const kept = kept_draft<Partial<T>>(name)?.form;
  const fields = Object.keys(form) as (keyof T)[];
  const take = (from: Partial<T>) => fields.forEach((field) => from[field] !== undefined && (form[field] = from[field] as T[keyof T])); // a field that an older console knew is none
  if (kept) take(kept);
  const restored = ref(kept !== undefined);
  watch(
    () => form,
    () => ((worth?.() ?? written() !== begun) ? keep_draft(name, { version: 0, form }) : drop_draft(name)),
    { deep: true },
  );
  function drop(): void {
    take(JSON.parse(begun) as T);
    restored.value = false;
    drop_draft(name);
  }
  return { restored, drop };
}
