// Where a notice lies on a phone: above the tabs, and never on what the page wants pressed.
import { overlap, type Box } from '@/plan/box';

const kGap_px = 8;

// Its lower edge, in pixels from the top of the window: as low as can be, but clear of every action; not above `highest`, where it covers what it must.
export function lower_edge_of(height: number, across: Pick<Box, 'left' | 'right'>, { lowest, highest }: { lowest: number; highest: number }, actions: readonly Box[]): number {
  const at = (bottom: number): Box => ({ ...across, top: bottom - height, bottom });
  for (let bottom = lowest; bottom - height >= highest; ) {
    const covered = actions.filter((action) => overlap(action, at(bottom)));
    if (covered.length === 0) return bottom;
    bottom = Math.min(...covered.map((action) => action.top)) - kGap_px;
  }
  return lowest;
}
