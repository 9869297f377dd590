// Numbers, times and lengths of time as people read them. Pure; times are milliseconds since the epoch unless they are RFC 3339 text.

export type Language = 'zh' | 'en';

const kMinute = 60_000;
const kHour = 60 * kMinute;
const kDay = 24 * kHour;

const two = (n: number) => String(n).padStart(2, '0');

export function to_ms(time: string | number): number {
  return typeof time === 'number' ? time : Date.parse(time);
}

export type TimeStyle = 'clock' | 'minute' | 'short' | 'full' | 'precise';

// In site time, whatever the zone of the browser. clock 19:32:18 · minute 19:32 · short 11-24 19:32 · full 2026-11-24 19:32:18 · precise with ms
export function site_time(time: string | number, utc_offset_s: number, style: TimeStyle): string {
  const ms = to_ms(time);
  if (!Number.isFinite(ms)) return '—';
  const d = new Date(ms + utc_offset_s * 1000); // its UTC fields are the site's
  const minute = `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}`;
  const clock = `${minute}:${two(d.getUTCSeconds())}`;
  const day = `${two(d.getUTCMonth() + 1)}-${two(d.getUTCDate())}`;
  switch (style) {
    case 'clock':
      return clock;
    case 'minute':
      return minute;
    case 'short':
      return `${day} ${minute}`;
    case 'full':
      return `${d.getUTCFullYear()}-${day} ${clock}`;
    case 'precise':
      return `${d.getUTCFullYear()}-${day} ${clock}.${String(d.getUTCMilliseconds()).padStart(3, '0')}`;
  }
}

// As a date-and-time field of a form holds it, in site time, and back; empty: no time.
export function field_time(time: string | number, utc_offset_s: number): string {
  const ms = to_ms(time);
  return Number.isFinite(ms) ? new Date(ms + utc_offset_s * 1000).toISOString().slice(0, 16) : '';
}

export function time_of_field(field: string, utc_offset_s: number): string {
  const ms = Date.parse(`${field}Z`);
  return Number.isFinite(ms) ? new Date(ms - utc_offset_s * 1000).toISOString() : '';
}

export function utc_offset(utc_offset_s: number): string {
  const minutes = Math.round(Math.abs(utc_offset_s) / 60);
  return `UTC${utc_offset_s < 0 ? '−' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

const kUnits = {
  zh: { day: ' 天', hour: ' 小时', minute: ' 分', second: ' 秒' },
  en: { day: ' d', hour: ' h', minute: ' min', second: ' s' },
};

// The two largest units, rounded down: an age is never shown as more than it is, nor time that is left as more than there is.
export function duration(ms: number, language: Language): string {
  const unit = kUnits[language];
  const whole = Math.max(0, Math.floor(ms / 1000)) * 1000;
  const parts: [number, string][] = [
    [Math.floor(whole / kDay), unit.day],
    [Math.floor((whole % kDay) / kHour), unit.hour],
    [Math.floor((whole % kHour) / kMinute), unit.minute],
    [Math.floor((whole % kMinute) / 1000), unit.second],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  if (first < 0) return `0${unit.second}`;
  return parts.slice(first, first + 2).filter(([count]) => count > 0).map(([count, name]) => `${count}${name}`).join(' ');
}

// Digits after the point that a reading of this range deserves.
export function decimals(range_min: number, range_max: number): number {
  const span = Math.abs(range_max - range_min);
  if (!(span > 0)) return 1;
  if (span >= 2000) return 0;
  if (span >= 20) return 1;
  if (span >= 2) return 2;
  return 3;
}

export function number(value: number | null | undefined, digits: number): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '—';
  const text = value.toFixed(digits);
  return Number(text) === 0 ? text.replace('-', '') : text.replace('-', '−');
}

// The unit as it stands after a number; a state has none.
export function unit(symbol: string, language: Language): string {
  if (symbol === '' || symbol === 'state') return '';
  if (symbol === 'persons') return language === 'zh' ? ' 人' : ' persons';
  return ` ${symbol}`;
}

// As people write it in a rule: 25, 0.5; at most four digits after the point, none of them idle.
export function limit(value: number): string {
  return String(Number(value.toFixed(4))).replace('-', '−');
}

export function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ' ');
}

// Whether a title names what it is the title of: then its tag need not stand beside it.
export const says_name = (title: string, name: string): boolean => title.toLowerCase().includes(name.toLowerCase());

// A word of a sentence where it stands alone; Chinese stays as it is.
export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

// Lengths of time as requests take them: 90 → "1h30min".
export function span_of_minutes(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  return `${hours ? `${hours}h` : ''}${minutes % 60 || !hours ? `${minutes % 60}min` : ''}`;
}
