import { pictureHtml } from '@galley/shared/article/public/picture-html.ts';
import { readerWords } from '@galley/shared/article/public/reader-words.ts';
import { expect, test } from 'vitest';
import { withAvifAdded } from './earlier-pictures.ts';

const words = readerWords.en;
const figure = { alt: 'A crane > a ship, "so"', caption: '<img>', credit: 'Kim' };
/** As texts were written before there was AVIF. */
const earlier = (html: string) => html.replace(/<picture><source [^>]*>|<\/picture>/g, '');

test('a text from before AVIF offers its pictures as one of today does', () => {
  const facts = [
    { width: 1200, height: 800, widths: [480, 960] },
    { width: 300, height: 200, widths: [] },
  ];
  const today = facts
    .map((one, index) =>
      pictureHtml({ ...figure, media: `picture${index}` }, index === 0 ? 'lead' : 'text', {
        facts: one,
        words,
      }),
    )
    .join('<p>In between.</p>');
  expect(today).toContain('image/avif');
  expect(earlier(today)).not.toContain('image/avif');
  expect(withAvifAdded(earlier(today))).toBe(today);
});

test('what has AVIF already, or sizes that nobody knows, stays as it is', () => {
  const known = { facts: { width: 900, height: 600, widths: [480] }, words };
  const both = `${pictureHtml({ ...figure, media: 'one' }, 'text', known)}${pictureHtml({ ...figure, media: 'two' }, 'text', { facts: undefined, words })}`;
  expect(withAvifAdded(both)).toBe(both);
  const mixed = `${both}${earlier(String(pictureHtml({ ...figure, media: 'three' }, 'text', known)))}`;
  expect(withAvifAdded(mixed)).toBe(`${both}${pictureHtml({ ...figure, media: 'three' }, 'text', known)}`);
});
