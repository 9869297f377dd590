import { describe, expect, it } from 'vitest';
import type { RiskTerm, Severity, ZoneRisk } from '@/api/types';
import { counts, is_current, touches_risk, worst_first } from './zone_risk';

const zone = (name: string, ...terms: [RiskTerm, Severity][]): ZoneRisk => ({
  zone: name, level: terms[0]?.[1] ?? 'low', terms: terms.map(([term, level]) => ({ term, level, reasons: [] })), above_yellow: [],
});

describe('the zones', () => {
  it('stand the worst first', () => {
    const listed = [zone('office'), zone('loading', ['readings', 'major']), zone('tank-farm', ['residual', 'moderate'])].sort(worst_first);
    expect(listed.map((z) => z.zone)).toEqual(['loading', 'tank-farm', 'office']);
  });
  it('stand where the risk arises before what only surrounds it', () => {
    const listed = [zone('plant', ['inside', 'serious']), zone('tank-farm', ['measures', 'serious'])].sort(worst_first);
    expect(listed.map((z) => z.zone)).toEqual(['tank-farm', 'plant']);
    const own = [zone('plant', ['inside', 'serious'], ['residual', 'serious']), zone('tank-farm', ['measures', 'serious'])].sort(worst_first);
    expect(own.map((z) => z.zone)).toEqual(['plant', 'tank-farm']);
  });
  it('are counted by colour', () => {
    expect(counts([zone('a'), zone('b', ['readings', 'major']), zone('c')])).toEqual([['major', 1], ['serious', 0], ['moderate', 0], ['low', 2]]);
  });
});

describe('a judgement', () => {
  const at = '2026-11-24T11:32:00Z';
  it('speaks of now for a minute and a half', () => {
    expect(is_current(at, Date.parse(at) + 89_000)).toBe(true);
    expect(is_current(at, Date.parse(at) + 90_000)).toBe(false);
  });
  it('that has not come speaks of nothing', () => {
    expect(is_current(undefined, 0)).toBe(false);
  });
  it('is made again after what may change it, and not after a notice', () => {
    expect(['measure.failed', 'alarm.raised', 'hazard.closed', 'record.saved', 'fact.told'].every(touches_risk)).toBe(true);
    expect(touches_risk('notice.sent')).toBe(false);
  });
});
