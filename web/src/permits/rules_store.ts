// What the standard and the site say of special work; read once.
import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import { api, ask } from '@/api/client';
import type { PermitKind, PermitRules } from '@/api/types';

export const use_permit_rules = defineStore('permit_rules', () => {
  const rules = shallowRef<PermitRules | null>(null);
  const by_kind = computed(() => new Map((rules.value?.kinds ?? []).map((each) => [each.kind, each])));
  const of = (kind: PermitKind) => by_kind.value.get(kind) ?? null;
  async function load(): Promise<void> {
    rules.value ??= await ask(api.GET('/permit-rules'));
  }
  return { rules, of, load };
});
