import { describe, expect, it } from 'vitest';
import { overlap } from './box';
import { box_of, place_labels as place, type Label } from './labels';

const frame = { left: 0, top: 0, right: 500, bottom: 400 };
const place_labels = (labels: Label[]) => place(labels, frame);

const label = (name: string, [left, top, width, height]: [number, number, number, number], words: string[], rank = 0): Label => ({ name, zone: { left, top, right: left + width, bottom: top + height }, words, rank, sizes_px: [15, 12] });
const boxes = (labels: Label[]) => {
  const placed = place_labels(labels);
  return labels.flatMap((each) => (placed.get(each.name) ? [box_of(each, placed.get(each.name)!)] : []));
};

describe('labels on the plan', () => {
  it('say all of it in one line where there is room', () => {
    expect(place_labels([label('tank-farm', [0, 0, 400, 300], ['LNG tank farm', 'Major'], 4)]).get('tank-farm')).toEqual({ lines: ['LNG tank farm · Major'], size_px: 15, shape: 'with' });
  });
  it('are broken at a space where they would leave their zone', () => {
    expect(place_labels([label('cold', [0, 0, 150, 80], ['Ammonia refrigeration'])]).get('cold')).toEqual({ lines: ['Ammonia ', 'refrigeration'], size_px: 15, shape: 'without' });
  });
  it('are broken between Chinese signs', () => {
    expect(place_labels([label('cold', [0, 0, 70, 80], ['液氨冷冻站'])]).get('cold')!.lines).toEqual(['液氨冷', '冻站']);
    expect(place_labels([label('cold', [0, 0, 85, 80], ['液氨冷冻站'])]).get('cold')!.lines).toEqual(['液氨冷', '冻站']); // no sign stands alone
  });
  it('are written smaller before they say less, and leave what is the matter to colour and shape before the name', () => {
    expect(place_labels([label('a', [0, 0, 170, 22], ['Warehouse', 'Major'], 4)]).get('a')).toEqual({ lines: ['Warehouse · Major'], size_px: 12, shape: 'with' });
    expect(place_labels([label('a', [0, 0, 125, 22], ['Warehouse', 'Major'], 4)]).get('a')).toEqual({ lines: ['Warehouse'], size_px: 12, shape: 'with' });
  });
  it('reach out of their zone only over what is no zone beside it', () => {
    expect(place_labels([label('small', [0, 0, 30, 20], ['Muster point'])]).get('small')!.lines).toEqual(['Muster point']);
    const crowded = [label('small', [0, 0, 30, 20], ['Muster point']), label('beside', [32, 0, 200, 100], ['Office'])];
    expect(place_labels(crowded).get('small')).toBeNull();
    expect(place_labels(crowded).get('beside')!.lines).toEqual(['Office']);
    expect(place_labels([label('at the edge', [460, 0, 30, 20], ['Muster point'])]).get('at the edge')).toBeNull();
    expect(place_labels([label('around', [0, 0, 300, 200], ['Wastewater plant']), label('in it', [10, 100, 30, 20], ['Sludge tank'])]).get('in it')!.lines).toEqual(['Sludge tank']);
  });
  it('keep the shape of what is the matter even where nothing has room', () => {
    expect(place_labels([label('big', [0, 0, 300, 100], ['Tank farm', 'Major'], 4), label('in it', [0, 0, 20, 10], ['Loading bay', 'Low'], 1)]).get('in it')).toEqual({ lines: [], size_px: 12, shape: 'with' });
  });
  it('never cover each other on a plan as small as a phone', () => {
    const plan: Label[] = [];
    for (let row = 0; row < 4; row += 1) for (let column = 0; column < 4; column += 1) plan.push(label(`${row}${column}`, [column * 88, row * 50, 84, 46], [['Ammonia refrigeration', 'Wastewater plant', 'Solvent store', 'Fire pump station'][column]!], 0));
    const drawn = boxes(plan);
    expect(drawn.length).toBeGreaterThan(7);
    for (const [n, a] of drawn.entries()) for (const b of drawn.slice(n + 1)) expect(overlap(a, b)).toBe(false);
  });
});
