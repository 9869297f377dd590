// A permit for the tests of this folder: hot work of the first level that nobody has signed yet.
import type { Permit, PermitSignature } from '@/api/types';

const signature = (step: number, role: PermitSignature['role'], purpose: PermitSignature['purpose'], post: string | null): PermitSignature => ({ step, role, purpose, post, title: post ? { zh: post, en: post } : null, by: null, at: null, opinion: '', on_site: null, fix: null });

export function sample_permit(change: Partial<Permit> = {}): Permit {
  return {
    id: 7, kind: 'hot-work', level: 'first', upgraded: [], grounds: { hot_place: 'explosion-area', height_m: 0, load_t: 0, depth_m: 0 }, zone: 'tank-farm', place: { x_m: 40, y_m: 20, radius_m: 3, bottom_m: 0, top_m: 2 }, outdoors: true,
    what: '护栏补焊', unit: '维修班', lead: 'wang', guardian: 'zhao', workers: ['zhang-san'], coordinator: null, related: [], activities: [], from: '2026-11-24T12:00:00Z', until: '2026-11-24T18:00:00Z', analysis: [], details: [], points: ['ch4-01'], others: [], photos: [], isolations: [], no_isolation: null, untrained: [], ending: [],
    state: 'preparing', over: false, stopped: null, next: { step: 1, role: 'lead', purpose: 'lead', post: null }, applied: '2026-11-24T11:00:00Z', applied_by: 'wang', started: null, ended: null, ended_reason: '', completion: null, accept_post: null, acceptance: null,
    measures: [{ number: 1, clause: '5.2.1', text: { zh: '清除可燃物', en: 'Clear' }, applies: null, by: null, at: null, remark: '', photos: [], figures: [] }],
    tests: [], briefing: [], signatures: [signature(1, 'lead', 'lead', null), signature(2, 'unit', 'consent', 'team-lead'), signature(3, 'safety', 'approval', 'safety-officer'), signature(4, 'shift', 'shift-check', 'team-lead')],
    stops: [], guarded: null, dues: [], history: [], live: true, at: '2026-11-24T11:30:00Z', faults: [], missing: [{ zh: '还有 1 条安全措施未确认', en: '1 measure is not confirmed yet' }, { zh: '还有 4 步签字', en: '4 signatures are to come' }], detectors: [], conflicts: [],
    ...change,
  };
}
