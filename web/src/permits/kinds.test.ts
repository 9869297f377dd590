import { describe, expect, it } from 'vitest';
import { messages } from '@/text/english';
import { kCauses } from './causes';
import { meeting } from './circles';
import { by_urgency, is_over, is_working, kKinds, kStates, left_of, level_key, levels_of } from './kinds';
import { moments_of } from './history';
import { next_of } from './next_words';
import { notice_said } from './notice_said';
import { sample_permit } from './sample';
import type { PermitConflict, PermitRow } from '@/api/types';

type Tree = { [key: string]: string | Tree };
const word = (language: 'zh' | 'en', key: string): unknown => key.split('.').reduce<string | Tree | undefined>((tree, part) => (typeof tree === 'object' ? tree[part] : undefined), messages[language] as unknown as Tree);
const has_words = (key: string) => typeof word('zh', key) === 'string' && typeof word('en', key) === 'string';

describe('the words of permits', () => {
  it('name every kind, level, state and cause', () => {
    for (const kind of kKinds) {
      expect([kind, has_words(`permits.kind.${kind}`)]).toEqual([kind, true]);
      for (const level of levels_of(kind)) {
        const key = level_key(kind, level);
        if (key) expect([key, has_words(key)]).toEqual([key, true]);
      }
    }
    for (const state of kStates) expect([state, has_words(`terms.permit_state.${state}`)]).toEqual([state, true]);
    for (const cause of kCauses) for (const of of ['cause', 'because', 'go_on']) expect([cause, of, has_words(`permits.${of}.${cause}`)]).toEqual([cause, of, true]);
  });
  it('call levels as the standard does, each within its kind', () => {
    expect(word('zh', level_key('hot-work', 'special')!)).toBe('特级');
    expect(word('zh', level_key('height', 'fourth')!)).toBe('Ⅳ级');
    expect(word('zh', level_key('lifting', 'first')!)).toBe('一级');
    expect(level_key('confined-space', 'none')).toBeNull();
    expect(level_key('lifting', 'special')).toBeNull();
  });
  it('say what comes next in every state', () => {
    for (const state of kStates) expect([state, has_words(`permits.next.${next_of(sample_permit({ state })).key}`)]).toEqual([state, true]);
    const missing = [{ zh: '还缺签字', en: 'signatures' }];
    for (const purpose of ['lead', 'consent', 'approval', 'shift-check'] as const) {
      const next = next_of(sample_permit({ missing, next: { step: 1, role: 'unit', purpose, post: 'x' } }));
      expect([purpose, next.lacks, has_words(`permits.next.${next.key}`)]).toEqual([purpose, [], true]);
    }
    for (const state of ['signed', 'interrupted', 'suspended'] as const) {
      expect(next_of(sample_permit({ state, next: null, missing })).lacks).toEqual(missing);
      expect(has_words(`permits.next.${next_of(sample_permit({ state, next: null, missing: [] })).key}`)).toBe(true);
    }
    expect(next_of(sample_permit()).lacks).toHaveLength(1);
  });
});

describe('permits in order', () => {
  it('come the suspended first, then the open by what ends first', () => {
    const at = (id: number, state: (typeof kStates)[number], until: string) => ({ id, state, until });
    const all = [at(1, 'open', '2026-01-01T09:00:00Z'), at(2, 'preparing', '2026-01-01T07:00:00Z'), at(3, 'suspended', '2026-01-01T12:00:00Z'), at(4, 'open', '2026-01-01T08:00:00Z')];
    expect(all.sort(by_urgency).map((each) => each.id)).toEqual([3, 4, 1, 2]);
    expect([is_working('suspended'), is_working('preparing'), is_over('expired'), is_over('accepted')]).toEqual([true, false, true, false]);
  });
  it('say when they begin, what is left, and since when they are over', () => {
    const permit = { from: '2026-01-01T08:00:00Z', until: '2026-01-01T10:00:00Z' };
    expect(left_of(permit, Date.parse('2026-01-01T07:30:00Z'))).toEqual({ kind: 'before', ms: 1_800_000 });
    expect(left_of(permit, Date.parse('2026-01-01T09:00:00Z'))).toEqual({ kind: 'left', ms: 3_600_000 });
    expect(left_of(permit, Date.parse('2026-01-01T10:00:01Z'))).toEqual({ kind: 'past', ms: 1000 });
  });
});

