// The courses that there are, by name.
import { computed } from 'vue';
import { api, ask } from '@/api/client';
import { use_load } from '@/parts/load';

const kPage = 500;
export interface Course {
  id: string;
  name: string;
}

export function use_courses() {
  const read = use_load(async () => {
    const found: Course[] = [];
    for (let after: string | undefined, first = true; first || after; first = false) {
      const page = await ask(api.GET('/records/{kind}', { params: { path: { kind: 'course' }, query: { limit: kPage, ...(after ? { after } : {}) } } }));
      found.push(...page.items.map((each) => ({ id: each.id, name: each.label })));
      after = page.next ?? undefined;
    }
    return found.sort((a, b) => a.name.localeCompare(b.name, 'zh'));
  });
  return { all: computed(() => read.value.value ?? []), known: computed(() => read.value.value !== null), refusal: read.refusal, load: read.load };
}
