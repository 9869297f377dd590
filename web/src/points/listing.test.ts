import { describe, expect, it } from 'vitest';
import type { Point, PointStatus } from '@/api/types';
import type { Words } from '@/lists/exported';
import { i18n } from '@/text/i18n';
import { point_list } from './exported';
import { fits, sorted, type PointNow, type Wanted } from './listing';

const now = (name: string, zone: string, change: Partial<PointStatus> | null = {}): PointNow => ({
  point: { name, zone, kind: 'combustible-gas', purpose: 'safety', unit: '%LEL', device: 'plc-01', title: { zh: `${name} 可燃气体`, en: 'Gas' } } as Point,
  status: change === null ? undefined : ({ point: name, value: 1, quality: 'good', stale: false, worst: null, source: '2026-11-24T12:00:00Z', ...change } as PointStatus),
});
const points = [now('ch4-02', 'tank-farm'), now('ch4-01', 'boiler', { source: '2026-11-24T11:00:00Z' }), now('ch4-03', 'tank-farm', { worst: 'major' }), now('ch4-04', 'boiler', null)];
const names = (found: PointNow[]) => found.map((each) => each.point.name);
const zone = (name: string) => name;

describe('the list of points', () => {
  it('stands by what is wrong, unless somebody wants it otherwise', () => {
    expect(names(sorted(points, '', zone))).toEqual(['ch4-03', 'ch4-04', 'ch4-02', 'ch4-01']);
    expect(names(sorted(points, '-severity', zone))).toEqual(['ch4-03', 'ch4-04', 'ch4-02', 'ch4-01']);
    expect(names(sorted(points, 'name', zone))).toEqual(['ch4-01', 'ch4-02', 'ch4-03', 'ch4-04']);
    expect(names(sorted(points, '-name', zone))).toEqual(['ch4-04', 'ch4-03', 'ch4-02', 'ch4-01']);
    expect(names(sorted(points, 'zone', zone))).toEqual(['ch4-01', 'ch4-04', 'ch4-02', 'ch4-03']);
    expect(names(sorted(points, '-age', zone))).toEqual(['ch4-04', 'ch4-01', 'ch4-03', 'ch4-02']);
    expect(names(sorted(points, 'age', zone))).toEqual(['ch4-02', 'ch4-03', 'ch4-01', 'ch4-04']);
  });
  it('has what fits all that is asked', () => {
    const found = (wanted: Partial<Wanted>) => names(points.filter((each) => fits(each, { zones: null, kind: '', abnormal: '', words: '', ...wanted })));
    expect(found({ zones: new Set(['boiler']) })).toEqual(['ch4-01', 'ch4-04']);
    expect(found({ abnormal: '1' })).toEqual(['ch4-03', 'ch4-04']);
    expect(found({ words: ' CH4-02 ' })).toEqual(['ch4-02']);
    expect(found({ words: '可燃', kind: 'oxygen' })).toEqual([]);
  });
  it('is taken away with a word for each column, and an unknown value as none', () => {
    const words = { t: (key: string) => i18n.global.t(key), time: (at: string) => at, zone, text: (both: { zh: string }) => both.zh } as unknown as Words;
    expect(point_list.titles(words).some((title) => title.startsWith('lists.'))).toBe(false);
    const [known, unknown] = [point_list.row(points[2]!, words), point_list.row(points[3]!, words)];
    expect([known.length, unknown.length]).toEqual([point_list.titles(words).length, point_list.titles(words).length]);
    expect([known[5], known[9], unknown[5], unknown[9]]).toEqual(['1', '2026-11-24T12:00:00Z', '', '']);
  });
});
