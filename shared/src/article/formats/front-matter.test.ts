import { expect, test } from 'vitest';
import { readFrontMatter } from './front-matter.ts';

const read = (...lines: string[]) => readFrontMatter(lines.join('\n'));

test('YAML and TOML say the same in their ways', () => {
  const facts = {
    headline: 'Der Kran',
    byline: 'Mara, Jon',
    tags: ['hafen', 'kran'],
    siteSection: 'Hafen',
    published: '2026-05-01T10:00:00Z',
  };
  expect(
    read(
      '---',
      'title: Der Kran',
      'authors: [Mara, Jon]',
      'tags: hafen, kran',
      'Ressort: Hafen',
      'date: 2026-05-01T10:00:00Z',
      '---',
      'Text.',
    ),
  ).toEqual({ text: 'Text.', facts, lost: [] });
  expect(
    read(
      '+++',
      'title = "Der Kran"',
      'author = ["Mara", "Jon"]',
      'tags = ["hafen", "kran"]',
      'section = "Hafen"',
      'date = 2026-05-01T10:00:00Z',
      '+++',
      'Text.',
    ).facts,
  ).toMatchObject({
    headline: 'Der Kran',
    byline: 'Mara, Jon',
    tags: ['hafen', 'kran'],
    siteSection: 'Hafen',
  });
});

test('what has no place is named, with its words', () => {
  const { facts, lost } = read(
    '---',
    'title: T',
    'layout: post',
    'date: bald',
    'image:',
    '  src: /a.jpg',
    '  alt: Ein Kran',
    '---',
    '',
  );
  expect(facts).toEqual({ headline: 'T', image: '/a.jpg' });
  expect(lost).toEqual([
    { what: 'details', count: 3, words: ['layout: post', 'date: bald', 'image: alt: Ein Kran'] },
  ]);
});

test('a title with a colon, which is no YAML, is read by its lines', () => {
  expect(read('---', 'title: Hafen: Der Kran "Anna": zurück', 'slug: kran', '---', 'Text.').facts).toEqual({
    headline: 'Hafen: Der Kran "Anna": zurück',
    slug: 'kran',
  });
});

test('a file that begins with a divider has none', () => {
  const text = '---\n\nEin Absatz.\n\n---\n\nNoch einer.';
  expect(readFrontMatter(text)).toEqual({ text, facts: {}, lost: [] });
});
