import { describe, expect, it } from 'vitest';
import { duration } from '@/text/format';
import { is_of_post, key_of, kStandings, span_ms, standing_at, tally, which_of } from './standing';
import { obligation } from './testing';

const at = (time: string) => Date.parse(`2026-11-24T${time}Z`);

describe('an obligation', () => {
  it('is pending until its time, and overdue from then on, without asking the server again', () => {
    const each = obligation();
    expect(standing_at(each, at('11:41:59'))).toBe('pending');
    expect(standing_at(each, at('11:42:00'))).toBe('pending');
    expect(standing_at(each, at('11:42:01'))).toBe('overdue');
  });
  it('says what is left, and then counts how long it is overdue', () => {
    const each = obligation();
    expect(span_ms(each, at('11:40:00'))).toBe(120_000);
    expect(duration(span_ms(each, at('14:54:00'))!, 'zh')).toBe('3 小时 12 分');
  });
  it('that is overdue is never less so than the server said', () => {
    expect(span_ms(obligation({ standing: 'overdue', late_s: 3600 }), at('11:43:00'))).toBe(3_600_000);
  });
  it('that was done late stays as late as it was', () => {
    const each = obligation({ standing: 'late', late_s: 720, done: { seq: 30, at: '2026-11-24T11:54:00Z', by: 'user:wang.qiang' } });
    expect(standing_at(each, at('23:00:00'))).toBe('late');
    expect(duration(span_ms(each, at('23:00:00'))!, 'en')).toBe('12 min');
  });
  it('without a time stays pending and says no length of time', () => {
    const each = obligation({ step: 'close-hazard', due: null, standard: true });
    expect(standing_at(each, at('23:00:00'))).toBe('pending');
    expect(span_ms(each, at('23:00:00'))).toBeNull();
  });
  it('that was done in time or withdrawn has no length of time', () => {
    for (const standing of ['on-time', 'withdrawn'] as const) expect(span_ms(obligation({ standing }), at('23:00:00'))).toBe(0);
  });
  it('has a name of its own among the equal ones that one record asks for', () => {
    const names = [1, 2].map((part) => key_of(obligation({ step: 'sign-permit', part })));
    expect(new Set(names).size).toBe(2);
  });
  it('is of a post as a whole, or of people, which is nobody where none is named', () => {
    expect((['close-order', 'close-hazard', 'restore-data', 'accept-order'] as const).map((step) => is_of_post(obligation({ step, people: [] })))).toEqual([true, true, true, false]);
  });
  it('says which time it is, which signature and which card', () => {
    expect(which_of(obligation())).toBeNull();
    expect(which_of(obligation({ round: 2 }))).toEqual({ key: 'stories.round_n', n: 2 });
    expect(which_of(obligation({ step: 'sign-permit', part: 3 }))).toEqual({ key: 'stories.signature_n', n: 3 });
    expect(which_of(obligation({ step: 'do-card', part: 2 }))).toEqual({ key: 'stories.card_n', n: 2 });
  });
});

describe('the tally of a chain', () => {
  it('counts each once, by how it stands now', () => {
    const chain = [obligation(), obligation({ standing: 'late' }), obligation({ standing: 'on-time' }), obligation({ standing: 'withdrawn' })];
    expect(tally(chain, at('11:40:00'))).toEqual({ overdue: 0, late: 1, 'on-time': 1, pending: 1, withdrawn: 1 });
    expect(tally(chain, at('12:00:00')).overdue).toBe(1);
    expect(Object.keys(tally([], 0)).sort()).toEqual([...kStandings].sort());
  });
});
