import { describe, expect, it } from 'vitest';
import { said_place } from './said_place';

const kNothing = { zone: 'tank-farm', scanned: false, typed: ' ', fix: null };
const kFix = { latitude: 31.2, longitude: 121.4, accuracy_m: 12 };

describe('where I say to be', () => {
  it('is nothing before anything was shown', () => expect(said_place(kNothing)).toBeNull());
  it('says how the code came in', () => {
    expect(said_place({ ...kNothing, scanned: true })).toEqual({ tag: 'tank-farm', read: 'camera' });
    expect(said_place({ ...kNothing, typed: ' tank-farm ' })).toEqual({ tag: 'tank-farm', read: 'typed' });
    expect(said_place({ ...kNothing, scanned: true, typed: 'plant' })).toEqual({ tag: 'tank-farm', read: 'camera' });
  });
  it('holds the place of the phone, alone or beside a code', () => {
    expect(said_place({ ...kNothing, fix: kFix })).toEqual(kFix);
    expect(said_place({ ...kNothing, typed: 'tank-farm', fix: kFix })).toEqual({ tag: 'tank-farm', read: 'typed', ...kFix });
  });
});
