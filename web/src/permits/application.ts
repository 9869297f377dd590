// An application in the making: what is typed, what the server says would become of it, and the sending. Nothing typed is lost.
import { computed, onUnmounted, reactive, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue';
import { api, ask, once, Refused, type Params } from '@/api/client';
import type { Permit, PermitDraft, PermitPreview } from '@/api/types';
import { use_deed, type Deed } from '@/parts/deed';
import { drop_draft, keep_draft, kept_draft } from '@/parts/draft';
import { use_photos, type Photos } from '@/parts/photos';
import { use_live } from '@/live/live_store';
import { draft_of, empty_form, problems_at, shown_problems, touched, unreadable_in, type FieldProblem, type Form } from './form';

export const kPauseMs = 500; // of typing, before it is asked what would become of it

export interface Application {
  form: Form;
  photos: Photos;
  preview: ShallowRef<PermitPreview | null>; // null: not known
  looking: Ref<boolean>;
  problems: ComputedRef<FieldProblem[]>; // to be shown now
  at: (path: string) => FieldProblem[];
  restored: Ref<boolean>;
  deed: Deed;
  send: () => Promise<Permit | null>;
  drop: () => void;
}

export function use_application(begun: Parameters<typeof empty_form>[0], drafts: string): Application {
  const empty = empty_form(begun);
  const kept = kept_draft<Form>(drafts)?.form;
  const form = reactive<Form>({ ...structuredClone(empty), ...kept });
  const restored = ref(kept !== undefined);
  const photos = use_photos();
  const tried = ref(false);
  const refused = shallowRef<FieldProblem[]>([]);
  const deed = use_deed();
  const { preview, looking, look_later } = use_preview(() => draft_of(form));

  let undone = false; // it was sent or dropped: what follows is no draft
  watch(form, () => {
    if (!undone && touched(form, empty).size > 0) keep_draft<Form>(drafts, { version: 0, form });
    refused.value = [];
    look_later();
  });
  look_later();

  const unreadable = computed(() => unreadable_in(form));
  const all = computed<FieldProblem[]>(() => [...unreadable.value, ...(refused.value.length > 0 ? refused.value : (preview.value?.problems ?? []))]);
  const problems = computed(() => shown_problems(all.value, touched(form, empty), tried.value));
  const post = once((params: Params<undefined>, body: PermitDraft) => ask(api.POST('/permits', { params, body })));

  async function send(): Promise<Permit | null> {
    tried.value = true;
    if (unreadable.value.length > 0) return null;
    let made: Permit | null = null;
    await deed.run(async () => {
      try {
        made = (await post(undefined, draft_of(form, await photos.keep()))) as Permit;
      } catch (error) {
        if (error instanceof Refused) refused.value = (error.problem?.errors ?? []).map((each) => ({ field: each.field, text: each.message }));
        throw error;
      }
    });
    if (made) drop_draft(drafts);
    undone = made !== null;
    return made;
  }
  function drop(): void {
    Object.assign(form, structuredClone(empty));
    photos.clear();
    drop_draft(drafts);
    [restored.value, tried.value] = [false, false];
  }
  return { form, photos, preview, looking, problems, at: (path) => problems_at(problems.value, path), restored, deed, send, drop };
}

// Asked once the typing pauses, and again when a permit beside it changed; the answer to the latest question counts.
function use_preview(draft: () => PermitDraft) {
  const preview: ShallowRef<PermitPreview | null> = shallowRef(null);
  const looking = ref(false);
  let pause: ReturnType<typeof setTimeout> | undefined;
  let latest = 0;

  function look_later(): void {
    const mine = ++latest;
    looking.value = true;
    clearTimeout(pause);
    pause = setTimeout(() => void look(mine), kPauseMs);
  }
  async function look(mine: number): Promise<void> {
    const found = await ask(api.POST('/permits/preview', { params: { header: { 'X-Davy': '1' } }, body: draft() })).catch(() => null);
    if (mine !== latest) return;
    preview.value = found;
    looking.value = false;
  }
  onUnmounted(use_live().listen((message) => message.type === 'events' && message.events.some((e) => e.kind.startsWith('permit.')) && look_later()));
  onUnmounted(() => clearTimeout(pause));
  return { preview, looking, look_later };
}
