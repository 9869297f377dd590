import { describe, expect, it } from 'vitest';
import { after_tick, decent_ms, film_of, films_of, kNotBegun, kTick_ms, lacks, paragraphs, type Reading } from './reading';

const section = (text: string, photos = 0) => ({ text, photos: Array<string>(photos).fill('x') });
const ticks = (n: number, in_front: boolean, from: Reading = kNotBegun) => Array.from({ length: n }).reduce<Reading>((reading) => after_tick(reading, kTick_ms, in_front), from);

describe('a section', () => {
  it('takes its time by what is to be read, and holds nobody for ever', () => {
    expect(decent_ms(section('短'))).toBe(5_000);
    expect(decent_ms(section('硫化氢'.repeat(100)))).toBe(18_000);
    expect(decent_ms(section('硫化氢'.repeat(100), 2))).toBe(22_000);
    expect(decent_ms(section('字'.repeat(8000)))).toBe(90_000);
    const english = decent_ms(section('hydrogen sulfide '.repeat(60)));
    expect(english).toBeGreaterThan(10_000);
    expect(english).toBeLessThan(20_000);
  });
  it('is not read before its end was seen, however long it lay open', () => {
    expect(lacks(ticks(1000, true), 5_000)).toEqual({ what: 'end' });
  });
  it('is not read by scrolling to its end', () => {
    const reading = { ...ticks(4, true), end_reached: true };
    expect(lacks(reading, 5_000)).toEqual({ what: 'time', ms: 3_000 });
    expect(lacks(ticks(6, true, reading), 5_000)).toBeNull();
  });
  it('is not read behind another page, nor while the machine slept', () => {
    expect(ticks(100, false).seen_ms).toBe(0);
    expect(after_tick(kNotBegun, 3_600_000, true).seen_ms).toBe(4 * kTick_ms);
  });
  it('has paragraphs where empty lines are, and keeps its lines', () => {
    expect(paragraphs('一、\n1. 甲\n\n\n二、\r\n \n')).toEqual(['一、\n1. 甲', '二、']);
    expect(paragraphs('')).toEqual([]);
  });
  it('plays a film of this server, and only leads to others', () => {
    expect(film_of('/films/h2s.mp4').kind).toBe('here');
    expect(film_of('https://example.org/h2s.mp4').kind).toBe('elsewhere');
    expect(['//example.org/x.mp4', 'javascript:alert(1)', '培训室 U 盘'].map((each) => film_of(each).kind)).toEqual(['said', 'said', 'said']);
  });  it('shows what was uploaded first, and what lies elsewhere after it', () => {
    const name = 'a'.repeat(64);
    expect(films_of({ film: name, video: 'https://example.org/h2s.mp4' })).toEqual([
      { kind: 'here', address: `/api/v1/films/${name}` },
      { kind: 'elsewhere', address: 'https://example.org/h2s.mp4' },
    ]);
    expect(films_of({ film: null, video: null })).toEqual([]);
  });
});
