import { describe, expect, it } from 'vitest';
import { box_of, place_chips, type Chip, type Side } from './chips';

const chip = (name: string, x: number, y: number, rank = 1): Chip => ({ name, x, y, text: '54.6 %LEL', rank });

describe('values on the plan', () => {
  it('stand on the right of their marks when there is room', () => {
    expect(place_chips([chip('a', 0, 0), chip('b', 300, 0)], [])).toEqual(new Map([['a', 'right'], ['b', 'right']]));
  });
  it('do not cover each other', () => {
    const sides = place_chips([chip('a', 100, 100, 3), chip('b', 130, 95, 2), chip('c', 160, 100, 1)], []);
    const boxes = [box_of(chip('a', 100, 100), sides.get('a') as Side), box_of(chip('b', 130, 95), sides.get('b') as Side), box_of(chip('c', 160, 100), sides.get('c') as Side)];
    for (const [n, a] of boxes.entries())
      for (const b of boxes.slice(n + 1)) expect(a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).toBe(false);
  });
  it('let the worst choose first', () => {
    expect(place_chips([chip('low', 100, 100, 1), chip('major', 105, 100, 4)], []).get('major')).toBe('right');
  });
  it('are left out where they would cover others, unless something is the matter with them', () => {
    const everywhere = [{ left: -500, top: -500, right: 500, bottom: 500 }];
    expect(place_chips([chip('well', 0, 0, 0), chip('major', 100, 100, 40)], everywhere)).toEqual(new Map([['major', 'right'], ['well', 'hidden']]));
  });
  it('cover marks of what is well rather than what is the matter', () => {
    const wells = [chip('w1', 122, 100, 0), chip('w2', 78, 100, 0), chip('w3', 100, 76, 0), chip('w4', 100, 124, 0)];
    expect(place_chips([chip('major', 100, 100, 40), { ...chip('serious', 130, 100, 30) }, ...wells], []).get('major')).toBe('left');
  });
  it('leave the names of the zones readable', () => {
    expect(place_chips([chip('a', 100, 100)], [{ left: 105, top: 90, right: 200, bottom: 110 }]).get('a')).toBe('left');
  });
});
