// How the safety rules stand: read when somebody looks, and again after every event that may concern them.
import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import { api, ask } from '@/api/client';
import type { SiteRules } from '@/api/types';

export const use_rules = defineStore('rules', () => {
  const rules = shallowRef<SiteRules | null>(null);
  async function load(): Promise<SiteRules> {
    return (rules.value = await ask(api.GET('/site/rules')));
  }
  return { rules, load };
});
