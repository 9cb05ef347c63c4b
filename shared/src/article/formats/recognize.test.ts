import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sentenceArbitrary, template, textOf, titleArbitrary, wordsIn } from '../testing.ts';
import { compose } from './compose.ts';
import { type Found, line } from './found.ts';
import { inlineText, textNode } from './inline.ts';
import { saysLabel } from './line-kinds.ts';
import type { ImportPiece } from './pieces.ts';
import { recognize } from './recognize.ts';
import { readText } from './text-in.ts';

const news = template('news').sections;

const show = (piece: ImportPiece) => {
  if (piece.type !== 'line') return piece.type;
  const kind = piece.role === 'section' ? ` ${piece.kind}${piece.titled ? '!' : ''}` : '';
  return `${piece.role}${kind}: ${inlineText(piece.inline)}`;
};
const rolesOf = (text: string, sections = news) => recognize(readText(text), sections).map(show);

const long = 'A long sentence that goes on for quite a while, as those of articles do, and then it ends.';

test('a mailed German article is recognized whole', () => {
  const text = `Nordhafen füllt seinen Winterspeicher
Unter dem Güterbahnhof lagert seit Montag heißes Wasser.

Küstendienst | Nordhafener Bote

EINLEITUNG
${long}

NEWS
Ein Becken, das niemand sieht
${long}
${long}
AUSBLICK
${long}

UNTERSTÜTZUNG
Werden Sie Mitglied.

KURZFASSUNG
- Erstens
* Zweitens
• Drittens`;
  expect(rolesOf(text)).toEqual([
    'headline: Nordhafen füllt seinen Winterspeicher',
    'dek: Unter dem Güterbahnhof lagert seit Montag heißes Wasser.',
    'credit: Küstendienst | Nordhafener Bote',
    'section introduction: EINLEITUNG',
    `paragraph: ${long}`,
    'section news: NEWS',
    'subheading: Ein Becken, das niemand sieht',
    `paragraph: ${long}`,
    `paragraph: ${long}`,
    'section outlook: AUSBLICK',
    `paragraph: ${long}`,
    'section support: UNTERSTÜTZUNG',
    'paragraph: Werden Sie Mitglied.',
    'section summary: KURZFASSUNG',
    'bullet: Erstens',
    'bullet: Zweitens',
    'bullet: Drittens',
  ]);
});

describe('the head', () => {
  test('a first line that names a section is no headline', () => {
    expect(rolesOf(`NEWS\n${long}`)).toEqual(['section news: NEWS', `paragraph: ${long}`]);
  });

  test('a pasted paragraph is no headline', () => {
    expect(rolesOf(`${long} ${long}\n${long}`)[1]).toBe(`paragraph: ${long} ${long}`);
  });

  test('the credit may stand before the dek, and a byline with its lead-in is one too', () => {
    expect(rolesOf(`Title here\nVon Jonas Weber\nThe dek says more.\nOUTLOOK\n${long}`).slice(0, 3)).toEqual([
      'headline: Title here',
      'credit: Von Jonas Weber',
      'dek: The dek says more.',
    ]);
  });

  test('a name alone is a byline, a picture’s credit none, and a dateline begins the text', () => {
    expect(rolesOf(`Title here\nAnna Adler\nFoto: Jon Muster/dpa\n\n${long}\n${long}`).slice(0, 3)).toEqual([
      'headline: Title here',
      'credit: Anna Adler',
      'picture-credit: Foto: Jon Muster/dpa',
    ]);
    expect(rolesOf(`Title here\nMidjourney v7 | The Outlet\n${long}`)[1]).toBe(
      'picture-credit: Midjourney v7 | The Outlet',
    );
    for (const place of ['Berlin (dpa) -', 'HARBOR CITY, May 3 (AP) --', 'Nordhafen, 3. Mai 2026 –'])
      expect(rolesOf(`Title here\n\n${place} The ferry is back.\n\n${long}`)).toContain(
        `paragraph: ${place} The ferry is back.`,
      );
    expect(rolesOf(`Title here\nNeue Hoffnung\n${long}`)[1]).toBe('dek: Neue Hoffnung');
  });

  test('a title that the format marks wins over what stands above it', () => {
    const pieces = recognize(
      {
        found: [
          line({ is: 'plain' }, [textNode('Kicker')]),
          line({ is: 'heading', level: 1 }, [textNode('The title')]),
          line({ is: 'plain' }, [textNode('The dek.')]),
          line({ is: 'plain' }, [textNode(long)]),
        ],
        facts: {},
      },
      news,
    );
    expect(pieces.map(show).filter((shown) => !shown.startsWith('section'))).toEqual([
      'paragraph: Kicker',
      'headline: The title',
      'dek: The dek.',
      `paragraph: ${long}`,
    ]);
  });
});

