// Which matter a record is about, and where a matter has its pages. Pure.
import type { JournalEntry, MatterKind, MatterRef } from '@/api/types';

export const kMatterKinds: readonly MatterKind[] = ['alarm', 'order', 'hazard', 'permit', 'care', 'check', 'handover', 'incident', 'training'];

export const matter_key = (matter: Pick<MatterRef, 'kind' | 'id'>) => `${matter.kind}:${matter.id}`;
export const story_path = (matter: Pick<MatterRef, 'kind' | 'id'>) => `/stories/${matter.kind}/${matter.id}`;

export const is_matter_kind = (name: unknown): name is MatterKind => (kMatterKinds as readonly unknown[]).includes(name);

const kPages: Record<MatterKind, string> = { alarm: '/alarms', order: '/orders', hazard: '/hazards', permit: '/permits', care: '/care', check: '/checks', handover: '/duty/handovers', incident: '/incidents', training: '/trainings' };
export const matter_path = (matter: Pick<MatterRef, 'kind' | 'id'>) => `${kPages[matter.kind]}/${matter.id}`;

// "order:21": the matter itself; null for what is none.
export function matter_of_subject(subject: string): Pick<MatterRef, 'kind' | 'id'> | null {
  const [kind, id] = subject.split(':');
  return is_matter_kind(kind) && /^\d+$/.test(id ?? '') ? { kind, id: Number(id) } : null;
}

// What a notice is about: the most particular of what it names.
const kOfNotice: readonly MatterKind[] = ['training', 'incident', 'permit', 'check', 'care', 'hazard', 'order', 'alarm'];

// The matter of each record, by sequence; what is about none of them is left out. A notice belongs to what it tells of, and so does what became of it.
export function matters_of(records: readonly JournalEntry[]): Map<number, string> {
  const found = new Map<number, string>();
  const of_notice = new Map<string, string>();
  for (const record of records) {
    const own = matter_of_subject(record.subject);
    if (own) {
      found.set(record.seq, matter_key(own));
      continue;
    }
    if (record.kind === 'notice.issued') {
      const kind = kOfNotice.find((each) => Number(record.body[each as keyof typeof record.body] ?? 0) > 0);
      if (kind) of_notice.set(record.subject, `${kind}:${Number(record.body[kind as keyof typeof record.body])}`);
    }
    const told_of = of_notice.get(record.subject);
    if (told_of) found.set(record.seq, told_of);
  }
  return found;
}

// The condition of each alarm, by which its readings are said.
export function conditions_of(records: readonly JournalEntry[]): Map<string, string> {
  return new Map(records.filter((each) => each.kind === 'alarm.raised').map((each) => [`alarm:${each.seq}`, String((each.body as { condition?: unknown }).condition ?? '')]));
}

// Where a record of a review is best read: the story of what it began, else the journal.
const kBegins: Record<string, MatterKind> = { alarms: 'alarm', orders: 'order', hazards: 'hazard', permits: 'permit', incidents: 'incident', drills: 'incident' };
export function evidence_path(of: string, seq: number): string {
  const kind = kBegins[of];
  return kind ? story_path({ kind, id: seq }) : `/journal?record=${seq}`;
}
