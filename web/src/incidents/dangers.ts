// Basic types of GB 6441-2025 that have a word here; another one is shown by its code.
export const kKnownDangers: ReadonlySet<string> = new Set(['0009', '0016', '0023', '0024', '0026']);
