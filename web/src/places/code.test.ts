import { describe, expect, it } from 'vitest';
import { address_of, page_of } from './code';

describe('the label of a place', () => {
  it('opens the page of the place it was made for', () => {
    expect(page_of(address_of('https://plant.example', { kind: 'zone', name: 'tank-farm' }))).toBe('/places/tank-farm');
    expect(page_of(address_of('http://10.0.0.4:8080', { kind: 'point', name: 'ch4-01' }))).toBe('/points/ch4-01');
    expect(page_of(address_of('https://plant.example', { kind: 'zone', name: '罐区/1' }))).toBe(`/places/${encodeURIComponent('罐区/1')}`);
  });
  it('is read without its host, and with spaces around', () => {
    expect(page_of(' /q/zone/office \n')).toBe('/places/office');
  });
  it('is nothing when it is not ours', () => {
    for (const text of ['', 'https://elsewhere.example/', 'WIFI:S:plant;;', 'https://x/q/door/1', 'https://x/q/zone/', 'https://x/q/zone/%E0%A4%A', 'javascript:alert(1)//q/zone/x', 'https://x/q/zone/a/b'])
      expect(page_of(text)).toBeNull();
  });
});