describe('what the file says of itself', () => {
  const plain = (text: string, leftOut?: 'outside-article') => ({
    ...line({ is: 'plain' }, [textNode(text)]),
    ...(leftOut ? { leftOut } : {}),
  });
  const facts = { headline: 'The title', dek: 'What it is about', byline: 'Anna Adler' };
  const shown = (...found: Found[]) =>
    recognize({ found, facts }, news)
      .map((piece) => `${show(piece)} (${piece.why})`)
      .filter((one) => !one.startsWith('section'));

  test('stands before the text, and no guess is made beside it', () => {
    expect(shown(plain('A first line'), plain(long))).toEqual([
      'headline: The title (file-says)',
      'dek: What it is about (file-says)',
      'credit: Anna Adler (file-says)',
      'paragraph: A first line (rest)',
      `paragraph: ${long} (rest)`,
    ]);
  });

  test('is the line that says the same, also one around the article', () => {
    expect(shown(plain('The title', 'outside-article'), plain('Von Anna Adler'), plain(long))).toEqual([
      'dek: What it is about (file-says)',
      'headline: The title (file-says)',
      'credit: Von Anna Adler (file-says)',
      `paragraph: ${long} (rest)`,
    ]);
  });
});

describe('sections', () => {
  test('labels are known in any language, in any case, by aliases and with a colon', () => {
    const text = `T\nD\n\nEinleitung:\n${long}\nWhat's next\n${long}\nDAS WICHTIGSTE IN KÜRZE\n- a`;
    expect(rolesOf(text).filter((shown) => shown.startsWith('section'))).toEqual([
      'section introduction: Einleitung:',
      "section outlook: What's next",
      'section summary: DAS WICHTIGSTE IN KÜRZE',
    ]);
  });

  test('other lines in capitals are sections with a title of their own', () => {
    expect(rolesOf(`T\nD\n\nNEWS\n${long}\nHINTERGRUND\n${long}`)).toContain('section news!: HINTERGRUND');
  });

  test('an opening without a label is the first section', () => {
    expect(rolesOf(`T\nThe dek.\n${long}\nNEWS\n${long}`)).toEqual([
      'headline: T',
      'dek: The dek.',
      'section introduction: ',
      `paragraph: ${long}`,
      'section news: NEWS',
      `paragraph: ${long}`,
    ]);
  });

  test('without any label the first paragraph opens and the rest is the main section', () => {
    expect(rolesOf(`T\nThe dek.\n${long}\n${long}\n${long}`).filter((s) => s.startsWith('section'))).toEqual([
      'section introduction: ',
      'section news: ',
    ]);
  });

  test('headings of the labels’ level are sections, deeper ones subheadings', () => {
    const heading = (level: number, text: string) => line({ is: 'heading', level }, [textNode(text)]);
    const text = line({ is: 'plain' }, [textNode(long)]);
    const found = [
      heading(1, 'T'),
      heading(2, 'News'),
      heading(3, 'a'),
      text,
      heading(4, 'b'),
      text,
      heading(2, 'Own'),
      text,
    ];
    const pieces = recognize({ found, facts: {} }, news);
    expect(pieces.filter((piece) => piece.why === 'heading').map(show)).toEqual([
      'subheading: a',
      'subheading: b',
      'section news!: Own',
    ]);
    expect(
      pieces
        .map((piece) => (piece.type === 'line' && piece.role === 'subheading' ? piece.level : 0))
        .filter(Boolean),
    ).toEqual([2, 3]);
  });
});

