import { describe, expect, it } from 'vitest';
import { fit } from './photo';

describe('a photo', () => {
  it('is made smaller, keeping its form', () => {
    expect(fit({ width: 4000, height: 3000 }, 1600)).toEqual({ width: 1600, height: 1200 });
    expect(fit({ width: 3000, height: 4000 }, 1600)).toEqual({ width: 1200, height: 1600 });
  });
  it('is never made larger', () => {
    expect(fit({ width: 640, height: 480 }, 1600)).toEqual({ width: 640, height: 480 });
  });
  it('keeps at least one pixel', () => {
    expect(fit({ width: 10000, height: 1 }, 1600)).toEqual({ width: 1600, height: 1 });
  });
});
