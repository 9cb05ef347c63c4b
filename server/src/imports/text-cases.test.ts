// Small inputs that were read wrongly once, each with what is right.
import { readFileSync } from 'node:fs';
import { inlineText } from '@galley/shared/article/formats/inline.ts';
import { readMarkdown } from '@galley/shared/article/formats/markdown-in.ts';
import { withNotices } from '@galley/shared/article/formats/notices.ts';
import type { ImportPiece } from '@galley/shared/article/formats/pieces.ts';
import { recognize } from '@galley/shared/article/formats/recognize.ts';
import { readText } from '@galley/shared/article/formats/text-in.ts';
import { template } from '@galley/shared/article/testing.ts';
import { expect, test } from 'vitest';

const fileOf = (name: string) => {
  const source = readFileSync(
    new URL(`../../../shared/src/article/formats/cases/${name}`, import.meta.url),
    'utf8',
  );
  return withNotices(name.endsWith('.md') ? readMarkdown(source) : readText(source));
};
const shown = (piece: ImportPiece) => {
  if (piece.type !== 'line') return piece.type;
  const why = piece.role === 'left-out' ? ` (${piece.why})` : '';
  return `${piece.role}${why}: ${inlineText(piece.inline)}`;
};
const read = (name: string) =>
  recognize(fileOf(name), template('news').sections)
    .map(shown)
    .filter((one) => !one.startsWith('section: '));

test('front-matter.md: the head is what the file says', () => {
  expect(read('front-matter.md')).toEqual([
    'headline: Der Kran kehrt zurück',
    'dek: Nach drei Wintern steht er wieder am Kai.',
    'credit: Mara Beispiel',
    'paragraph: Der Kran steht seit Montag wieder am Kai.',
    'subheading: Die Reise',
    'paragraph: Er kam mit dem Schiff.',
  ]);
  expect(fileOf('front-matter.md').facts).toMatchObject({ published: '2026-05-01', tags: ['hafen', 'kran'] });
});

test('wrapped.txt: lines are paragraphs again', () => {
  expect(read('wrapped.txt')).toEqual([
    'headline: Neue Fähre legt ab',
    'paragraph: Die neue Fähre hat am Montag zum ersten Mal abgelegt. An Bord waren elf Menschen und ein Hund, der nach Angaben des Kapitäns nicht bezahlt hatte – so hat er es jedenfalls gesagt. Die Fahrt ging vorbei am alten Wasserwerk und dauerte zwölf Minuten.',
    'paragraph: Am Abend kam sie zurück. Mehr steht unter https://example.org/ein/sehr/langer/weg/der/in/keine/zeile/passt/und/nicht/umbricht',
  ]);
});

test('agency.txt: embargo and notes are left out', () => {
  expect(read('agency.txt')).toEqual([
    'left-out (embargo-line): Sperrfrist: 1. Juni 2026, 06:00 Uhr',
    'headline: Zug fährt wieder über die Brücke',
    'paragraph: Nordhafen (dpa) - Der Zug fährt wieder. Das sagte ein Sprecher am Montag.',
    'left-out (end-mark): --',
    'left-out (service-note): # Notizblock',
    'left-out (service-note): ## Redaktionelle Hinweise',
    'left-out (service-note): Foto folgt',
    'left-out (service-note): ## Orte',
    'left-out (service-note): Bahnhof',
    'left-out (service-note): nicht zur Veröffentlichung bestimmt: Mara Beispiel, 0123 456',
  ]);
  expect(fileOf('agency.txt').facts.embargo).toBe('2026-06-01T06:00');
});

test('slug-line.txt: the second line is the headline', () => {
  expect(read('slug-line.txt')).toEqual([
    'left-out (slug-line): FERRY-RETURNS',
    'headline: Ferry returns to the pier',
    'credit: By Mara Example',
    'paragraph: HARBOR CITY (AP) -- The ferry came back on Monday.',
    'paragraph: It was late.',
    'left-out (end-mark): -30-',
  ]);
});

test('credit.txt: a picture generator is no author', () => {
  expect(read('credit.txt').slice(1, 3)).toEqual([
    'dek: Seit Samstag lädt die Strömung die Batterien. Die Insel fragt nach dem Winter.',
    'picture-credit: Flux Schnell | Der Beispielbote',
  ]);
});

test('foto-credit.txt: the picture has its credit, the article its author', () => {
  expect(read('foto-credit.txt').slice(2, 4)).toEqual([
    'picture-credit: Foto: Mara Beispiel/dpa',
    'credit: Von Jon Muster',
  ]);
});

test('quoted-mail.txt: no sign of quoting is left', () => {
  expect(read('quoted-mail.txt')).toEqual([
    'headline: Neue Fähre legt ab',
    'paragraph: Die neue Fähre hat am Montag abgelegt. Sie kommt wieder.',
    'quote: Noch tiefer stand dies.',
  ]);
});

test.each([
  ['raw-tag.md', ['Der Kran steht wieder.', '<Video folgt>', 'Er kam mit dem Schiff, und viele sahen zu.']],
  ['inner-tag.md', ['Für a<b und c>d gilt das Gleiche wie zuvor.']],
  ['stars.md', ['Die Kolleg*innen und die Leser*innen waren da.']],
  ['bold-quotes.md', ['Der „Fischmarkt“bleibt, und Hafen:Text steht da.']],
])('%s: every word is there', (name, lines) => {
  expect(fileOf(name).found.map((one) => (one.type === 'line' ? inlineText(one.inline) : one.type))).toEqual(
    lines,
  );
});

test('bold-quotes.md and stars.md: bold as meant, nothing in italics', () => {
  const marked = (name: string) =>
    fileOf(name).found.flatMap((one) => (one.type === 'line' ? one.inline.filter(({ marks }) => marks) : []));
  expect(marked('stars.md')).toEqual([]);
  expect(marked('bold-quotes.md').map(({ text }) => text)).toEqual(['„Fischmarkt“', 'Hafen:']);
});

test('upper-table.md: a bar in code ends no cell', () => {
  const [table] = fileOf('upper-table.md').found;
  expect(table?.type === 'block' && table.block.content?.map((row) => row.content?.length)).toEqual([2, 2]);
});
