// HTML as word processors, mail programs and web pages write it. The same files are pasted in the browser's tests.
import { readFileSync } from 'node:fs';
import { builtInTemplates } from '@galley/shared/article/built-in-templates.ts';
import { readHtml } from '@galley/shared/article/formats/html-in.ts';
import { shown } from '@galley/shared/article/formats/html-testing.ts';
import { describe, expect, test } from 'vitest';
import { findMainText } from './main-text.ts';
import { readFile } from './read-file.ts';

const caseFile = (name: string) =>
  readFileSync(new URL(`../../../shared/src/article/formats/cases/${name}.html`, import.meta.url));
const read = (name: string) => {
  const { found, facts, lost } = readHtml(caseFile(name).toString(), { language: 'de', findMainText });
  return { found: found.map(shown), facts, lost };
};

test('Word’s lists are lists, and its comments are counted', () => {
  expect(read('word-list')).toEqual({
    found: [
      'title: Ein Titel',
      'plain: Erster Absatz.',
      'bullet 0: Brot',
      'bullet 0: Fisch',
      'numbered 0 1: Zuerst',
      'numbered 0 2: Danach',
    ],
    facts: {},
    lost: [{ what: 'comments', count: 1, words: ['Den Anwalt fragen'] }],
  });
});

test('Word on the web names levels and headings by attributes', () => {
  expect(read('word-web').found).toEqual([
    'heading 1: Die Mole wird länger',
    'plain: Fett<bold> und nicht fett.',
    'bullet 0: Beton',
    'bullet 1: aus Bremen',
    'bullet 0: Stahl',
    'numbered 0 1: Planen',
    'numbered 0 2: Bauen',
  ]);
});

test('Google Docs’ clipboard has no blank paragraphs and no detours', () => {
  expect(read('google-clipboard').found).toEqual([
    'heading 2: Ein neuer Steg',
    'plain: Am Montag<bold> begann der Bau, sagt das Bauamt<link=https://example.org/bauamt?a=1>.<italic>',
    'bullet 0: Holz',
    'bullet 1: Lärche',
    'bullet 0: Seile',
    'plain: Im Mai ist er fertig.',
  ]);
});

test('Google Docs’ download formats by classes, and names a list’s level in one', () => {
  expect(read('google-download')).toEqual({
    found: [
      'title: Ein neuer Steg',
      'plain: Am Montag<bold> begann der Bau, sagt das Bauamt<link=https://example.org/bauamt,italic>.',
      'bullet 0: Holz',
      'bullet 1: Lärche',
      'bullet 0: Seile',
      'numbered 0 4: Bohren',
      'numbered 0 5: Rammen',
    ],
    facts: {},
    lost: [{ what: 'comments', count: 1, words: ['Stimmt der Tag?'] }],
  });
});

test('LibreOffice', () => {
  expect(read('libreoffice').found).toEqual([
    'heading 1: Das Wehr',
    'plain: Fett<bold> und schräg<italic>, „wie gesagt“.',
    'bullet 0: Sand',
    'bullet 0: Kies',
    'bullet 1: grob',
    'numbered 0 3: Messen',
    'table(tableRow(tableCell=2(paragraph(Pegel))tableCell(paragraph(hoch)))tableRow(tableCell(paragraph(tief))))',
  ]);
});

test('Apple Notes', () => {
  expect(read('apple-notes').found).toEqual([
    'plain: Notizen zum Markt<bold>',
    'plain: Der Stand am Brunnen ist neu<italic>, der alte bleibt<strike> ist fort.',
    'bullet 0: Äpfel',
    'bullet 0: Birnen',
  ]);
});

test('Outlook: tracked changes, lists with letters, pictures that stayed in the mail', () => {
  expect(read('outlook')).toEqual({
    found: [
      'plain: Liebe Redaktion,',
      'plain: die Fähre fährt wieder: mehr dazu<link=https://example.org/faehre>.',
      'numbered 0 1 a: Abfahrt um acht',
      'bullet 1: sonntags um neun',
      'numbered 0 2 a: Ankunft um zehn',
    ],
    facts: {},
    lost: [
      { what: 'tracked-changes', count: 2, words: ['nicht'] },
      { what: 'hidden-text', count: 1, words: ['nur für Word'] },
      { what: 'pictures', count: 1, words: ['Die Fähre'] },
    ],
  });
});

test('what nobody sees is left out and counted', () => {
  const { found, lost } = read('hidden');
  expect(found).toEqual(['heading 1: Was man sieht', 'plain: Sichtbar.']);
  expect(lost).toMatchObject([{ what: 'hidden-text', count: 4 }]);
});

test('lists keep their numbers', () => {
  expect(read('list-start').found).toEqual([
    'numbered 0 5: fünf',
    'numbered 0 6: sechs',
    'plain: Dazwischen.',
    'numbered 0 3: drei',
    'numbered 0 4: vier',
  ]);
});

test('every picture of a gallery has its own caption and credit', () => {
  expect(read('gallery').found.slice(2)).toEqual([
    'picture https://example.org/a.jpg A Erstes Bild (Mara Beispiel)',
    'picture https://example.org/b.jpg B Zweites Bild',
    'picture https://example.org/c.jpg C Drittes Bild',
  ]);
});

