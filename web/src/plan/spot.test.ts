import { describe, expect, it } from 'vitest';
import { spot_on } from './spot';

const plan = { url: '/plan.svg', width_m: 240, height_m: 160 };

describe('a spot on the plan', () => {
  it('is told to a tenth of a metre', () => {
    expect(spot_on(plan, { x_m: 41.4612, y_m: 22.04 })).toEqual({ x_m: 41.5, y_m: 22 });
  });
  it('lies on the drawing', () => {
    expect(spot_on(plan, { x_m: 0, y_m: 160 })).toEqual({ x_m: 0, y_m: 160 });
    expect(spot_on(plan, { x_m: -3, y_m: 22 })).toBeNull();
    expect(spot_on(plan, { x_m: 41, y_m: 160.2 })).toBeNull();
  });
});
