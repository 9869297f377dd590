import { describe, expect, it } from 'vitest';
import { locate } from './locate';

const answering = (answer: (found: PositionCallback, failed: PositionErrorCallback) => void) =>
  ({ getCurrentPosition: (found: PositionCallback, failed: PositionErrorCallback) => answer(found, failed) }) as unknown as Geolocation;

describe('locate', () => {
  it('tells the place of the phone with its accuracy', async () => {
    const phone = answering((found) => found({ coords: { latitude: 31.2, longitude: 121.4, accuracy: 12 }, timestamp: 0 } as GeolocationPosition));
    expect(await locate(phone)).toEqual({ latitude: 31.2, longitude: 121.4, accuracy_m: 12 });
  });
  it('tells why there is none', async () => {
    expect(await locate(answering((_, failed) => failed({ code: 1 } as GeolocationPositionError)))).toBe('refused');
    expect(await locate(answering((_, failed) => failed({ code: 3 } as GeolocationPositionError)))).toBe('none');
    expect(await locate(undefined)).toBe('none');
  });
});
