import { describe, expect, it } from 'vitest';
import { with_names } from './named';

const names = new Map([['yang.fan', '杨帆'], ['lv-xin', '吕欣']]);

describe('what a permit still lacks', () => {
  it('names people as people do, wherever they stand in it', () => {
    expect(with_names('监护人 yang.fan 未在规定时间内签到，或已离开现场', names)).toBe('监护人 杨帆 未在规定时间内签到，或已离开现场');
    expect(with_names('lv-xin 还未接受安全交底', names)).toBe('吕欣 还未接受安全交底');
    expect(with_names('guardian yang.fan, at the place', names)).toBe('guardian 杨帆, at the place');
  });
  it('leaves alone what only contains such a name', () => {
    expect(with_names('lv-xin-2 yang.fanny', names)).toBe('lv-xin-2 yang.fanny');
  });
});