describe('works that must not meet', () => {
  const place = (x_m: number, radius_m: number) => ({ x_m, y_m: 10, radius_m, bottom_m: 0, top_m: 2 });
  const row = (id: number, x_m: number) => ({ id, kind: 'hot-work', place: place(x_m, 2) }) as PermitRow;
  const clash = { with: 5, rule: 'hot-work-near-venting', clause: '5.2.9', clash: 'forbidden', distance_m: 15, needed_m: 30 } as PermitConflict;
  const say = { own: 'own', other: (each: PermitRow) => `#${each.id}`, gap: (each: PermitConflict) => each.clause };
  it('are drawn with the way between their edges', () => {
    const drawn = meeting(place(10, 3), null, [row(5, 30), row(6, 80)], [clash], say);
    expect(drawn.circles.map((each) => `${each.label} ${each.look}`)).toEqual(['#5 clash', '#6 other', 'own clash']);
    expect(drawn.gaps).toEqual([{ from: { x_m: 13, y_m: 10 }, to: { x_m: 28, y_m: 10 }, label: '5.2.9' }]);
  });
  it('are not drawn twice, nor a way where they touch', () => {
    expect(meeting(place(10, 3), 5, [row(5, 10)], [], say).circles).toHaveLength(1);
    expect(meeting(place(10, 3), null, [row(5, 12)], [clash], say).gaps[0]).toMatchObject({ from: { x_m: 10 }, to: { x_m: 12 } });
    expect(meeting(null, null, [row(5, 12)], [clash], say).gaps).toEqual([]);
  });
});

describe('the story of a permit', () => {
  it('says which step, which measure and why', () => {
    const at = '2026-11-24T12:10:00Z';
    const moment = (seq: number, kind: string) => ({ seq, time: at, actor: 'user:wang', kind });
    const base = sample_permit();
    const permit = sample_permit({
      history: ['permit.measure_confirmed', 'permit.gas_tested', 'permit.signed', 'permit.suspended', 'permit.started'].map((kind, n) => moment(n + 1, kind)),
      measures: [{ ...base.measures[0]!, applies: false, at, remark: '无油' }], tests: [{ taken: at, told: at, analyst: '', by: 'wang', good: false, readings: [], photos: [] }],
      signatures: base.signatures.map((each) => (each.step === 2 ? { ...each, at, by: 'sun', opinion: '同意' } : each)), stops: [{ at, by: null, cause: 'gas', what: 'ch4-01:high', value: 12, resumed: null }],
    });
    const told = moments_of(permit);
    expect(told.map((each) => [each.kind, each.step, each.cause, each.words, each.tone])).toEqual([['measure_confirmed', 1, null, '无油', 'plain'], ['tested_bad', null, null, '', 'bad'], ['signed', 2, null, '同意', 'plain'], ['suspended', null, 'gas', '', 'bad'], ['started', null, null, '', 'good']]);
    for (const each of told) expect([each.kind, has_words(`permits.history.${each.kind}`)]).toEqual([each.kind, true]);
  });
});

describe('a notice about a permit', () => {
  const say = (reason: string, what: string) => notice_said({ reason, what, permit: 7 } as never, { t: (key) => key, condition: (name) => `<${name}>` });
  it('says what it is about', () => {
    expect(say('permit-to-sign', '补焊')).toBe('#7 补焊');
    expect(say('permit-suspended', 'ch4-01:high')).toBe('#7 <ch4-01:high>');
    expect(say('permit-suspended', 'test-overdue')).toBe('#7 permits.cause.test-overdue');
    expect(say('permit-suspended', '有人冒烟')).toBe('#7 有人冒烟');
    expect(say('permit-suspended', 'dense-fog')).toBe('#7 permits.surrounding.dense-fog');
    expect(say('permit-suspended', 'wind')).toBe('#7 permits.cause.level-too-low (permits.upgrade.wind)');
    expect(say('permit-due', 'guardian')).toBe('#7 permits.due.guardian');
  });
});
