// Which windows of an expression that is undecided hold too little, and how that is said.
import type { Undecided } from '@/api/types';

export interface WindowLine {
  key: string;
  function: string;
  point: string;
  window_s: number;
  percent: number; // known, never rounded up to what is needed
  enough: boolean;
}

// What lacks most stands first; functions of one point and window that are known alike are one line.
export function lines_of(item: Undecided): WindowLine[] {
  const lines = new Map<string, WindowLine>();
  for (const { point, window_s, known_share, enough, function: asked } of item.windows) {
    const key = `${asked} ${point} ${window_s}`;
    lines.set(key, { key, function: asked, point, window_s, percent: Math.floor(known_share * 100), enough });
  }
  return [...lines.values()].sort((a, b) => a.percent - b.percent);
}
