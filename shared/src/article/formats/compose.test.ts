import { describe, expect, test } from 'vitest';
import type { NodeJson } from '../content.ts';
import { template } from '../testing.ts';
import { compose } from './compose.ts';
import { type Found, line } from './found.ts';
import { textNode } from './inline.ts';
import type { ImportPiece, LinePiece } from './pieces.ts';
import { recognize } from './recognize.ts';

const blank = template('blank').sections;
const plain = (text: string) => line({ is: 'plain' }, [textNode(text)]);
const numbered = (number: number, text: string, depth = 0) =>
  line({ is: 'numbered', depth, number }, [textNode(text)]);
const piecesOf = (...found: Found[]) =>
  recognize({ found: [plain('A headline'), ...found], facts: {} }, blank);
const blocksOf = (pieces: readonly ImportPiece[]) =>
  compose(pieces, { sections: blank, language: 'en', complete: false }).content.sections.flatMap(
    ({ blocks }) => blocks,
  );
/** `5[a b]` for a list from 5 with the items a and b. */
const brief = (node: NodeJson): string => {
  if (node.type === 'text') return node.text ?? '';
  const inner = (node.content ?? []).map(brief);
  if (node.type === 'orderedList') return `${node.attrs?.start}[${inner.join(' ')}]`;
  return inner.join(' ');
};
const lists = (pieces: readonly ImportPiece[]) => blocksOf(pieces).map(brief);
const withoutLine = (pieces: readonly ImportPiece[], text: string) =>
  pieces.map((piece) =>
    piece.type === 'line' && piece.inline[0]?.text === text
      ? ({ ...piece, role: 'left-out' } satisfies LinePiece)
      : piece,
  );

describe('numbered items', () => {
  test('keep the numbers of the file, over what stands between and from list to list', () => {
    expect(
      lists(
        piecesOf(numbered(5, 'a'), numbered(6, 'b'), numbered(3, 'c'), plain('between.'), numbered(4, 'd')),
      ),
    ).toEqual(['5[a b]', '3[c]', 'between.', '4[d]']);
  });

  test('count on without one that is left out, deeper ones apart', () => {
    const pieces = piecesOf(
      numbered(1, 'a'),
      numbered(1, 'x', 1),
      numbered(2, 'y', 1),
      numbered(2, 'b'),
      numbered(3, 'c'),
      numbered(1, 'd'),
    );
    expect(lists(withoutLine(pieces, 'b'))).toEqual(['1[a 1[x y] c]', '1[d]']);
    expect(lists(withoutLine(pieces, 'a'))).toEqual(['1[x y]', '1[b c]', '1[d]']);
  });
});

test('a section keeps what the file calls it, where the template calls it otherwise', () => {
  const { sections } = template('news');
  const text = 'A sentence of some length that stands for the text of the section and ends here.';
  const titles = (label: string, language: 'en' | 'de') =>
    compose(recognize({ found: [plain('T'), plain(label), plain(text)], facts: {} }, sections), {
      sections,
      language,
      complete: false,
    }).content.sections.map(({ kind, title }) => [kind, title]);
  expect(titles('NEWS', 'en')).toEqual([['news', '']]);
  expect(titles('NEWS:', 'de')).toEqual([['news', 'NEWS']]);
});

test('the main section does not begin within a list', () => {
  const { sections } = template('news');
  const bullet = (text: string) => line({ is: 'bullet', depth: 0 }, [textNode(text)]);
  const pieces = recognize(
    { found: [plain('T'), bullet('one'), bullet('two'), plain('A sentence that ends here.')], facts: {} },
    sections,
  );
  const shown = pieces.flatMap((piece) =>
    piece.type === 'line'
      ? [piece.role === 'section' ? `[${piece.kind}]` : (piece.inline[0]?.text ?? '')]
      : [],
  );
  expect(shown).toEqual(['T', '[introduction]', 'one', 'two', '[news]', 'A sentence that ends here.']);
});

test('a picture’s credit becomes the lead picture’s, one that is elsewhere a link with its words', () => {
  const picture: Found = {
    type: 'picture',
    mime: '',
    data: '',
    remote: 'https://pictures.example/a.jpg',
    alt: '',
    caption: 'The harbor.',
    credit: 'Ada',
  };
  const pieces = recognize(
    { found: [plain('One sentence.'), plain('Two sentences.'), picture], facts: { pictureCredit: 'Flux' } },
    blank,
  );
  const { content } = compose(pieces, { sections: blank, language: 'en', complete: false });
  expect(content.lead.credit).toBe('Flux');
  expect(content.sections[0]?.blocks.at(-1)?.content).toEqual([
    textNode('The harbor. Ada', [{ type: 'link', attrs: { href: 'https://pictures.example/a.jpg' } }]),
  ]);
});
