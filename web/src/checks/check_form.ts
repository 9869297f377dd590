// The form of one check: everything in it is on this device before it is sent, so that neither a dead browser nor a missing network loses any.
import { computed, onUnmounted, reactive, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue';
import type { Check } from '@/api/types';
import { use_live } from '@/live/live_store';
import { use_sending, type Sending, type Sent } from '@/outbox/sending';
import { use_photos, type Photos } from '@/parts/photos';
import { use_session } from '@/session/session_store';
import { use_site } from '@/site/site_store';
import { body_of, is_begun, kEmpty, missing, type Missing } from './filling';
import { judge, type Judged } from './reading';
import { begun_of, drop_begun, keep_begun, key_of, type Form } from './round_kept';
import { use_round } from './round_store';

export interface CheckForm {
  form: Form;
  photos: Photos;
  voice: ShallowRef<Blob | null>;
  signature: ShallowRef<Blob | null>;
  judged: ComputedRef<Judged>;
  lacks: ComputedRef<Missing | null>;
  ready: Ref<boolean>; // what was begun before is in it
  restored: Ref<boolean>; // and there was something
  keeps: Ref<boolean>; // whether this device keeps what is typed
  sending: Sending;
  send: (scanned: boolean) => Promise<Sent>;
  drop: () => Promise<void>;
}

export function use_check_form(check: Check, scanned_now: () => boolean): CheckForm {
  const live = use_live();
  const site = use_site();
  const session = use_session();
  const round = use_round();
  const login = session.account!.login;
  const key = key_of(login, check.id);
  const form = reactive<Form>({ ...kEmpty });
  const photos = use_photos();
  const voice = shallowRef<Blob | null>(null);
  const signature = shallowRef<Blob | null>(null);
  const sending = use_sending();
  const [ready, restored, keeps] = [ref(false), ref(false), ref(true)];
  const scanned = ref(false);
  let over = false;
  let writing: Promise<void> = Promise.resolve(); // one after the other: the last one stays

  const point = computed(() => (check.point === null ? undefined : site.points.get(check.point)));
  const judged = computed<Judged>(() => (point.value ? judge(form.reading, point.value, site.conditions_of_point.get(point.value.name) ?? []) : { kind: 'none' }));
  const lacks = computed(() => missing(check, form, judged.value));

  async function restore(): Promise<void> {
    const before = await begun_of(key).catch(() => null);
    if (before) {
      Object.assign(form, before.form);
      photos.restore(before.photos);
      [voice.value, signature.value, scanned.value] = [before.voice, before.signature, before.scanned];
      restored.value = true;
    }
    ready.value = true;
    watch([() => ({ ...form }), photos.taken, voice, signature], keep, { deep: true });
  }
  function keep(): void {
    if (over) return;
    const is_something = is_begun(form) || photos.taken.value.length > 0 || voice.value !== null || signature.value !== null;
    scanned.value ||= scanned_now();
    const now = { key, login, form: { ...form }, scanned: scanned.value, photos: photos.taken.value.map((p) => p.picture), voice: voice.value, signature: signature.value };
    writing = writing
      .then(() => (is_something ? keep_begun(now) : drop_begun(key)))
      .then(
        () => void (keeps.value = true),
        () => void (keeps.value = false),
      );
  }

  async function send(is_scanned: boolean): Promise<Sent> {
    const body = body_of(form, judged.value, new Date(live.now).toISOString(), is_scanned || scanned.value);
    const sent = await sending.send({
      kind: 'check.record',
      path: `/checks/${check.id}/record`,
      title: check.what,
      body,
      photos: photos.taken.value.map((p) => p.picture),
      signature: signature.value,
      voice: voice.value,
    });
    if (sent.type !== 'refused') await drop();
    return sent;
  }
  async function drop(): Promise<void> {
    over = true;
    await writing;
    await drop_begun(key).catch(() => undefined);
    await round.look();
  }
  void restore();
  onUnmounted(() => void writing.then(round.look));
  return { form, photos, voice, signature, judged, lacks, ready, restored, keeps, sending, send, drop };
}
