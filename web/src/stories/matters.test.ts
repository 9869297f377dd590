import { describe, expect, it } from 'vitest';
import type { JournalEntry } from '@/api/types';
import { conditions_of, evidence_path, matter_of_subject, matter_path, matters_of, story_path } from './matters';

const record = (seq: number, kind: string, subject: string, body: object = {}): JournalEntry => ({ seq, kind, subject, body: body as JournalEntry['body'], actor: 'system', time: '2026-11-24T11:32:00Z', hash: '' });

describe('a record', () => {
  it('belongs to the matter that it names', () => {
    expect(matter_of_subject('order:21')).toEqual({ kind: 'order', id: 21 });
    for (const subject of ['row:gas-tank-farm', 'system', 'notice:30', 'sealed', 'order:x']) expect(matter_of_subject(subject)).toBeNull();
  });
  it('of a notice belongs to the most particular thing that the notice tells of, and so does what became of it', () => {
    const found = matters_of([record(17, 'alarm.raised', 'alarm:17'), record(18, 'row.tripped', 'row:gas'), record(21, 'order.issued', 'order:21'), record(22, 'notice.issued', 'notice:22', { alarm: 17, order: 21, hazard: 0 }), record(23, 'notice.sent', 'notice:22')]);
    expect([...found]).toEqual([[17, 'alarm:17'], [21, 'order:21'], [22, 'order:21'], [23, 'order:21']]);
  });
  it('of an alarm is read by the condition of that alarm', () => {
    expect([...conditions_of([record(17, 'alarm.raised', 'alarm:17', { condition: 'ch4-03:high' }), record(19, 'alarm.returned', 'alarm:17', { value: 3 })])]).toEqual([['alarm:17', 'ch4-03:high']]);
  });
});

describe('evidence', () => {
  it('that began a matter leads to its story, everything else to its record in the journal', () => {
    expect(evidence_path('alarms', 17)).toBe('/stories/alarm/17');
    expect(evidence_path('hazards', 40)).toBe('/stories/hazard/40');
    for (const of of ['orders-closed', 'trips', 'starts', '']) expect(evidence_path(of, 50)).toBe('/journal?record=50');
  });
  it('has a page of its matter and one of its story', () => {
    expect(matter_path({ kind: 'handover', id: 9 })).toBe('/duty/handovers/9');
    expect(story_path({ kind: 'care', id: 9 })).toBe('/stories/care/9');
  });
});
