import { describe, expect, it } from 'vitest';
import type { Alarm, LiveIncident } from '@/api/types';
import { kPatterns } from './siren';
import { call_of, calling, calling_out, kIncidentRingsMs, voice_of } from './sound_store';

const alarm = (id: number, change: Partial<Alarm> = {}) =>
  ({ id, exercise: 'real', severity: 'major', acknowledged: false, acknowledged_at: null, active: true, annunciates: true, ...change }) as Alarm;
const none: ReadonlySet<string> = new Set();

describe('the siren', () => {
  it('calls for a major alarm that nobody acknowledged', () => {
    expect(calling([alarm(1)], none)).toHaveLength(1);
  });
  it('does not call for less', () => {
    expect(calling([alarm(1, { severity: 'serious' }), alarm(2, { acknowledged: true }), alarm(3, { annunciates: false })], none)).toEqual([]);
  });
  it('calls also when the alarm returned before anybody saw it', () => {
    expect(calling([alarm(1, { active: false })], none)).toHaveLength(1);
  });
  it('is silent for what was silenced, and calls for the next', () => {
    const silenced = new Set(calling([alarm(1)], none));
    expect(calling([alarm(1)], silenced)).toEqual([]);
    expect(calling([alarm(1), alarm(2)], silenced)).toEqual([call_of(alarm(2))]);
  });
  it('calls again when a silenced alarm rings again', () => {
    const silenced = new Set(calling([alarm(1)], none));
    expect(calling([alarm(1, { acknowledged_at: '2026-11-24T11:32:20Z' })], silenced)).toHaveLength(1);
  });
});

describe('an alarm of a drill', () => {
  const alarms = [alarm(1, { exercise: 'drill' }), alarm(2)];
  it('is no call of the real siren', () => {
    expect(calling(alarms, none)).toEqual([call_of(alarm(2))]);
    expect(calling(alarms, none, 'drill')).toEqual([call_of(alarm(1))]);
  });
  it('sounds with its own voice, and only while nothing real sounds', () => {
    expect([voice_of([], ['1/']), voice_of(['2/'], ['1/']), voice_of(['2/'], []), voice_of([], [])]).toEqual(['drill', 'real', 'real', null]);
    const hz = (voice: 'real' | 'drill') => kPatterns[voice].tones.map(([, each]) => each);
    expect(hz('drill').filter((each) => hz('real').includes(each))).toEqual([]);
    expect(kPatterns.drill.every_s).not.toBe(kPatterns.real.every_s);
  });
});

describe('an emergency', () => {
  const kOpened = Date.parse('2026-11-24T11:00:00Z');
  const incident = (id: number, change: Partial<LiveIncident> = {}) => ({ id, exercise: 'real', state: 'open', opened: '2026-11-24T11:00:00Z', ...change }) as LiveIncident;
  it('rings while it is new, until it is silenced here', () => {
    const calls = calling_out([incident(1)], kOpened + 1000, none);
    expect(calls).toHaveLength(1);
    expect(calling_out([incident(1), incident(2)], kOpened + 1000, new Set(calls))).toEqual(['incident:2']);
    expect(calling_out([incident(1)], kOpened + kIncidentRingsMs, none)).toEqual([]);
  });
  it('does not ring when it is a drill, or over', () => {
    expect(calling_out([incident(1, { exercise: 'drill' }), incident(2, { state: 'ended' })], kOpened, none)).toEqual([]);
  });
});
