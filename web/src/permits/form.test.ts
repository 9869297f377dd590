import { describe, expect, it } from 'vitest';
import { begin_at, draft_of, empty_form, hours_after, new_line, problems_at, shown_problems, touched, unreadable_in, type Form } from './form';

const begun = empty_form({ kind: 'hot-work', zone: '', lead: 'wang', from: '2026-11-24T12:00:00.000Z', until: '2026-11-24T14:00:00.000Z' });
const typed = (change: Partial<Form>): Form => ({ ...structuredClone(begun), ...change });
const wrong = (field: string) => ({ field, text: { zh: field, en: field } });

describe('an application', () => {
  it('becomes the request, without what nobody typed', () => {
    const form = typed({
      zone: 'tank-farm', spot: { x_m: 41.5, y_m: 22 }, radius_m: '2,5', what: ' 补焊 ', unit: '维修班', guardian: 'zhao', workers: ['zhang-san'], hot_place: 'running',
      analysis: [{ step: '焊接', danger: '火花', measure: '接火盆', residual: 'low' }, new_line()], isolations: [{ kind: 'blind', place: ' F3 ' }, { kind: 'valve', place: ' ' }], details: { method: '电焊', part: ' ' }, others: ['', ' 专人看护 '],
    });
    expect(draft_of(form, ['photo-1'])).toEqual({
      kind: 'hot-work', level: null, grounds: { hot_place: 'running', height_m: 0, load_t: 0, depth_m: 0 }, zone: 'tank-farm', place: { x_m: 41.5, y_m: 22, radius_m: 2.5, bottom_m: 0, top_m: 2 }, outdoors: true, what: '补焊', unit: '维修班', lead: 'wang', guardian: 'zhao',
      workers: ['zhang-san'], coordinator: null, related: [], activities: [], from: begun.from, until: begun.until, analysis: [{ step: '焊接', danger: '火花', measure: '接火盆', residual: 'low' }], details: [{ field: 'method', text: '电焊' }], points: [], others: ['专人看护'], isolations: [{ kind: 'blind', place: 'F3' }], no_isolation: null, photos: ['photo-1'],
    });
  });
  it('says of its grounds only what the kind asks for', () => {
    const all = { hot_place: 'running' as const, height_m: '12', factors: ['wind' as const], load_t: '50', depth_m: '2' };
    expect(draft_of(typed({ ...all, kind: 'height' })).grounds).toEqual({ hot_place: 'elsewhere', height_m: 12, factors: ['wind'], load_t: 0, depth_m: 0 });
    expect(draft_of(typed({ ...all, kind: 'lifting', level: 'first' }))).toMatchObject({ level: 'first', grounds: { height_m: 0, load_t: 50, depth_m: 0 } });
    expect(draft_of(typed({ ...all, kind: 'excavation' })).grounds).toMatchObject({ hot_place: 'running', load_t: 0, depth_m: 2 }); // 11.10
    expect(draft_of(typed({ ...all, kind: 'temporary-power' })).grounds).toMatchObject({ hot_place: 'running', height_m: 0 });
  });
  it('names what was typed for a number and is none', () => {
    const fields = (change: Partial<Form>) => unreadable_in(typed(change)).map((each) => each.field);
    expect(fields({ radius_m: '1,200', top_m: '2,5', bottom_m: '' })).toEqual(['place.radius_m']);
    expect(fields({ kind: 'height', height_m: '1,200', load_t: 'x' })).toEqual(['grounds.height_m']);
    expect(fields({})).toEqual([]);
  });
  it('leaves a place that nobody marked for the server to miss', () => {
    expect(draft_of(begun).place).toEqual({ radius_m: 3, bottom_m: 0, top_m: 2 });
  });
  it('shows a problem at its field, and below a path at the path', () => {
    const problems = [wrong('grounds.hot_place'), wrong('details.method'), wrong('factors[0]'), wrong('until'), wrong('')];
    expect(problems_at(problems, 'grounds')).toHaveLength(1);
    expect(problems_at(problems, 'details.method')).toHaveLength(1);
    expect(problems_at(problems, 'detail')).toEqual([]);
    expect(problems_at(problems, 'factors')).toHaveLength(1);
  });
  it('complains only of what somebody was at, until it was tried to send', () => {
    const problems = [wrong('place'), wrong('grounds.height_m'), wrong('what')];
    expect(touched(begun, begun).size).toBe(0);
    const was_at = touched(typed({ radius_m: '900', height_m: '1' }), begun);
    expect([...was_at].sort()).toEqual(['grounds', 'place']);
    expect(shown_problems(problems, was_at, false).map((each) => each.field)).toEqual(['place', 'grounds.height_m']);
    expect(shown_problems(problems, was_at, true)).toEqual(problems);
  });
  it('begins at a round time', () => {
    expect(begin_at(Date.parse('2026-11-24T12:04:07Z'))).toBe('2026-11-24T12:00:00.000Z');
    expect(begin_at(Date.parse('2026-11-24T12:05:00Z'))).toBe('2026-11-24T12:05:00.000Z');
    expect(hours_after('2026-11-24T12:05:00Z', 8)).toBe('2026-11-24T20:05:00.000Z');
  });
});
