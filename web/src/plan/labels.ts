// What each zone of the plan says, and how large, so that no label covers another: the worst choose first, whoever finds no room says less, or nothing.
import { overlap, type Box } from './box';

export interface Label {
  name: string;
  zone: Box; // of the outline, in pixels; the label begins in its corner above on the left
  words: readonly string[]; // the name, then what is the matter
  rank: number; // 0: nothing is the matter
  sizes_px: readonly number[]; // of its signs, the largest first
}
export interface Written {
  lines: string[]; // empty: the shape alone
  size_px: number;
  shape: 'with' | 'without';
}

const kLinesMost = 3;
const kBetween = ' · ';
const kLineHeight = 1.25;
const kAcross_px = 16; // paddings and border
const kDown_px = 6;
const kShape_px = 20; // with what is left free beside it
const kOfZone = 0.6; // of the height of its zone, where the label has a ground of its own: the drawing stays in sight

// `frame`: of the whole plan. Null: there is no room for it at all. What is the matter keeps its shape, whatever is covered.
export function place_labels(labels: readonly Label[], frame: Box): Map<string, Written | null> {
  const placed = new Map<string, Written | null>();
  const boxes: Box[] = [];
  const in_order = [...labels].sort((a, b) => b.rank - a.rank || a.zone.top - b.zone.top || a.zone.left - b.zone.left);
  const take = (label: Label, form: Written) => (placed.set(label.name, form), boxes.push(box_of(label, form)));
  const free = (label: Label, form: Written) => !boxes.some((box) => overlap(box, box_of(label, form)));
  // First what keeps to its own zone, then what reaches out of it, to where no zone is.
  const waiting: Label[] = [];
  for (const label of in_order) {
    const form = forms_of(label, width_in(label)).find((each) => keeps_to_zone(label, each) && free(label, each));
    if (form) take(label, form);
    else waiting.push(label);
  }
  for (const label of waiting) {
    const form = forms_of(label, Infinity).find((each) => free(label, each) && keeps_to_ground(label, each, labels, frame)) ?? shape_of(label);
    if (form) take(label, form);
    else placed.set(label.name, null);
  }
  return placed;
}

export function box_of({ zone: { left, top } }: Label, { lines, size_px, shape }: Written): Box {
  const beside = shape === 'with' ? kShape_px : 0;
  const width = Math.max(0, ...lines.map((line) => width_of(line, size_px))) + beside + kAcross_px;
  return { left, top, right: left + width, bottom: top + Math.max(1, lines.length) * size_px * kLineHeight + kDown_px };
}

// In the order in which they are tried: all words, as large as can be; then the name without what is the matter, which its colour and shape go on saying.
function forms_of(label: Label, room_px: number): Written[] {
  const shape = label.rank > 0 ? 'with' : 'without';
  const said = [label.words.join(kBetween), ...(label.words.length > 1 ? [label.words[0]!] : [])];
  const forms = said.flatMap((text) =>
    label.sizes_px.flatMap((size_px) => {
      const one = { lines: [text], size_px, shape } as const;
      const broken = evenly(text, size_px, room_px);
      return [{ ...one, lines: [text] }, ...(broken ? [{ lines: broken, size_px, shape } as const] : [])];
    }),
  );
  return [...forms, ...(shape_of(label) ? [shape_of(label)!] : [])];
}

const shape_of = (label: Label): Written | null => (label.rank > 0 ? { lines: [], size_px: label.sizes_px.at(-1)!, shape: 'with' } : null);
const width_in = (label: Label): number => label.zone.right - label.zone.left - kAcross_px - (label.rank > 0 ? kShape_px : 0);

function keeps_to_zone(label: Label, form: Written): boolean {
  const box = box_of(label, form);
  if (label.rank === 0) return box.right <= label.zone.right && box.bottom <= label.zone.bottom;
  const low = Math.max(label.zone.top + kOfZone * (label.zone.bottom - label.zone.top), label.zone.top + form.size_px * kLineHeight + kDown_px);
  return box.right <= label.zone.right && box.bottom <= Math.min(low, label.zone.bottom);
}

// Over no zone but its own and those that hold it.
function keeps_to_ground(label: Label, form: Written, labels: readonly Label[], frame: Box): boolean {
  const box = box_of(label, form);
  return holds(frame, box) && labels.every(({ zone }) => holds(zone, label.zone) || !overlap(zone, box));
}

const holds = (outer: Box, inner: Box): boolean => outer.left <= inner.left && outer.top <= inner.top && outer.right >= inner.right && outer.bottom >= inner.bottom;

// In as few lines as can be, none of them much longer than the others.
function evenly(text: string, size_px: number, room_px: number): string[] | null {
  let best = broken_into(text, size_px, room_px);
  for (let narrower = room_px * 0.95; best && narrower > room_px / kLinesMost; narrower *= 0.95) {
    const next = broken_into(text, size_px, narrower);
    if (!next || next.length > best.length) break;
    best = next;
  }
  return best;
}

// At its spaces, and between Chinese signs; null: it needs no break, or does not fit so.
function broken_into(text: string, size_px: number, room_px: number): string[] | null {
  const lines: string[] = [''];
  for (const part of text.match(/[⺀-鿿＀-￯]|[^⺀-鿿＀-￯ ]+ ?|\s/g) ?? []) {
    const last = lines.at(-1)!;
    if (last === '' || width_of((last + part).trimEnd(), size_px) <= room_px) lines[lines.length - 1] = last + part;
    else lines.push(part);
  }
  return lines.length > 1 && lines.length <= kLinesMost && lines.every((line) => width_of(line.trimEnd(), size_px) <= room_px) ? lines : null;
}

// About as wide as the browser draws it.
function width_of(text: string, size_px: number): number {
  const ems = [...text].reduce((sum, sign) => sum + (sign.charCodeAt(0) > 0x2e80 ? 1.02 : /[ iljtfI.,:·'|]/.test(sign) ? 0.4 : /[A-Zmw%]/.test(sign) ? 0.84 : 0.68), 0);
  return ems * size_px;
}
