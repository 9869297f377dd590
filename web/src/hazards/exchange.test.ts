import { describe, expect, it } from 'vitest';
import { exchange_said, near_first } from './exchange';

describe('the classes for the authority', () => {
  it('say what somebody chose, and nothing of what stayed empty', () => {
    expect(exchange_said({ management: '', arose_in: '', reason: '  ', hazard_code: '' })).toEqual({});
    expect(exchange_said({ management: 'things', arose_in: 'upkeep', reason: ' 焊缝锈蚀 ', hazard_code: 'FX-01' })).toEqual({ management: 'things', arose_in: 'upkeep', reason: '焊缝锈蚀', hazard_code: 'FX-01' });
  });
  it('offer the risk objects of the place first', () => {
    const objects = [{ code: 'FX-02', name: '装卸区', zone: 'loading' }, { code: 'FX-01', name: '罐区', zone: 'tank-farm' }, { code: 'FX-09', name: '罐区泵房', zone: 'tank-farm' }];
    expect(near_first(objects, 'tank-farm').map((each) => each.code)).toEqual(['FX-01', 'FX-09', 'FX-02']);
    expect(near_first(objects, 'office').map((each) => each.code)).toEqual(['FX-02', 'FX-01', 'FX-09']);
  });
});
