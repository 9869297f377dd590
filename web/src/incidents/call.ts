// The call itself: where, by which plan, real or drill. It goes out at once and asks for nothing that could wait; photos follow into the log.
import { computed, onMounted, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue';
import { api, ask, once, type Params } from '@/api/client';
import type { EmergencyPlan, Incident } from '@/api/types';
import { use_deed, type Deed } from '@/parts/deed';
import { fitting_first } from './order';

export type Exercise = Incident['exercise'];
export interface Body {
  exercise: Exercise;
  zone: string;
  plan?: string;
  what?: string;
  alarm?: number;
}

// Each post once, in the order of the cards.
export const called_posts = (plan: Pick<EmergencyPlan, 'cards'>): string[] => [...new Set(plan.cards.map((card) => card.post))];

export function body_of(said: { exercise: Exercise; zone: string; plan: EmergencyPlan | null; what: string; alarm: number | null }): Body {
  const what = said.what.trim();
  return { exercise: said.exercise, zone: said.zone, ...(said.plan ? { plan: said.plan.name } : {}), ...(what ? { what } : {}), ...(said.alarm !== null ? { alarm: said.alarm } : {}) };
}

export interface Call {
  zone: Ref<string>;
  drill: Ref<boolean>;
  what: Ref<string>;
  plans: ShallowRef<EmergencyPlan[] | null>; // null: not known
  asked: Ref<boolean>; // there was an answer, or none will come: nothing moves under the finger any more
  fitting: ComputedRef<EmergencyPlan[]>;
  others: ComputedRef<EmergencyPlan[]>;
  chosen: Ref<string | null>; // name of the plan; empty: none of them; null: not chosen yet
  plan: ComputedRef<EmergencyPlan | null>;
  ready: ComputedRef<boolean>;
  deed: Deed;
  read: () => Promise<void>;
  send: () => Promise<Incident | null>;
}

export function use_call(begun: { unknown: string; zone: string; what: string; alarm: number | null; drill: boolean }): Call {
  const zone = ref(begun.zone);
  const drill = ref(begun.drill);
  const what = ref(begun.what);
  const chosen = ref<string | null>(null);
  const plans: ShallowRef<EmergencyPlan[] | null> = shallowRef(null);
  const asked = ref(false);
  const deed = use_deed();
  let latest = 0;

  // A help: without an answer it can still be called without a plan.
  async function read(): Promise<void> {
    const mine = ++latest;
    const found = await ask(api.GET('/emergency-plans', { params: { query: zone.value ? { zone: zone.value } : {} } })).catch(() => null);
    if (mine !== latest) return;
    asked.value = true;
    plans.value = found ? [...found.items].sort(fitting_first) : plans.value;
    if (chosen.value && !plans.value?.some((each) => each.name === chosen.value)) chosen.value = null;
  }
  watch(zone, read);
  onMounted(read);

  const plan = computed(() => plans.value?.find((each) => each.name === chosen.value) ?? null);
  const post = once((params: Params<undefined>, body: Body) => ask(api.POST('/incidents', { params, body })));
  async function send(): Promise<Incident | null> {
    let made: Incident | null = null;
    const body = body_of({ exercise: drill.value ? 'drill' : 'real', zone: zone.value, plan: plan.value, what: what.value || (plan.value ? '' : begun.unknown), alarm: begun.alarm });
    await deed.run(async () => void (made = await post(undefined, body)));
    return made;
  }
  return {
    zone,
    drill,
    what,
    plans,
    asked,
    fitting: computed(() => (plans.value ?? []).filter((each) => each.fits && zone.value !== '')),
    others: computed(() => (plans.value ?? []).filter((each) => !each.fits || zone.value === '')),
    chosen,
    plan,
    ready: computed(() => zone.value !== '' && (plan.value !== null || chosen.value === '')),
    deed,
    read,
    send,
  };
}
