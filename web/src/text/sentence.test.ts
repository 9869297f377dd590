import { describe, expect, it } from 'vitest';
import type { JournalEntry } from '@/api/types';
import { i18n } from './i18n';
import { kKinds, sentence, type Names } from './sentence';
import './drill_words';
import './english';
import './training_words';

const t = i18n.global.t as unknown as Names['t'];
const same = (name: string) => name;
const names: Names = {
  t, time: (at) => at.replace(/[TZ]/g, ' ').trim(), reading: (point, value) => `${point}=${value}`, zone: same, mode: same, post: same, row: same, device: same, actuator: same,
  actuator_state: (_, state) => state, condition: same,
};
const kTime = '2026-11-24T11:32:18Z';

// One record of each kind, with the fields that the core writes.
const kBodies: Record<(typeof kKinds)[number], Record<string, unknown>> = {
  'system.started': { program_version: '1.0', site_version: '0123456789abcdef', last_alive: null },
  'system.stopped': { reason: 'asked to', asked_by: '' },
  'clock.leapt': { from: kTime },
  'device.presence': { device: 'rtu-01', presence: 'offline' },
  'account.saved': { login: 'li.na', name: '李娜', role: 'team-lead', posts: [] },
  'alarm.raised': { condition: 'ch4-01:high', zone: 'tank-farm', severity: 'major', onset: kTime, value: 52, rule_version: 'x' },
  'alarm.returned': { alarm: 1, at: kTime, value: 3, latched: false },
  'alarm.acknowledged': { alarm: 1, comment: '' },
  'alarm.reset': { alarm: 1 },
  'alarm.reannunciated': { alarm: 1 },
  'alarm.blinded': { alarm: 1, since: kTime },
  'alarm.sighted': { alarm: 1 },
  'alarm.shelved': { condition: 'ch4-01:high', until: kTime, reason: '标定' },
  'alarm.unshelved': { condition: 'ch4-01:high', ended: 'expired' },
  'alarm.suppressed': { condition: 'ch4-01:high', reason: '停车' },
  'alarm.unsuppressed': { condition: 'ch4-01:high' },
  'alarm.taken_out_of_service': { condition: 'ch4-01:high', reason: '换探头' },
  'alarm.returned_to_service': { condition: 'ch4-01:high' },
  'alarm.found_late': { condition: 'ch4-01:high', began: kTime, ended: null, peak: 61 },
  'alarm.withdrawn': { condition: 'ch4-01:high' },
  'group.joined': { alarm: 5, group: 1, because: 'row' },
  'flood.started': { post: 'operator' },
  'flood.ended': { post: 'operator' },
  'samples.thinned': { run: 1, retention: 'slow', site_version: '0123456789abcdef', until: kTime, points: 2, samples: 1440, summaries: 144, summaries_removed: 0 },
  'record.due': { record: 'supply/foam', name: 'foam', what: 'expiry', post: 'operator', day: '2027-01-31', days_left: 90 },
  'record.saved': { kind: 'person', id: 'li-na', version: 2, reason: '检修' },
  'record.removed': { kind: 'person', id: 'li-na', version: 3, reason: '停车' },
  'alarm.regraded': { alarm: 5, severity: 'major', before: 'moderate', rule: 'gas-beside-heat', others: ['tt-201:high'], impact: {} },
  'mode.set': { zone: '', mode: 'maintenance', reason: '检修', until: null },
  'mode.ended': { zone: 'tank-farm', mode: 'maintenance', ended: 'expired' },
  'fact.told': { fact: 'people', zone: 'tank-farm', value: 3, source: kTime, until: kTime },
  'row.tripped': { row: 'gas', causes: ['ch4-01:high', 'ch4-02:high'], unknowns: [], onset: kTime },
  'row.undecided': { row: 'gas', unknowns: ['ch4-01:high'] },
  'row.decided': { row: 'gas' },
  'row.blocked': { row: 'gas', causes: ['ch4-01:high'], unknowns: [] },
  'row.reset': { row: 'gas' },
  'row.bypassed': { row: 'gas', until: kTime, reason: '检修' },
  'row.bypass_ended': { row: 'gas', ended: 'by-person' },
  'command.requested': { command: '18-105', row: 'gas', actuator: 'xv-101', state: 'closed', effect: 0, attempt: 0, expires: kTime, reason: '' },
  'command.sent': { command: '18-105' },
  'command.accepted': { command: '18-105' },
  'command.observed': { command: '18-105', value: 0, at: kTime },
  'command.failed': { command: '18-105', failure: 'not-observed', detail: '' },
  'effect.exhausted': { row: 'gas', effect: 0 },
  'effect.overruled': { row: 'gas', effect: 0, by: 'fire' },
  'order.issued': { alarm: 1, condition: 'ch4-01:high', zone: 'tank-farm', severity: 'major', post: 'operator', deadline: kTime },
  'order.recurred': { order: 21, alarm: 3 },
  'order.accepted': { order: 21 },
  'order.submitted': { order: 21, note: '已更换填料', photos: [] },
  'order.approved': { order: 21, note: '' },
  'order.rejected': { order: 21, reason: '看不清', deadline: kTime },
  'order.closed': { order: 21 },
  'order.withdrawn': { order: 21, reason: 'the drill is over' },
  'drill.started': { scenario: 'leak', title: { zh: '泄漏', en: 'Leak' }, kind: 'practice', zone: 'tank-farm', plan: '', until: kTime, asked: [], participants: [], pass_percent: 60 },
  'drill.ended': { drill: 70, end: 'completed', because: '', results: [], steps: [], acknowledged_ms: 1000, acted_ms: 2000, score: 90, of: 100, verdict: 'passed' },
  'drill.assessed': { drill: 70, remark: '及时', weak: [] },
  'order.reminded': { order: 21, times: 2 },
  'order.escalated': { order: 21, post: 'team-lead', level: 1 },
  'hazard.reported': { zone: 'tank-farm', what: '护栏松动', photos: [], source: 'routine', place: null, about: {}, post: 'operator', deadline: kTime },
  'hazard.graded': { hazard: 31, grade: 'major', danger: 'fire', handling: 'by-deadline', post: 'operator', deadline: kTime, plan: {} },
  'incident.opened': { exercise: 'drill', plan: 'lng-leak', danger: '0026', level: 'second', zone: 'tank-farm', what: '泄漏', alarm: null, commander: 'li.na', photos: [], report_due: kTime },
  'incident.card_issued': { incident: 41, card: 'shut-off', title: { zh: '切断', en: 'Shut off' }, steps: [], post: 'operator', zone: 'tank-farm', due: kTime },
  'incident.card_taken': { incident: 41, card: 'shut-off' },
  'incident.card_done': { incident: 41, card: 'shut-off', note: '已关', photos: [] },
  'incident.card_overdue': { incident: 41, card: 'shut-off', post: 'operator', times: 2 },
  'incident.level_set': { incident: 41, level: 'first', reason: '扩大' },
  'incident.command_taken': { incident: 41 },
  'incident.evacuation_ordered': { incident: 41, zones: ['tank-farm'], assembly: 'muster-point', people: [{}, {}], counted: [] },
  'incident.person_accounted': { incident: 41, person: 'user:li.na', state: 'missing', zone: '', note: '' },
  'incident.evacuation_ended': { incident: 41, reason: '到齐', open: 0 },
  'incident.noted': { incident: 41, text: '消防车到场', photos: [] },
  'incident.resource_used': { incident: 41, supply: '', what: '吸附棉', quantity: 20, unit: 'kg' },
  'incident.casualties_told': { incident: 41, dead: 0, injured: 1, slight: 0, missing: 0, loss_cny: 0 },
  'incident.report_due': { incident: 41, report: 'first', due: kTime, post: 'manager' },
  'incident.reported': { incident: 41, report: 'follow-up', to: '县应急管理局', how: '电话', text: '', next_due: null },
  'incident.report_waived': { incident: 41, reason: '无伤亡' },
  'incident.ended': { incident: 41, reason: '已切断', open_cards: ['cordon'] },
  'incident.closed': { incident: 41, summary: '及时', lessons: ['垫片'] },
  'hazard.merged': { hazard: 31, into: 30 },
  'hazard.dismissed': { hazard: 31, reason: '新设备本来如此' },
  'hazard.accepted': { hazard: 31 },
  'hazard.rectified': { hazard: 31, note: '已焊牢', photos: [] },
  'hazard.reviewed': { hazard: 31, verdict: 'returned', reason: '仍松动', deadline: kTime },
  'hazard.reviewed_again': { hazard: 31, verdict: 'approved', reason: '', deadline: kTime },
  'hazard.extended': { hazard: 31, deadline: kTime, reason: '等备件' },
  'hazard.extension_asked': { hazard: 31, deadline: kTime, reason: '等备件' },
  'hazard.extension_refused': { hazard: 31, reason: '等备件' },
  'hazard.reminded': { hazard: 31, times: 1 },
  'hazard.supervised': { hazard: 31, post: 'team-lead', level: 1 },
  'hazard.closed': { hazard: 31 },
  'merit.given': { person: 'wang', reason: 'mended-in-time', hazard: 31, month: '2026-11', worth: 3, points: 3 },
  'roster.set': { post: 'operator', first_day: '2026-12-01', last_day: '', cycle: ['day', ''], crews: [] },
  'roster.removed': { post: 'operator', first_day: '2026-12-01' },
  'roster.day_set': { post: 'operator', person: 'wang', day: '2026-12-02', shifts: ['day'] },
  'roster.day_cleared': { post: 'operator', person: 'wang', day: '2026-12-02' },
  'absence.told': { person: 'wang', from: kTime, until: null, reason: '检修' },
  'absence.ended': { absence: 7 },
  'stand_in.appointed': { person: 'zhao', instead_of: 'wang', held_post: '', from: kTime, until: null, reason: '检修' },
  'stand_in.ended': { stand_in: 8 },
  'qualification.due': { qualification: 'q-1', person: 'p-1', login: 'wang', category: 'welding', limit: 'review', day: '2026-12-31', days_left: 30 },
  'handover.offered': { post: 'operator', to: '', change: kTime, matters: [{}] },
  'handover.accepted': { handover: 9, matters: [{}], remark: '接班' },
  'handover.refused': { handover: 9, reason: '看不清' },
  'handover.withdrawn': { handover: 9, reason: '看不清' },
  'evidence.exported': { matter: { kind: 'alarm', id: 17 } },
  'request.done': { request: 'ab12', fingerprint: 'cd34', first: 20 },
  'handover.overdue': { post: 'operator', change: kTime },
  'care.issued': { device: 'gds-01', card: 'gds-01', plan: 'yearly', work: 'calibration', what: '', post: 'operator', zone: 'tank-farm', due: kTime, cause: 'plan', reason: '' },
  'care.overdue': { care: 40, post: 'operator', level: 1 },
  'care.started': { care: 40, conditions: ['ch4-01:high'] },
  'care.still_open': { care: 40, post: 'operator', times: 1 },
  'care.finished': { care: 40, result: 'adjusted', point: 'ch4-01', as_found: 44, as_left: 50, reference: 50, drift: -6, drift_state: 'drift', note: '标定', photos: [], parts: [], replaced: '' },
  'care.abandoned': { care: 40, reason: '停车', end: 'by-person' },
  'device.calibration': { card: 'gds-01', device: 'gds-01', by: '2027-03-10', state: 'overdue' },
  'check.issued': { measure: 'shut-off', name: '联锁切断', what: '标定', zone: 'tank-farm', post: 'operator', point: '', cycle: { every: 2, unit: 'hours' }, first: kTime, due: kTime, missed_at: kTime },
  'check.overdue': { check: 41 },
  'check.missed': { check: 41, post: 'team-lead' },
  'check.withdrawn': { check: 41 },
  'check.recorded': { check: 41, result: 'normal', done_at: kTime, reading: 0.52, note: '', photos: [], voice: '', signature: '', place: 'scanned', tag: '', late: false },
  'seed.planted': { measure: 'shut-off', tag: 'K7X2', until: kTime, remark: '' },
  'seed.removed': { seed: 42 },
  'seed.found': { seed: 42, check: 41, person: 'wang' },
  'seed.overlooked': { seed: 42, check: 41, person: 'wang', by: 'chen' },
  'permit.applied': { kind: 'hot-work', level: 'first', upgraded: [], zone: 'tank-farm', what: '检修', unit: 'x', lead: 'wang', guardian: 'zhao', workers: ['zhang'], from: kTime, until: kTime, others: ['停车'] },
  'permit.measure_confirmed': { permit: 50, measure: 3, applies: true, remark: '', photos: [] },
  'permit.gas_tested': { permit: 50, taken: kTime, analyst: 'chen', readings: [], good: true, photos: [] },
  'permit.briefed': { permit: 50, receivers: ['zhang'], note: '', photos: [] },
  'permit.isolation': { permit: 50, isolation: 2, deed: 'set', what: 'electrical', place: 'MCC-3', lock: 'L-7', on_site: 'scanned', for_permit: null, note: '', photos: [] },
  'permit.signed': { permit: 50, step: 2, role: 'unit', purpose: 'approval', post: 'operator', opinion: '', on_site: 'scanned', next: 'team-lead' },
  'permit.refused': { permit: 50, reason: '看不清', what: '检修', applicant: 'wang' },
  'permit.started': { permit: 50 },
  'permit.interrupted': { permit: 50, reason: '停车' },
  'permit.suspended': { permit: 50, cause: 'gas', what: 'ch4-01:high', value: 26, zone: 'tank-farm', post: 'operator' },
  'permit.resumed': { permit: 50, note: '已恢复' },
  'permit.guarded': { permit: 50, on_site: 'scanned' },
  'permit.due': { permit: 50, what: 'end', at: kTime },
  'permit.finished': { permit: 50, note: '', photos: [], post: 'team-lead' },
  'permit.accepted': { permit: 50, note: '' },
  'permit.returned': { permit: 50, reason: '看不清' },
  'permit.expired': { permit: 50, was_open: false, what: '检修', zone: 'tank-farm', post: 'operator', people: [] },
  'permit.cancelled': { permit: 50, reason: '停车' },
  'permit.archived': { permit: 50 },
  'training.assigned': { person: 'wang', course: 'hydrogen-sulfide', name: '标定', edition: 1, because: 'asked', about: '停车', due: kTime },
  'training.read': { training: 60, section: 'hydrogen-sulfide-1', seconds: 95 },
  'training.exam_started': { training: 60, attempt: 1, questions: ['q-1'], until: kTime },
  'training.exam_finished': { training: 60, attempt: 1, answers: [], right: 7, of: 10, percent: 70, late: false, passed: false },
  'training.passed': { training: 60, person: 'wang', course: 'hydrogen-sulfide', name: '标定', kind: 'daily', edition: 1, hours: 2, valid_until: '', gives: '' },
  'training.failed': { training: 60, attempts: 3, post: 'team-lead' },
  'training.overdue': { training: 60, post: 'team-lead' },
  'training.withdrawn': { training: 60, end: 'by-person', reason: '停车' },
  'consent.asked': { deed: 'bypass', name: 'gas-trip', reason: '标定', until: kTime, lapses: kTime },
  'consent.given': { consent: 70 },
  'consent.refused': { consent: 70, reason: '停车' },
  'consent.lapsed': { consent: 70 },
  'token.issued': { name: 'telegraf', device: '', scopes: ['samples'], expires: null },
  'token.revoked': { name: 'telegraf' },
  'factor.set': { login: 'wang' },
  'factor.removed': { login: 'wang', reason: '停车' },
  'personal.read': { what: 'record', about: 'qualification/c-1' },
  'site.accepted': { version: '3f1c0a9988', sources: 'a', takes: 'required', because: 'two-people', before: 'b', parts: [], changes: [{ part: 'condition', name: 'ch4-01:high', field: 'limit', from: '25 %LEL', to: '30 %LEL' }], additions: [], asked_by: 'li' },
  'site.held': { version: '3f1c0a9988', sources: 'a', takes: 'required', before: 'b', parts: [], changes: [{ part: 'row', name: 'gas-trip', field: '', from: 'needed 1', to: '' }], additions: [], unreadable: '' },
  'site.withdrawn': { version: '3f1c0a9988' },
  'data_key.changed': { before: 'a1b2c3d4', after: 'e5f6a7b8', stage: 'begun', since: kTime },
  'measure.failed': { measure: 'shut-off', name: '联锁切断', zone: 'tank-farm', cause: 'row-bypassed', watch: 'gas-trip' },
  'measure.restored': { measure: 'shut-off' },
  'notice.issued': { reason: 'order-issued', alarm: null, order: 21, condition: 'ch4-01:high', post: 'operator', severity: 'major', urgency: 0 },
  'notice.bundled': { reason: 'alarm-raised', alarm: 17, order: null, condition: 'ch4-01:high', post: 'operator', severity: 'moderate' },
  'notice.sent': { notice: 5, channel: 'display' },
  'notice.dropped': { notice: 5, why: '已恢复' },
  'notice.failed': { notice: 5, channel: 'mail', why: 'timeout' },
  'notice.seen': { notice: 5 },
};

