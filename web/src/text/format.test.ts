import { describe, expect, it } from 'vitest';
import { capital, count, decimals, duration, field_time, limit, number, says_name, site_time, span_of_minutes, time_of_field, utc_offset } from './format';

describe('times', () => {
  it('are those of the site, not of the browser', () => {
    expect(site_time('2026-11-24T11:32:18.123Z', 8 * 3600, 'full')).toBe('2026-11-24 19:32:18');
    expect(site_time('2026-11-24T20:00:00Z', 8 * 3600, 'short')).toBe('11-25 04:00');
    expect(site_time('2026-11-24T11:32:18.123Z', 8 * 3600, 'precise')).toBe('2026-11-24 19:32:18.123');
    expect(site_time('2026-11-24T11:32:18.123Z', -3.5 * 3600, 'clock')).toBe('08:02:18');
  });
  it('that are none are a dash', () => {
    expect(site_time('', 0, 'full')).toBe('—');
  });
  it('stand in a field as those of the site, and come back', () => {
    expect(field_time('2026-11-24T20:30:00Z', 8 * 3600)).toBe('2026-11-25T04:30');
    expect(time_of_field('2026-11-25T04:30', 8 * 3600)).toBe('2026-11-24T20:30:00.000Z');
    expect([field_time('', 0), time_of_field('', 0)]).toEqual(['', '']);
  });
  it('name their offset', () => {
    expect([utc_offset(28800), utc_offset(-12600)]).toEqual(['UTC+08:00', 'UTC−03:30']);
  });
});

describe('lengths of time', () => {
  it('have two units at most', () => {
    expect(duration(3 * 86400_000 + 4 * 3600_000 + 5 * 60_000, 'zh')).toBe('3 天 4 小时');
    expect(duration(192_000, 'en')).toBe('3 min 12 s');
    expect(duration(59_999, 'zh')).toBe('59 秒');
  });
  it('leave out what is zero', () => {
    expect(duration(3600_000, 'en')).toBe('1 h');
    expect(duration(3600_000 + 5000, 'en')).toBe('1 h');
    expect(duration(0, 'en')).toBe('0 s');
    expect(duration(-5, 'zh')).toBe('0 秒');
  });
  it('go out as requests take them', () => {
    expect([span_of_minutes(30), span_of_minutes(90), span_of_minutes(120), span_of_minutes(0)]).toEqual(['30min', '1h30min', '2h', '0min']);
  });
});

describe('numbers', () => {
  it('have as many digits as their range deserves', () => {
    expect([decimals(0, 100), decimals(0, 5000), decimals(0, 10), decimals(0, 1), decimals(0, 0)]).toEqual([1, 0, 2, 3, 1]);
  });
  it('that are not known are a dash, never a zero', () => {
    expect([number(null, 1), number(undefined, 1), number(Number.NaN, 1)]).toEqual(['—', '—', '—']);
  });
  it('have a real minus, and no minus zero', () => {
    expect([number(-3.14, 1), number(-0.01, 1)]).toEqual(['−3.1', '0.0']);
  });
  it('of limits are written as in the rule', () => {
    expect([limit(25), limit(0.5), limit(-10), limit(0.1 + 0.2)]).toEqual(['25', '0.5', '−10', '0.3']);
  });
  it('of counters are grouped', () => {
    expect([count(999), count(1234567)]).toEqual(['999', '1 234 567']);
  });
});

describe('a word that stands alone', () => {
  it('begins with a capital where there are any', () => {
    expect([capital('bump test'), capital('检定'), capital('')]).toEqual(['Bump test', '检定', '']);
  });
});

describe('a tag', () => {
  it('is not repeated beside a title that names it', () => {
    expect(says_name('状态回讯 xv-101-fb', 'xv-101-fb')).toBe(true);
    expect(says_name('外输切断阀 XV-101 回讯', 'xv-101-fb')).toBe(false);
  });
});
