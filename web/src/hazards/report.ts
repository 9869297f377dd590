// A report in the making: what is typed and taken, what is already known of the place, and the sending. Nothing typed is lost when it cannot be sent.
import { useI18n } from 'vue-i18n';
import { onUnmounted, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import { api, ask, once, type Params } from '@/api/client';
import type { Hazard } from '@/api/types';
import type { Metres } from '@/plan/plan_map';
import { use_deed, type Deed } from '@/parts/deed';
import { drop_draft, keep_draft, kept_draft } from '@/parts/draft';
import { use_draft_photos } from '@/parts/draft_photos';
import { use_photos, type Photos } from '@/parts/photos';
import { use_sending, type Sending } from '@/outbox/sending';
import { use_site } from '@/site/site_store';
import { time_of_field } from '@/text/format';
import { words_of } from './words';

export const kPauseMs = 500; // of typing, before the likely repeats are looked for

export interface Begun {
  zone: string;
  point: string | null;
  drafts: string; // under which name the draft of this person is kept
  near?: string | null; // where the person was last known to stand: taken where neither this nor a draft says a zone
}

export interface Report {
  zone: Ref<string>;
  what: Ref<string>;
  spot: ShallowRef<Metres | null>; // where exactly
  found: Ref<string>; // when it was seen first, as a field of the form in site time; empty: not said
  anonymous: Ref<boolean>;
  photos: Photos;
  similar: ShallowRef<Hazard[]>;
  sent: ShallowRef<Hazard | null>;
  kept: Ref<boolean>; // the last one waits in the outbox
  deed: Deed; // of a report without a name
  sending: Sending; // of a named one
  send: () => Promise<void>;
  another: () => void;
}

interface Body {
  zone: string;
  what: string;
  photos: string[];
  point?: string;
  x_m?: number;
  y_m?: number;
  found?: string;
  anonymous: boolean;
}
type Typed = { zone: string; what: string; spot?: Metres | null; found?: string };

export function use_report(begun: Begun): Report {
  const { t } = useI18n();
  const draft = kept_draft<Typed>(begun.drafts)?.form;
  const zone = ref(begun.zone || draft?.zone || begun.near || '');
  const what = ref(draft?.what ?? '');
  const spot: ShallowRef<Metres | null> = shallowRef(zone.value === draft?.zone ? (draft.spot ?? null) : null); // of that zone's plan
  const found = ref(draft?.found ?? '');
  const anonymous = ref(false);
  const site = use_site();
  const photos = use_photos();
  const kept_photos = use_draft_photos(begun.drafts, photos, () => !anonymous.value);
  const similar: ShallowRef<Hazard[]> = shallowRef([]);
  const sent: ShallowRef<Hazard | null> = shallowRef(null);
  const kept = ref(false);
  const deed = use_deed();
  const sending = use_sending();
  const post = once((params: Params<undefined>, body: Body) => ask(api.POST('/hazards', { params, body })));

  // The draft of a report without a name would name its writer to the next one at this device.
  function keep(): void {
    const is_as_begun = (zone.value === begun.zone || zone.value === begun.near) && what.value === '' && spot.value === null && found.value === '';
    if (anonymous.value || is_as_begun) drop_draft(begun.drafts);
    else keep_draft<Typed>(begun.drafts, { version: 0, form: { zone: zone.value, what: what.value, spot: spot.value, found: found.value } });
  }

  let pause: ReturnType<typeof setTimeout> | undefined;
  let latest = 0;
  function look_later(): void {
    const mine = ++latest;
    similar.value = [];
    clearTimeout(pause);
    if (zone.value !== '' && what.value.trim() !== '') pause = setTimeout(() => void look(mine), kPauseMs);
  }
  // A help and no more: a report can be sent without it.
  async function look(mine: number): Promise<void> {
    const query = { zone: zone.value, what: what.value.trim(), ...spot.value };
    const alike = await ask(api.GET('/hazards/similar', { params: { query } })).catch(() => null);
    if (alike && mine === latest) similar.value = alike.items;
  }
  watch([zone, what, spot, found, anonymous], keep);
  watch([zone, what, spot], look_later, { immediate: true });
  onUnmounted(() => clearTimeout(pause));

  // One without a name is never written down here: this device knows whose it is.
  async function send(): Promise<void> {
    const about = begun.point !== null && zone.value === begun.zone ? { point: begun.point } : {};
    const when = found.value === '' ? {} : { found: time_of_field(found.value, site.utc_offset_s) };
    const body = { zone: zone.value, what: what.value.trim(), ...about, ...spot.value, ...when, anonymous: anonymous.value };
    if (anonymous.value) {
      await deed.run(async () => over(await post(undefined, { ...body, photos: await photos.keep() })));
      return;
    }
    const outcome = await sending.send({ kind: 'hazard.report', path: '/hazards', title: words_of(body, t), body, photos: photos.taken.value.map((p) => p.picture) });
    if (outcome.type === 'refused') return;
    kept.value = outcome.type === 'waits';
    over(outcome.type === 'done' ? (outcome.answer as Hazard) : null);
  }
  function over(made: Hazard | null): void {
    sent.value = made;
    what.value = '';
    spot.value = null;
    found.value = '';
    anonymous.value = false;
    drop_draft(begun.drafts);
    void kept_photos.drop();
  }
  function another(): void {
    sent.value = null;
    kept.value = false;
  }
  return { zone, what, spot, found, anonymous, photos, similar, sent, kept, deed, sending, send, another };
}
