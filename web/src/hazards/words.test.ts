import { describe, expect, it } from 'vitest';
import { words_of } from './words';

describe('the words of a hazard', () => {
  it('are those of whoever reported it, and without any that a photo told of it', () => {
    expect(words_of({ what: '护栏松动' }, (key) => key)).toBe('护栏松动');
    expect(words_of({ what: '' }, (key) => key)).toBe('hazards.by_photo');
  });
});
