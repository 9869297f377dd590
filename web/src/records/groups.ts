// The kinds of records as people look for them: what belongs together stands together, in the order of its work; kinds of the site's own packs come last.
import type { RecordKind } from '@/api/types';
import type { Language } from '@/text/format';

export type Group = keyof typeof kGroups | 'other';
const kGroups = {
  people: ['organisation-unit', 'person', 'qualification', 'outside-training', 'contractor'],
  training: ['course', 'course-section', 'question', 'training-plan'],
  risk: ['risk-unit', 'risk-object', 'risk-event', 'risk-measure', 'risk-point', 'inspection-route'],
  equipment: ['device-card', 'device-class', 'care-plan', 'spare-part'],
  materials: ['material', 'material-conflict', 'storage-place', 'hazard-unit'],
  emergency: ['emergency-plan', 'emergency-contact', 'supply'],
} as const satisfies Record<string, readonly string[]>;

export function in_groups(kinds: readonly RecordKind[], language: Language): { group: Group; kinds: RecordKind[] }[] {
  const by_name = new Map(kinds.map((kind) => [kind.kind, kind]));
  const known = Object.entries(kGroups).map(([group, names]) => ({ group: group as Group, kinds: names.flatMap((name) => by_name.get(name) ?? []) }));
  const placed = new Set<string>(Object.values(kGroups).flat());
  const { compare } = new Intl.Collator(language === 'zh' ? 'zh-u-co-pinyin' : 'en');
  const others = kinds.filter((kind) => !placed.has(kind.kind)).sort((a, b) => compare(a.title[language], b.title[language]));
  return [...known, { group: 'other' as const, kinds: others }].filter((each) => each.kinds.length > 0);
}