describe('web pages', () => {
  test('the headline outside the article is known, related links and the form are left out', async () => {
    const sections = builtInTemplates[0]?.content.sections ?? [];
    const outcome = await readFile({ bytes: caseFile('page'), format: 'html', sections });
    if (outcome.outcome === 'refused') throw new Error(outcome.fault);
    const lines = outcome.preview.pieces.flatMap((piece) =>
      piece.type === 'line' && piece.inline.length > 0
        ? [[piece.role, piece.why, piece.inline.map(({ text }) => text).join('')]]
        : [],
    );
    expect(lines).toEqual([
      ['left-out', 'outside-article', 'Start'],
      ['headline', 'file-says', 'Der Kran kehrt zurück'],
      ['left-out', 'outside-article', 'Anderes Thema'],
      ['dek', 'after-headline', expect.stringContaining('Der Kran steht')],
      ['left-out', 'related', 'Lesen Sie auch'],
      ['left-out', 'related', 'Die Fähre'],
      ['paragraph', 'rest', expect.stringContaining('Er war drei Winter')],
      ['left-out', 'form', 'Name Abonnieren'],
    ]);
  });

  test.each([
    [
      'a series named in a larger heading',
      'Der vierte Tag auf dem Deich: was das Wasser bringt - Flutwoche im Norden',
      '<h2>Flutwoche im Norden</h2><h1>Der vierte Tag auf dem Deich: was das Wasser bringt</h1>',
      'Der vierte Tag auf dem Deich: was das Wasser bringt',
    ],
    [
      'the site’s name in its own first heading',
      'Wandern bei Ebbe @ Annas Küstenblog :: Nordseeblogs',
      '<h1>Nordseeblogs</h1><h2>Wandern bei Ebbe</h2>',
      'Wandern bei Ebbe',
    ],
    [
      'a title with “at”',
      'Ein langer Abend auf der Mole @ Annas Küstenblog',
      '<h1>Annas Küstenblog</h1><h2>Ein langer Abend auf der Mole</h2>',
      'Ein langer Abend auf der Mole',
    ],
  ])(
    'of several headings in the title the article’s own is the headline (%s)',
    (_, title, headings, wanted) => {
      const page = `<html><head><title>x</title><meta property="og:title" content="${title}"></head><body>${headings}<p>Text.</p></body></html>`;
      expect(readHtml(page).facts.headline).toBe(wanted);
    },
  );

  test('a page with paragraphs pasted from Word is a page all the same', () => {
    const page = (head: string) =>
      `<html><head><title>Ebbe</title>${head}</head><body><nav>Start</nav><div class="sharing">Teilen</div>
      <p class="MsoNormal">Das Wasser geht.</p></body></html>`;
    const left = (head: string) => readHtml(page(head)).found.filter(({ leftOut }) => leftOut).length;
    expect(left('<meta property="og:title" content="Ebbe">')).toBe(2);
    expect(left('<link rel="canonical" href="https://example.org/ebbe">')).toBe(2);
    expect(left('')).toBe(0);
  });

  const sentence = (about: string) =>
    `<p>${`Ein langer Satz über ${about}, der mit Kommas, Nebensätzen und allem etwas erzählt. `.repeat(4)}</p>`;

  test('the main text is what the page and the library both take', () => {
    const page = `<html><head><title>Der Deich hält | Küstenblatt</title><meta property="og:title" content="Der Deich hält">
      <meta name="author" content="Mara Beispiel"><meta property="article:published_time" content="2026-11-20T08:00:00+01:00">
      </head><body><header><a href="/">Küstenblatt</a></header>
      <div class="story"><h1>Der Deich hält</h1>${sentence('den Deich')}<p>Anzeige</p>${sentence('das Wasser')}
      <div class="share-bar"><a href="/a">Teilen</a> <a href="/b">Drucken</a></div>
      <div class="newsletter-box"><p>Täglich neu im Postfach</p><form><input type="email"><button>Bestellen</button></form></div>
      ${sentence('die Flut')}</div><div id="comments"><p>Toll! schreibt Leser eins.</p></div>
      <footer><p>Impressum und Datenschutz</p></footer></body></html>`;
    const { found, facts } = readHtml(page, { findMainText });
    const left = found.map(shown).map((line) => line.slice(0, 40));
    expect(facts).toEqual({
      headline: 'Der Deich hält',
      byline: 'Mara Beispiel',
      published: '2026-11-20T08:00:00+01:00',
    });
    expect(left.filter((line) => line.startsWith('plain: '))).toHaveLength(3);
    expect(left).toEqual(
      expect.arrayContaining(
        [
          'advertisement plain: Anzeige',
          expect.stringContaining('outside plain: Teilen'),
          'form plain: Täglich neu im Postfach',
          'form plain: Bestellen',
          'comment plain: Toll! schreibt Leser eins',
          'outside plain: Impressum und Datenschutz',
        ].map((line) => (typeof line === 'string' ? expect.stringContaining(line.slice(0, 36)) : line)),
      ),
    );
  });
});

test.each([
  ['rel', '<p>The novel by <a rel="author" href="/ines">Ines Falk</a> is out today.</p>', undefined],
  ['itemprop', '<p>Den Roman schrieb <span itemprop="author">Ines Falk</span> in Kiel.</p>', undefined],
  ['a line of its own', '<p>By <a rel="author" href="/tom">Tom Reed</a></p>', 'Tom Reed'],
  ['a line with a date', '<p>Bericht von <a rel="author" href="/tom">Tom Reed</a>, Kiel.</p>', 'Tom Reed'],
])('a page’s mark of an author names its byline only outside of sentences (%s)', (_, line, byline) => {
  const text = '<p>The ferries return to the harbor, and with them the commuters.</p>'.repeat(6);
  const page = `<!doctype html><html><head><title>Harbor</title></head><body><h1>Harbor</h1>${line}${text}</body></html>`;
  expect(readHtml(page, { language: 'en', findMainText }).facts.byline).toBe(byline);
});
