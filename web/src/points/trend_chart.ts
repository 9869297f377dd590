// A trend on uPlot: mean line, band from lowest to highest so that no peak is hidden, limits drawn in, gaps left open, what is damaged hatched.
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { History, Severity } from '@/api/types';
import { damaged_in, type Stretch } from './history';
import { site_time } from '@/text/format';

export interface TrendLimit {
  value: number;
  label: string;
  severity: Severity;
}
export interface TrendLook {
  limits: TrendLimit[];
  from: number; // ms
  until: number;
  mark: number | null; // ms, a moment to point at
  damaged: Stretch[]; // of the time that is shown
  utc_offset_s: number;
  format: (value: number) => string;
  shows: 'readings' | 'intervals';
  words: { mean: string; time: string; min: string; max: string; damaged: string };
  choose?: (stretch: Stretch) => void; // a stretch that was drawn over with the mouse
}

export type Columns = [x: number[], mean: (number | null)[], min: (number | null)[], max: (number | null)[]];

// Seconds and values; a null breaks the line: where a reading was bad, where nothing came for longer than `gap_s`, and where data is damaged.
export function columns(history: History, gap_s: number): Columns {
  const found: Columns = [[], [], [], []];
  const damaged = damaged_in(history, { from: -Infinity, until: Infinity });
  const is_damaged = (from_s: number, until_s: number) => damaged.some((each) => each.from < until_s * 1000 && each.until > from_s * 1000);
  const add = (x: number, mean: number | null, min: number | null, max: number | null) => {
    const last = found[0].at(-1);
    if (last !== undefined && (x - last > gap_s || is_damaged(last, x))) push(found, last + Math.min(gap_s, x - last) / 2, null, null, null);
    push(found, x, mean, min, max);
  };
  if (history.intervals) {
    const half = (history.width_s ?? 0) / 2;
    for (const i of history.intervals) add(Date.parse(i.from) / 1000 + half, i.mean, i.min, i.max);
  } else {
    for (const r of history.readings ?? []) {
      const value = r.quality === 'bad' ? null : r.value;
      add(Date.parse(r.source) / 1000, value, value, value);
    }
  }
  return found;
}

function push(to: Columns, x: number, ...values: [number | null, number | null, number | null]): void {
  to[0].push(x);
  to[1].push(values[0]);
  to[2].push(values[1]);
  to[3].push(values[2]);
}

// Where a value has no neighbour that a line could go to: it must be drawn all the same.
export function alone(data: Columns): number[] {
  const known = (i: number) => data[3][i] !== null && data[3][i] !== undefined;
  return data[0].map((_, i) => i).filter((i) => known(i) && !known(i - 1) && !known(i + 1));
}

// Room for all readings, and for every limit that is near them.
export function scale_of(data: Columns, limits: readonly TrendLimit[], range: [number, number]): [number, number] {
  const values = [...data[2], ...data[3]].filter((v): v is number => v !== null);
  let low = Math.min(...values);
  let high = Math.max(...values);
  if (values.length === 0) [low, high] = range;
  for (const { value } of limits) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const room = (high - low) * 0.08 || Math.abs(high) * 0.1 || 1;
  return [low >= 0 && low - room < 0 ? 0 : low - room, high + room];
}

const kChosenMin_px = 6; // less is a click

export class TrendChart {
  private readonly plot: uPlot;
  private look: TrendLook;
  private y: [number, number];
  private data: Columns;

  constructor(element: HTMLElement, data: Columns, look: TrendLook, range: [number, number]) {
    this.look = look;
    this.data = data;
    this.y = scale_of(data, look.limits, range);
    const color = (name: string) => getComputedStyle(element).getPropertyValue(name).trim();
    const axis = { stroke: color('--text-2'), grid: { stroke: color('--line'), width: 1 }, ticks: { stroke: color('--line'), width: 1 }, font: '13px sans-serif' };
    const value = (_: uPlot, v: number | null) => (v === null || v === undefined ? '—' : this.look.format(v));
    const edge = { stroke: color('--text-2'), width: 0.6, value, points: { show: false }, class: look.shows === 'readings' ? 'hidden_series' : 'edge_series' };
    this.plot = new uPlot(
      {
        width: element.clientWidth || 600,
        height: 300,
        tzDate: (s) => new Date(s * 1000), // labels are made below, in site time
        scales: { x: { time: true, range: () => [this.look.from / 1000, this.look.until / 1000] }, y: { range: () => this.y } },
        axes: [
          { ...axis, space: 90, values: (_, splits) => splits.map((s) => this.time_label(s * 1000)) },
          { ...axis, size: 62, values: (_, splits) => splits.map((s) => this.look.format(s).replace(/ .*/, '')) },
        ],
        series: [
          { label: look.words.time, value: (_, s) => (s ? site_time(s * 1000, this.look.utc_offset_s, 'full') : '—') },
          { label: look.words.mean, stroke: color('--text'), width: 1.6, value, points: { show: false } },
          { label: look.words.min, ...edge },
          { label: look.words.max, ...edge },
        ],
        bands: [{ series: [3, 2], fill: `${color('--text-2')}44` }],
        cursor: { drag: { x: look.choose !== undefined, y: false, setScale: false } },
        hooks: { setSelect: [(plot) => this.chosen(plot)], drawAxes: [(plot) => this.draw_damaged(plot, color('--text'))], draw: [(plot) => this.draw_alone(plot, color('--text')), (plot) => this.draw_limits(plot, color)] },
      },
      data as unknown as uPlot.AlignedData,
      element,
    );
  }

