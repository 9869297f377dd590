// How a date that comes nearer is shown: of several the nearest.
export function due_severity(reached: readonly (number | null)[]): '' | 'moderate' | 'serious' | 'major' {
  const known = reached.filter((step): step is number => step !== null);
  if (known.length === 0) return '';
  const least = Math.min(...known);
  return least === 0 ? 'major' : least === 30 ? 'serious' : 'moderate';
}
