import { describe, expect, it } from 'vitest';
import { isAutomaticAlt, saysSomething } from './alt-texts.ts';

describe('an alternative text that a program wrote', () => {
  it.each([
    'IMG_1234.jpg',
    'IMG_1234',
    'DSC00042.JPG',
    'Hafen bei Nacht final (2).jpeg',
    'C:\\Users\\me\\harbor.png',
    'https://cdn.example.org/a/harbor.webp?w=800',
    'Screenshot 2026-11-28 at 10.12.13',
    'Bildschirmfoto 2026-11-28',
    'PXL_20260112_101112',
    'A picture containing sky, outdoor, water',
    'A close-up of a map Description automatically generated',
    'Ein Bild, das Himmel, draußen, Wasser enthält.',
    'Ein Bild, das Text enthält. Automatisch generierte Beschreibung',
    'A man standing on a pier AI-generated content may be incorrect.',
    'May be an image of one or more people',
    'Image 3',
    'Bild',
    '20261128_101112',
    '3f2504e0-4f89-11d3-9a0c-0305e82c3301',
  ])('does not count: %s', (alt) => {
    expect(isAutomaticAlt(alt)).toBe(true);
    expect(saysSomething(alt)).toBe(false);
  });

  it.each([
    'Two ferries at the pier',
    'Ein Bild der Malerin Ada Flux hängt im Rathaus',
    'The cover of the file harbor.jpg on a screen',
    'Eine Karte des Hafens mit drei Brücken',
    'Screenshot of the desk with three comments',
    'The container ship Ada, containing 200 cars',
    'Scan of a letter of 1912',
  ])('is distinguished from a person’s: %s', (alt) => {
    expect(saysSomething(alt)).toBe(true);
  });

  it('is distinguished from none at all', () => {
    expect(isAutomaticAlt('')).toBe(false);
    expect(['', '  ', null, undefined].some(saysSomething)).toBe(false);
  });
});
