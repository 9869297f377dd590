import { describe, expect, it } from 'vitest';
import type { History } from '@/api/types';
import { damaged_in, HistoryAsker, type Asked } from './history';

const kHour = 3_600_000;
const kUntil = Date.parse('2026-11-24T12:00:00Z');
const span = (long_ms: number) => ({ from: kUntil - long_ms, until: kUntil });

// A server with a point that sends every `period_s`; it gives the oldest readings, and says when there are more.
function server(period_s: number) {
  const asked: Asked[] = [];
  const read = async (what: Asked): Promise<History> => {
    asked.push(what);
    const readings = (Date.parse(what.until) - Date.parse(what.from)) / 1000 / period_s;
    return { truncated: what.limit !== undefined && readings > what.limit, width_s: what.width ? Number.parseInt(what.width, 10) : null, missing: [] } as unknown as History;
  };
  return { asked, read };
}

describe('the history of a point', () => {
  it('is every reading while they fit', async () => {
    const { asked, read } = server(1);
    expect((await new HistoryAsker().ask(span(kHour), 1, read)).width_s).toBeNull();
    expect(asked).toEqual([{ from: '2026-11-24T11:00:00.000Z', until: '2026-11-24T12:00:00.000Z', limit: 8000 }]);
  });
  it('is asked for by intervals where its readings would not fit', async () => {
    const { asked, read } = server(1);
    await new HistoryAsker().ask(span(8 * kHour), 1, read);
    expect(asked.map(({ width, limit }) => [width, limit])).toEqual([['42s', undefined]]);
  });
  it('is whole also of a point that sends ten times as often as it is said to', async () => {
    const { asked, read } = server(0.1);
    const asker = new HistoryAsker();
    const found = await asker.ask(span(kHour), 1, read);
    expect([found.truncated, found.width_s, asked.length]).toEqual([false, 6, 2]);
    await asker.ask(span(kHour), 1, read); // known by now
    expect([asked.length, asked.at(-1)!.width]).toEqual([3, '6s']);
    await asker.ask(span(kHour / 6), 1, read); // a shorter time may fit
    expect([asked.length, asked.at(-1)!.width]).toEqual([4, undefined]);
  });
});

describe('what is damaged', () => {
  const missing = (...stretches: [string, string][]) => ({ missing: stretches.map(([first, last]) => ({ first: `2026-11-24T${first}Z`, last: `2026-11-24T${last}Z`, what: 'chunk 7' })) }) as unknown as History;
  it('is told as far as it lies in the time that is shown', () => {
    const found = damaged_in(missing(['10:50:00', '11:10:00'], ['11:30:00', '11:40:00'], ['09:00:00', '10:00:00']), span(kHour));
    expect(found.map(({ from, until }) => [new Date(from).toISOString().slice(11, 16), new Date(until).toISOString().slice(11, 16)])).toEqual([['11:00', '11:10'], ['11:30', '11:40']]);
  });
});
