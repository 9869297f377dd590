// On which side of its mark a value stands, so that the values of neighbours do not cover each other.
import { overlap, type Box } from './box';

export interface Chip {
  name: string;
  x: number; // of the mark, in pixels
  y: number;
  text: string;
  rank: number; // higher ones choose first
}
export type Side = 'right' | 'left' | 'top' | 'bottom';
export type Stands = Side | 'hidden'; // until somebody points at its mark

const kHeight = 22;
const kMark = 10;
const kAway = 12; // from the middle of the mark
const kSides: readonly Side[] = ['right', 'left', 'top', 'bottom'];

// No value covers a mark of the others, but that what is the matter may cover marks of what is well. Of those that find no free side, what is the matter stands on the right, covered in part; what is well waits until it is asked for.
export function place_chips(chips: readonly Chip[], taken: readonly Box[]): Map<string, Stands> {
  const mark_of = ({ x, y }: Chip): Box => ({ left: x - kMark, right: x + kMark, top: y - kMark, bottom: y + kMark });
  const written = [...taken];
  const is_free = (box: Box, marks: readonly Chip[]) => !written.some((each) => overlap(each, box)) && !marks.some((each) => overlap(mark_of(each), box));
  const loud = chips.filter((each) => each.rank > 0);
  const sides = new Map<string, Stands>();
  for (const chip of [...chips].sort((a, b) => b.rank - a.rank)) {
    const free_of = (marks: readonly Chip[]) => kSides.find((each) => is_free(box_of(chip, each), marks));
    const side = free_of(chips) ?? (chip.rank > 0 ? (free_of(loud) ?? 'right') : null);
    sides.set(chip.name, side ?? 'hidden');
    if (side) written.push(box_of(chip, side));
  }
  return sides;
}

export function box_of(chip: Chip, side: Side): Box {
  const width = width_of(chip.text);
  const { x, y } = chip;
  const left = { right: x + kAway, left: x - kAway - width, top: x - width / 2, bottom: x - width / 2 }[side];
  const top = { right: y - kHeight / 2, left: y - kHeight / 2, top: y - kAway - kHeight, bottom: y + kAway }[side];
  return { left, top, right: left + width, bottom: top + kHeight };
}

// About as wide as the browser draws it; Chinese signs are wider.
function width_of(text: string): number {
  return [...text].reduce((sum, sign) => sum + (sign.charCodeAt(0) > 0x2e80 ? 15 : 9), 12);
}