describe('subheadings', () => {
  test('a short line at a section’s end, or above another short line, is text', () => {
    expect(rolesOf(`T\nD\n\nNEWS\n${long}\nOne short\nTwo short\n\nOUTLOOK\n${long}`)).toContain(
      'paragraph: One short',
    );
  });

  test('lines of a section of bullets are bullets, signs or not', () => {
    expect(rolesOf('T\nD\n\nSUMMARY\nFirst point\nSecond point is here').slice(3)).toEqual([
      'bullet: First point',
      'bullet: Second point is here',
    ]);
  });
});

const anyLine = fc.oneof(
  sentenceArbitrary,
  titleArbitrary,
  titleArbitrary.map((title) => title.toUpperCase()),
  titleArbitrary.map((title) => `- ${title}`),
  titleArbitrary.map((title) => `• ${title}`),
  titleArbitrary.map((title) => `> ${title}`),
  titleArbitrary.map((title) => `${title} | ${title}`),
  fc.constantFrom(
    'NEWS',
    'Ausblick',
    'KURZFASSUNG:',
    'Support',
    '',
    '',
    '  ',
    '---',
    '1. eins',
    '2. zwei',
    'Von Anna Adler',
  ),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
);

/** The words of mailed text without the signs that make lists, quotes and dividers. */
const signless = (text: string) => wordsIn(text.replace(/[^\p{L}\p{N}\s]/gu, ''));

test('no word of a text is lost or changes its place, whatever the text', () => {
  fc.assert(
    fc.property(fc.array(anyLine, { maxLength: 30 }), (lines) => {
      const text = lines.join('\n');
      const pieces = recognize(readText(text), news);
      const words = pieces.flatMap((piece) =>
        piece.type === 'line' ? [inlineText(piece.inline), piece.source] : [],
      );
      const read = signless(words.join('\n'));
      const numbered = pieces.some((piece) => piece.type === 'line' && piece.role === 'numbered');
      const input = signless(text).filter((word) => !numbered || !/^[1-9]$/.test(word));
      expect(read.filter((word) => !numbered || !/^[1-9]$/.test(word))).toEqual(input);
    }),
    { seed: 7, numRuns: 400 },
  );
});

test('all words of the pieces are in the content, except the labels of sections', () => {
  fc.assert(
    fc.property(
      fc.array(anyLine, { maxLength: 30 }),
      fc.constantFrom('news', 'interview', 'review', 'blank'),
      (lines, id) => {
        const { sections } = template(id);
        const pieces = recognize(readText(lines.join('\n')), sections);
        const { content, byline } = compose(pieces, { sections, language: 'de', complete: false });
        const expected = pieces.flatMap((piece) => {
          if (piece.type !== 'line') return [];
          const spec = sections.find(({ kind }) => kind === piece.kind) ?? null;
          const isLabel = piece.role === 'section' && saysLabel(inlineText(piece.inline), spec, 'de');
          if (isLabel && !piece.titled) return [];
          return signless(`${inlineText(piece.inline)} ${piece.source}`);
        });
        const written = signless(`${textOf(content)} ${byline}`);
        // The credit moves to the byline, and its lead-in goes.
        expect([...written].sort()).toEqual(
          expected.filter((word) => !(word === 'Von' && byline.includes('Anna'))).sort(),
        );
      },
    ),
    { seed: 11, numRuns: 300 },
  );
});
