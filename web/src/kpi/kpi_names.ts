// What a row of figures is called: a person by name, a post or zone by its title.
import type { Kpi, KpiRow } from '@/api/types';
import { use_people } from '@/duty/people_store';
import { use_words } from '@/text/words';

export function use_kpi_names() {
  const { text, post, zone } = use_words();
  const people = use_people();
  const named = (by: Kpi['by'], name: string) => (by === 'person' ? people.name(name) : by === 'post' ? post(name) : zone(name));
  const who = (by: Kpi['by'], row: KpiRow) => text(row.title) || named(by, row.name) || '—';
  return { named, who };
}
