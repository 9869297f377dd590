import { describe, expect, it } from 'vitest';
import { lower_edge_of } from './toast_place';

const across = { left: 10, right: 380 };
const within = { lowest: 770, highest: 120 };
const button = (top: number, height = 60) => ({ left: 20, right: 370, top, bottom: top + height });

describe('a notice on a phone', () => {
  it('lies above the tabs', () => {
    expect(lower_edge_of(80, across, within, [button(300)])).toBe(770);
  });
  it('stands above the action that it would cover', () => {
    expect(lower_edge_of(80, across, within, [button(700)])).toBe(692);
  });
  it('passes every action on its way up', () => {
    expect(lower_edge_of(80, across, within, [button(700), button(630), button(400)])).toBe(622);
  });
  it('does not leave the page where actions stand everywhere', () => {
    expect(lower_edge_of(80, across, within, Array.from({ length: 12 }, (_, n) => button(120 + 56 * n)))).toBe(770);
  });
});
