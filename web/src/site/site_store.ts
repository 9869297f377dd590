// The plant as it was loaded, found by name.
import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import { api, ask } from '@/api/client';
import type { Actuator, Condition, Point, Row, Site, Zone } from '@/api/types';

const by_name = <T extends { name: string }>(items: readonly T[] | undefined) => new Map((items ?? []).map((item) => [item.name, item]));

export const use_site = defineStore('site', () => {
  const site = shallowRef<Site | null>(null);

  const zones = computed(() => by_name<Zone>(site.value?.zones));
  const points = computed(() => by_name<Point>(site.value?.points));
  const conditions = computed(() => by_name<Condition>(site.value?.conditions));
  const actuators = computed(() => by_name<Actuator>(site.value?.actuators));
  const rows = computed(() => by_name<Row>(site.value?.rows));
  const posts = computed(() => by_name<Site['posts'][number]>(site.value?.posts));
  const devices = computed(() => by_name<Site['devices'][number]>(site.value?.devices));
  const actuator_of_feedback = computed(() => new Map((site.value?.actuators ?? []).map((a) => [a.feedback, a])));
  const conditions_of_point = computed(() => {
    const found = new Map<string, Condition[]>();
    for (const condition of site.value?.conditions ?? []) {
      const of_point = found.get(condition.point);
      if (of_point) of_point.push(condition);
      else found.set(condition.point, [condition]);
    }
    return found;
  });
  const rows_of_condition = computed(() => {
    const found = new Map<string, Row[]>();
    for (const row of site.value?.rows ?? []) for (const cause of row.causes) found.set(cause, [...(found.get(cause) ?? []), row]);
    return found;
  });
  const utc_offset_s = computed(() => site.value?.utc_offset_s ?? 28800);

  async function load(): Promise<void> {
    site.value = await ask(api.GET('/site'));
  }

  // The zone and all zones inside it.
  function zones_within(name: string): Set<string> {
    const within = new Set([name]);
    for (let grown = true; grown; ) {
      grown = false;
      for (const zone of zones.value.values())
        if (zone.parent !== null && within.has(zone.parent) && !within.has(zone.name)) {
          within.add(zone.name);
          grown = true;
        }
    }
    return within;
  }

  return { site, zones, points, conditions, actuators, rows, posts, devices, actuator_of_feedback, conditions_of_point, rows_of_condition, utc_offset_s, load, zones_within };
});
