import { describe, expect, it } from 'vitest';
import { address_of_checked, checked_record } from './checked_record';

describe('the record that a check is of', () => {
  it('is a control measure, or what its kind says', () => {
    expect(checked_record('gauge')).toEqual({ kind: 'risk-measure', id: 'gauge' });
    expect(checked_record('supply/scba')).toEqual({ kind: 'supply', id: 'scba' });
  });
  it('has its page', () => {
    expect(address_of_checked('gauge')).toBe('/records/risk-measure/gauge');
    expect(address_of_checked('supply/scba')).toBe('/records/supply/scba');
  });
});
