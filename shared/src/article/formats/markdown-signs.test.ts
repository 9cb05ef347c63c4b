import { expect, test } from 'vitest';
import { looksLikeMarkdown } from './markdown-signs.ts';

test.each([
  '# Title\n\nText.',
  'Text.\n\n- one\n- two',
  '1. one\n2. two',
  'See [the report](https://a.example/b).',
  'A **bold** word.',
  '> one\n> two',
  'a | b\n--- | ---\nc | d',
  '```\ncode\n```',
])('%j is Markdown', (text) => {
  expect(looksLikeMarkdown(text)).toBe(true);
});

test.each([
  'Text.\n\nMore text.',
  '#1 is the first.\nNothing else.',
  'Kolleg*innen und Leser*innen',
  '2 ** 3 ** 4',
  '- Only one line with a dash\nand a text below',
  '[sic] (he said)\nand so on',
  'A – b – c\nd - e',
  '-----\nText',
])('%j is none', (text) => {
  expect(looksLikeMarkdown(text)).toBe(false);
});