  update(data: Columns, look: TrendLook, range: [number, number]): void {
    this.look = look;
    this.data = data;
    this.y = scale_of(data, look.limits, range);
    this.plot.setData(data as unknown as uPlot.AlignedData);
  }

  resize(width: number): void {
    this.plot.setSize({ width, height: this.plot.height });
  }

  destroy(): void {
    this.plot.destroy();
  }

  private chosen(plot: uPlot): void {
    const { left, width } = plot.select;
    if (width < kChosenMin_px) return;
    const at = (x: number) => plot.posToVal(x, 'x') * 1000;
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    this.look.choose?.({ from: at(left), until: at(left + width) });
  }

  private time_label(ms: number): string {
    const span = this.look.until - this.look.from;
    if (span > 60 * 86_400_000) return site_time(ms, this.look.utc_offset_s, 'full').slice(0, 10);
    const long = span > 36 * 3600_000;
    const text = site_time(ms, this.look.utc_offset_s, long ? 'short' : 'clock');
    return !long && span > 30 * 60_000 ? text.slice(0, 5) : text;
  }

  private draw_alone(plot: uPlot, color: string): void {
    const half = 2 * devicePixelRatio;
    for (const i of alone(this.data)) {
      const x = Math.round(plot.valToPos(this.data[0][i]!, 'x', true));
      const top = Math.round(plot.valToPos(this.data[3][i]!, 'y', true));
      const bottom = Math.round(plot.valToPos(this.data[2][i]!, 'y', true));
      if (x < plot.bbox.left || x > plot.bbox.left + plot.bbox.width) continue;
      plot.ctx.save();
      line(plot.ctx, color, 2 * half, [], [x, top - half, x, bottom + half]);
      plot.ctx.restore();
    }
  }

  // Under the line: from the first moment to the last, never thinner than can be seen.
  private draw_damaged(plot: uPlot, color: string): void {
    const { ctx, bbox } = plot;
    const step = 8 * devicePixelRatio;
    for (const { from, until } of this.look.damaged) {
      const left = Math.max(bbox.left, Math.round(plot.valToPos(from / 1000, 'x', true)));
      const right = Math.min(bbox.left + bbox.width, Math.max(left + 4 * devicePixelRatio, Math.round(plot.valToPos(until / 1000, 'x', true))));
      ctx.save();
      ctx.beginPath();
      ctx.rect(left, bbox.top, right - left, bbox.height);
      ctx.clip();
      ctx.fillStyle = `${color}22`;
      ctx.fillRect(left, bbox.top, right - left, bbox.height);
      for (let x = left - bbox.height; x < right; x += step) line(ctx, `${color}66`, devicePixelRatio, [], [x, bbox.top + bbox.height, x + bbox.height, bbox.top]);
      ctx.font = `${13 * devicePixelRatio}px sans-serif`;
      ctx.textBaseline = 'top';
      ctx.fillStyle = color;
      ctx.fillText(this.look.words.damaged, left + 4 * devicePixelRatio, bbox.top + 4 * devicePixelRatio);
      ctx.restore();
    }
  }

  private draw_limits(plot: uPlot, color: (name: string) => string): void {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.font = `${13 * devicePixelRatio}px sans-serif`;
    ctx.textAlign = 'right';
    ctx.textBaseline = 'bottom';
    ctx.lineJoin = 'round';
    for (const limit of this.look.limits) {
      const y = Math.round(plot.valToPos(limit.value, 'y', true));
      if (y < bbox.top || y > bbox.top + bbox.height) continue;
      line(ctx, color(`--${limit.severity}`), 3 * devicePixelRatio, [9, 5], [bbox.left, y, bbox.left + bbox.width, y]);
      ctx.fillStyle = color('--text');
      ctx.strokeStyle = color('--panel'); // legible where a line goes through
      ctx.lineWidth = 4 * devicePixelRatio;
      ctx.setLineDash([]);
      ctx.strokeText(limit.label, bbox.left + bbox.width - 6, y - 3);
      ctx.fillText(limit.label, bbox.left + bbox.width - 6, y - 3);
    }
    if (this.look.mark !== null) {
      const x = Math.round(plot.valToPos(this.look.mark / 1000, 'x', true));
      if (x >= bbox.left && x <= bbox.left + bbox.width) line(ctx, color('--text'), 2 * devicePixelRatio, [], [x, bbox.top, x, bbox.top + bbox.height]);
    }
    ctx.restore();
  }
}

function line(ctx: CanvasRenderingContext2D, stroke: string, width: number, dash: number[], [x0, y0, x1, y1]: [number, number, number, number]): void {
  ctx.strokeStyle = stroke;
  ctx.lineWidth = width;
  ctx.setLineDash(dash);
  ctx.beginPath();
  ctx.moveTo(x0, y0);
  ctx.lineTo(x1, y1);
  ctx.stroke();
}