const entry = (kind: string, body: Record<string, unknown>): JournalEntry => ({ seq: 21, time: kTime, actor: 'system', kind, subject: 'x', body: body as JournalEntry['body'], hash: '' });
const say = (language: 'zh' | 'en', kind: string, body: Record<string, unknown>) => {
  i18n.global.locale.value = language;
  return sentence(entry(kind, body), names);
};

describe.each(['zh', 'en'] as const)('every record in %s', (language) => {
  it.each(kKinds)('%s is a whole sentence', (kind) => {
    const said = say(language, kind, kBodies[kind]);
    expect(said).not.toMatch(/[{}]|event\.|terms\.|undefined|null|NaN/);
    expect(/\p{Script=Han}/u.test(said.replace(/泄漏|已关|扩大|到齐|消防车到场|吸附棉|县应急管理局|电话|无伤亡|已切断|及时|李娜|联锁切断|标定|护栏松动|新设备本来如此|已焊牢|仍松动|等备件|停车|换探头|检修|已更换填料|看不清|已恢复|、/g, ''))).toBe(language === 'zh');
  });
});

describe('a sentence', () => {
  it('says why a permit was taken back, of every cause', () => {
    for (const cause of ['gas', 'blind', 'uncalibrated', 'out-of-service', 'unbound', 'bad-test', 'test-overdue', 'guardian-absent', 'level-too-low', 'conflict', 'certificate', 'surroundings', 'person'])
      for (const language of ['zh', 'en'] as const) expect(say(language, 'permit.suspended', { ...kBodies['permit.suspended'], cause })).toMatch(/#50/);
    for (const deed of ['set', 'verified', 'removed', 'kept']) for (const language of ['zh', 'en'] as const) expect(say(language, 'permit.isolation', { ...kBodies['permit.isolation'], deed })).toContain('L-7');
    for (const what of ['guardian', 'gas-test', 'end']) expect(say('en', 'permit.due', { ...kBodies['permit.due'], what })).toContain('11:32:18');
    expect(say('en', 'permit.signed', { ...kBodies['permit.signed'], next: '' })).toContain('all are');
    expect(say('en', 'permit.expired', { ...kBodies['permit.expired'], was_open: true })).toContain('while the work goes on');
  });
  it('tells who was briefed from who signed for it', () => {
    const receipts = [{ worker: 'zhang', signature: '' }];
    expect(say('en', 'permit.briefed', { ...kBodies['permit.briefed'], receipts })).toBe('Permit #50: 1 workers briefed');
    expect(say('en', 'permit.briefed', { ...kBodies['permit.briefed'], receivers: [], receipts })).toBe('Permit #50: 1 workers signed that they were briefed');
    expect(say('zh', 'permit.briefed', { ...kBodies['permit.briefed'], receivers: [], receipts })).toContain('1 名作业人员签字确认');
  });
  it('says that a training went by itself, and whom a late one was told', () => {
    expect(say('en', 'training.withdrawn', { training: 60, end: 'not-needed', reason: '' })).toBe('Training #60 is not needed any more');
    expect(say('en', 'training.overdue', { training: 60, post: '' })).toBe('Training #60 is late');
  });
  it('says how far another data key is', () => {
    expect(say('en', 'data_key.changed', kBodies['data_key.changed'])).toContain('begun: e5f6a7b8 after a1b2c3d4');
    expect(say('zh', 'data_key.changed', { ...kBodies['data_key.changed'], stage: 'finished' })).toContain('更换完成');
  });
  it('says which safety rules changed, by whom, and that they wait', () => {
    expect(say('en', 'site.accepted', kBodies['site.accepted'])).toBe('Agrees to other safety rules 3f1c0a99 that li proposed; in force from the next start on: ch4-01:high limit 25 %LEL → 30 %LEL');
    for (const because of ['first', 'no-rule', 'one-person']) for (const language of ['zh', 'en'] as const) expect(say(language, 'site.accepted', { ...kBodies['site.accepted'], because })).toContain('3f1c0a99');
    expect(say('en', 'site.held', kBodies['site.held'])).toContain('not in force until two people agree: − gas-trip');
    const many = Array.from({ length: 5 }, (_, i) => ({ part: 'row', name: `r${i}`, field: '', from: '', to: 'x' }));
    expect(say('en', 'site.held', { ...kBodies['site.held'], changes: many })).toContain('+ r0; + r1; + r2; … (5)');
    expect(say('zh', 'site.held', { ...kBodies['site.held'], unreadable: 'damaged' })).toContain('无人同意：damaged');
    const damaged = { ...kBodies['site.held'], unreadable: 'damaged', unreadable_zh: '已损坏' };
    expect(say('zh', 'site.held', damaged)).toMatch(/无人同意：已损坏$/);
    expect(say('en', 'site.held', damaged)).toMatch(/agreed to them: damaged$/);
    const wrong = { ...kBodies['site.held'], version: '', changes: [], errors: 'a.yaml: error: found limt', errors_zh: 'a.yaml：错误：键 limt' };
    expect(say('zh', 'site.held', wrong)).toBe('站点文件有错误，没有生效，仍执行已接受的安全规则：a.yaml：错误：键 limt');
    expect(say('zh', 'site.held', { ...wrong, errors_zh: '' })).toContain('：a.yaml: error: found limt');
    expect(say('en', 'site.held', wrong)).toBe('The files have errors and are not in force; the accepted safety rules are: a.yaml: error: found limt');
    expect(say('zh', 'site.held', { ...kBodies['site.held'], changes: [{ part: 'access', name: '', field: 'bypass', from: 'off', to: 'required' }] })).toContain('须两人的事项 bypass off → required');
    expect(say('en', 'consent.asked', { ...kBodies['consent.asked'], deed: 'rules', name: '3f1c0a9988', until: null })).toContain('(3f1c0a99)');
  });
  it('says in the language of the reader why a notice did not arrive; what it does not know speaks for itself', () => {
    expect(say('zh', 'notice.failed', { notice: 5, channel: 'display', why: 'no display connected' })).toBe('通知经 屏幕 未送达：没有打开的屏幕');
    expect(say('zh', 'notice.failed', kBodies['notice.failed'])).toContain('timeout');
  });
  it('says since when Davy was away, and who asked that it start anew', () => {
    expect(say('en', 'system.started', { ...kBodies['system.started'], last_alive: kTime })).toContain('the last record before is of 11:32:18');
    expect(say('en', 'system.stopped', { reason: 'the files', asked_by: 'li.na' })).toBe('Davy ends to start anew, asked for by li.na: the files');
    expect(say('zh', 'system.stopped', { reason: 'the files', asked_by: 'li.na' })).toContain('由 li.na 提出');
    expect(say('en', 'system.stopped', { reason: 'Terminated', asked_by: '' })).toBe('Davy stopped: Terminated');
  });
  it('says of a sealed record that it is one', () => {
    expect(say('en', 'sealed', {})).toBe('A record that is not for everybody yet');
  });
  it('says of what is about a person that it is read elsewhere', () => {
    for (const kind of ['absence.told', 'incident.evacuation_ordered', 'training.exam_finished', 'personal.read'])
      expect(say('en', kind, {})).toBe('A record about a person; it is shown to those whom it concerns');
    expect(say('zh', 'qualification.due', {})).toBe('一条涉及个人的记录，只给有关的人看');
  });
  it('says which value rang and when', () => {
    expect(say('zh', 'alarm.raised', kBodies['alarm.raised'])).toBe('ch4-01:high 报警（重大），ch4-01=52，11:32:18 越限');
  });
  it('names the day of a time only when it is another one', () => {
    expect(say('en', 'order.issued', { ...kBodies['order.issued'], deadline: '2026-11-25T01:00:00Z' })).toContain('by 2026-11-25 01:00:00');
  });
  it('says how somebody showed to be at the place of a permit, and that a code was typed', () => {
    const signed = (on_site: string) => say('zh', 'permit.signed', { ...kBodies['permit.signed'], on_site });
    expect(signed('typed')).toContain('（手工输入编号）');
    expect(signed('scanned')).toContain('（现场扫码）');
    expect(signed('no')).not.toContain('（');
    expect(say('en', 'permit.guarded', { ...kBodies['permit.guarded'], on_site: 'typed' })).toContain('the guardian is there (code typed by hand)');
  });
  it('says when a reset is awaited', () => {
    expect(say('zh', 'alarm.returned', { ...kBodies['alarm.returned'], latched: true })).toContain('等待人工复位');
  });
  it('tells an alternative from the first measure', () => {
    expect(say('en', 'command.requested', { ...kBodies['command.requested'], attempt: 1 })).toBe('Alternative 1 tried: xv-101 to closed');
  });
  it('carries the comment of an acknowledgement', () => {
    expect(say('zh', 'alarm.acknowledged', { alarm: 1, comment: '正在前往' })).toBe('确认报警（正在前往）');
  });
  it('says that a permit was taken back again where no alarm rang', () => {
    expect(say('en', 'order.recurred', { order: 21, alarm: 0 })).toBe('The permit was taken back again for the same cause: joined to order #21');
    expect(say('zh', 'order.recurred', { order: 21, alarm: 3 })).toContain('再次报警');
  });
  it('numbers an order by the record that issued it', () => {
    expect(say('en', 'order.issued', kBodies['order.issued'])).toContain('Order #21');
  });
  it('says in the reader\'s language why a notice was not sent, and in its own words what it does not know', () => {
    const dropped = (why: string) => say('zh', 'notice.dropped', { notice: 5, why });
    expect(dropped('the shift has been taken over')).toBe('发送前情况已变，通知取消：已有人接班');
    expect(dropped("the hazard is another post's by now")).toBe('发送前情况已变，通知取消：隐患已转由其他岗位负责');
    expect(dropped('the moon is full')).toBe('发送前情况已变，通知取消：the moon is full');
    expect(say('en', 'notice.dropped', { notice: 5, why: 'the shift has been taken over' })).toContain('dropped: the shift has been taken over');
  });
  it('says in words that a notice came to the screens, and leaves another channel its name', () => {
    expect(say('zh', 'notice.sent', { notice: 5, channel: 'display' })).toBe('通知已送交 屏幕');
    expect(say('en', 'notice.sent', { notice: 5, channel: 'mail' })).toBe('Notice handed to mail');
  });
  it('names the work for which a condition is out of service, and leaves a reason that people wrote', () => {
    const out = (reason: string) => say('zh', 'alarm.taken_out_of_service', { ...kBodies['alarm.taken_out_of_service'], reason });
    expect(out('repair #589')).toContain('修理 #589');
    expect(out('repair of #589')).toContain('repair of #589');
  });
  it('tells whom a notice is for by name', () => {
    const entry = { seq: 5, time: kTime, actor: 'system', kind: 'notice.issued', subject: 'x', body: { ...kBodies['notice.issued'], person: 'wang' }, hash: '' } as unknown as JournalEntry;
    expect(sentence(entry, { ...names, person: () => '王强' })).toContain('王强');
    expect(sentence(entry, names)).toContain('wang');
  });
  it('shows a kind that it does not know rather than hiding it', () => {
    expect(say('zh', 'permit.granted', {})).toBe('permit.granted x');
  });
});
