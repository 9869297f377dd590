import { describe, expect, it } from 'vitest';
import type { Account, SiteFolder, SiteRules } from '@/api/types';
import { change_in_short, concerns_rules, health_word, is_told_everywhere, kind_of_change, may_propose, may_start_anew, standing_word } from './rules';

const limit = { part: 'condition' as const, name: 'ch4-01:high-high', field: 'limit', from: '50 %LEL', to: '60 %LEL' };
const held = (proposal: number | null): SiteRules => ({
  in_force: 'a',
  standing: 'held',
  accepted: null,
  held: { version: 'b', since: '2026-11-30T08:00:00Z', unreadable: null, errors: null, proposal, proposed_by: null, proposed_because: null, refused: null, refused_by: null, refused_because: null, changes: [limit], additions: [], more: 0, more_additions: 0 },
});
const person = (role: Account['role']): Account => ({ login: 'li', name: 'li', role, posts: [], zones: [] });

describe('a change of a safety rule', () => {
  it('is said as from what to what, and whole ones as new or gone', () => {
    expect(change_in_short(limit)).toBe('ch4-01:high-high limit 50 %LEL → 60 %LEL');
    expect(change_in_short({ part: 'row', name: 'gas-trip', field: null, from: 'needed 1', to: null })).toBe('− gas-trip');
    expect(change_in_short({ part: 'access', name: '', field: 'two-people', from: 'required', to: 'off' })).toBe('access two-people required → off');
  });
  it('is the same where the journal writes nothing as empty text', () => {
    expect(kind_of_change({ part: 'point', name: 'ch4-09', field: '', from: '', to: 'kind combustible-gas' })).toBe('new');
  });
});

describe('rules that wait for two people', () => {
  it('are proposed by safety officers and administrators, and once at a time', () => {
    for (const role of ['safety-officer', 'administrator'] as const) expect(may_propose(held(null), person(role))).toBe(true);
    for (const role of ['worker', 'team-lead', 'equipment-manager', 'manager', 'auditor'] as const) expect(may_propose(held(null), person(role))).toBe(false);
    expect(may_propose(held(7), person('administrator'))).toBe(false);
    expect(may_propose({ ...held(null), held: null }, person('administrator'))).toBe(false);
  });
  it('are no rules while the files have errors: nobody proposes them, and other words say so', () => {
    const rules = held(null);
    const wrong = { ...rules, held: { ...rules.held!, version: '', errors: { zh: 'points.yaml:3:5：错误：键 limt', en: 'points.yaml:3:5: error: found limt' }, changes: [] } };
    expect(may_propose(wrong, person('administrator'))).toBe(false);
    expect([rules, wrong].map(standing_word)).toEqual(['rules.standing.held', 'rules.standing.errors']);
    expect(is_told_everywhere(wrong)).toBe(true);
    expect([health_word('held', wrong), health_word('held', rules), health_word('held', null), health_word('agreed', wrong), health_word(null, null)]).toEqual(['rules.standing.errors', 'rules.standing.held', 'rules.standing.held', 'rules.standing.agreed', 'rules.standing.accepted']);
  });
  it('stand over every page, those that are simply in force do not', () => {
    for (const standing of ['held', 'agreed', 'unagreed'] as const) expect(is_told_everywhere({ ...held(null), standing })).toBe(true);
    for (const standing of ['accepted', 'untold'] as const) expect(is_told_everywhere({ ...held(null), standing })).toBe(false);
  });
  it('are looked at again after what may concern them', () => {
    expect(['site.held', 'consent.asked', 'system.started', 'system.stopped', 'alarm.raised'].map(concerns_rules)).toEqual([true, true, true, false, false]);
  });
});

describe('files that are to take effect now', () => {
  const folder = (brings: SiteFolder['brings']): SiteFolder => ({ version: brings === 'errors' ? null : 'b', in_force: 'a', brings, findings: [], changes: [], additions: [], more: 0, more_additions: 0 });
  it('are asked to by safety officers and administrators of the whole site', () => {
    for (const role of ['safety-officer', 'administrator'] as const) expect(may_start_anew(folder('in-force'), person(role))).toBe(true);
    for (const role of ['worker', 'team-lead', 'equipment-manager', 'manager', 'auditor'] as const) expect(may_start_anew(folder('in-force'), person(role))).toBe(false);
    expect(may_start_anew(folder('in-force'), { ...person('safety-officer'), zones: ['tank-farm'] })).toBe(false);
  });
  it('change something: also when their rules then wait for two people, so that somebody can propose them', () => {
    expect((['errors', 'nothing', 'in-force', 'held'] as const).map((brings) => may_start_anew(folder(brings), person('administrator')))).toEqual([false, false, true, true]);
  });
});
