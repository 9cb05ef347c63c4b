import { expect, test } from 'vitest';
import { placeWithin } from './place-within.ts';

test.each(['/articles/abcd', '/?view=table', '/people'])('signing in goes on to %s', (place) => {
  expect(placeWithin(place)).toBe(place);
});

test.each([null, '', 'articles', '//elsewhere.example', '/\\elsewhere.example', 'https://elsewhere.example'])(
  'signing in never leaves the desk for %j',
  (place) => {
    expect(placeWithin(place)).toBe('/');
  },
);
