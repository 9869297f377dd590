import { describe, expect, it } from 'vitest';
import type { RiskBands } from '@/api/types';
import '@/text/english';
import { i18n } from '@/text/i18n';
import { band_lines, type BandWords } from './bands';

const t = i18n.global.t as unknown as BandWords['t'];
const built_in: RiskBands = { standard: 'L×S 5×5', edition: 'built-in', from: null, moderate: 9, serious: 15, major: 20, matrix: null };

describe('the bands of a method', () => {
  it('name their standard, and the day from which on they count, the newest first', () => {
    i18n.global.locale.value = 'en';
    const lines = band_lines('ls', [built_in, { ...built_in, standard: 'our rule', edition: '2', from: '2026-07-01', moderate: 8 }], { t });
    expect(lines).toEqual([
      'LS: our rule (2), moderate from 8, serious from 15, major from 20; of assessments from 2026-07-01 on',
      'LS: L×S 5×5 (built in), moderate from 9, serious from 15, major from 20',
    ]);
  });
});
