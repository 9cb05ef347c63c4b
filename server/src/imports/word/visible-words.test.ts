// No visible word of a Word document is lost: it is in a piece, or in the list of what was not taken over; nor are two
// words glued together.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DocxParts, foundIn, para, r, shown, style, tbl, wp } from './testing.ts';

/** XML with the words in it that readers of the document see, or would see if they looked for them. */
interface Piece {
  xml: string;
  words: string[];
}

let count = 0;
/** A word that is nowhere else. */
const word = fc.constant(null).map(() => {
  count += 1;
  return `w${count.toString(36)}x`;
});
const said = (xml: (word: string) => string): fc.Arbitrary<Piece> =>
  word.map((one) => ({ xml: xml(one), words: [one] }));
const around = (inner: fc.Arbitrary<Piece>, xml: (inner: string) => string): fc.Arbitrary<Piece> =>
  inner.map((piece) => ({ ...piece, xml: xml(piece.xml) }));
const together = (pieces: readonly Piece[], between = ''): Piece => ({
  xml: pieces.map(({ xml }) => xml).join(between),
  words: pieces.flatMap(({ words }) => words),
});

const space = r(' ');
const plainRun = said((one) => r(one, ''));
const field = (instruction: string) => (inner: string) =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${instruction}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${inner}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;

/** What may stand around or beside runs in a paragraph. */
const inline = fc.letrec<{ any: Piece; run: Piece; nested: Piece }>((tie) => ({
  run: fc.oneof(
    { weight: 4, arbitrary: plainRun },
    said((one) => r(one, '<w:b/><w:i w:val="0"/><w:vertAlign w:val="superscript"/>')),
    said((one) => r(one, '<w:vanish/>')),
    said((one) => r(one, '<w:rStyle w:val="Unknown"/><w:caps/>')),
    said((one) => `<w:r><w:t>${one.slice(0, 2)}</w:t><w:t>${one.slice(2)}</w:t></w:r>`),
    said((one) => `<m:oMath><m:r><m:t>${one}</m:t></m:r></m:oMath>`),
    said(
      (one) =>
        `<m:oMath><m:f><m:num><m:r><m:t>${one}</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>`,
    ),
    said((one) => `<w:del><w:r><w:delText>${one}</w:delText></w:r></w:del>`),
    said((one) => `<w:moveFrom>${r(one)}</w:moveFrom>`),
    said((one) => `<w:r><w:ruby><w:rt>${r('k')}</w:rt><w:rubyBase>${r(one)}</w:rubyBase></w:ruby></w:r>`),
    said((one) => `<w:r><w:footnoteReference w:id="${one}"/></w:r>`),
    said(
      (one) =>
        `<w:r><w:pict><v:shape><v:textbox><w:txbxContent>${para(one)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>`,
    ),
    said(
      (one) =>
        `<w:r><w:drawing><wp:anchor><wps:wsp><wps:txbx><w:txbxContent>${para(one)}</w:txbxContent></wps:txbx></wps:wsp></wp:anchor></w:drawing></w:r>`,
    ),
    said(
      (one) =>
        `<w:r><w:drawing><wp:inline><wp:docPr id="1" name="" descr="${one}"/><a:blip r:embed="none"/></wp:inline></w:drawing></w:r>`,
    ),
    said((one) => `<w:r><w:pict><v:shape><v:textpath string="${one}"/></v:shape></w:pict></w:r>`),
  ),
  nested: fc.oneof(
    ...[
      (inner: string) => `<w:ins>${inner}</w:ins>`,
      (inner: string) => `<w:moveTo>${inner}</w:moveTo>`,
      (inner: string) => `<w:smartTag>${inner}</w:smartTag>`,
      (inner: string) => `<w:customXml><w:customXmlPr/>${inner}</w:customXml>`,
      (inner: string) => `<w:dir w:val="rtl">${inner}</w:dir>`,
      (inner: string) => `<w:bdo w:val="rtl">${inner}</w:bdo>`,
      (inner: string) => `<w:novelty>${inner}</w:novelty>`,
      (inner: string) => `<w:fldSimple w:instr="AUTHOR">${inner}</w:fldSimple>`,
      (inner: string) => `<w:hyperlink w:anchor="a">${inner}</w:hyperlink>`,
      (inner: string) => `<w:sdt><w:sdtPr/><w:sdtContent>${inner}</w:sdtContent></w:sdt>`,
      (inner: string) =>
        `<mc:AlternateContent><mc:Choice Requires="x">${inner}</mc:Choice><mc:Fallback>${inner}</mc:Fallback></mc:AlternateContent>`,
      (inner: string) =>
        `<mc:AlternateContent><mc:Choice Requires="x"><w:r/></mc:Choice><mc:Fallback>${inner}</mc:Fallback></mc:AlternateContent>`,
      field('HYPERLINK "https://example.org"'),
      field('REF x \\h'),
    ].map((xml) => around(tie('any'), xml)),
  ),
  any: fc.oneof({ maxDepth: 4, withCrossShrink: true }, tie('run'), tie('nested')),
})).any;

const gap = fc.constantFrom(
  space,
  '<w:r><w:tab/></w:r>',
  '<w:r><w:br/></w:r>',
  '<w:r><w:cr/></w:r>',
  '<w:r><w:ptab/></w:r>',
  '<w:r><w:br w:type="page"/></w:r>',
);
const paragraph = fc
  .tuple(
    fc.array(inline, { minLength: 1, maxLength: 4 }),
    gap,
    fc.constantFrom(
      '',
      '<w:pStyle w:val="Quote"/>',
      '<w:pStyle w:val="Caption"/>',
      '<w:pStyle w:val="Code"/>',
      '<w:pStyle w:val="Contents1"/>',
      '<w:pStyle w:val="ListContinue"/>',
      '<w:outlineLvl w:val="2"/>',
      '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>',
      '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="9"/></w:numPr>',
      '<w:rPr><w:del/></w:rPr>',
      '<w:pBdr><w:bottom w:val="single"/></w:pBdr>',
    ),
  )
  .map(([pieces, between, properties]) => {
    const { xml, words } = together(pieces, between);
    // A paragraph whose end was deleted goes on in the next one.
    return { xml: wp(`${xml}${space}`, properties), words };
  });

/** What may stand around or beside paragraphs. */
const block = fc.letrec<{ any: Piece; nested: Piece; table: Piece }>((tie) => ({
  table: fc
    .array(fc.array(tie('any'), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
    .map((rows) => ({
      xml: tbl(
        ...rows.map((cells) => `<w:tr>${cells.map(({ xml }) => `<w:tc>${xml}</w:tc>`).join('')}</w:tr>`),
      ),
      words: rows.flat().flatMap(({ words }) => words),
    })),
  nested: fc.oneof(
    tie('table'),
    around(tie('any'), (inner) => `<w:sdt><w:sdtPr/><w:sdtContent>${inner}</w:sdtContent></w:sdt>`),
    around(tie('any'), (inner) => `<w:customXml>${inner}</w:customXml>`),
    around(tie('any'), (inner) => `<w:ins>${inner}</w:ins>`),
    around(tie('any'), (inner) => `<w:novelty>${inner}</w:novelty>`),
    around(
      tie('any'),
      (inner) => `<mc:AlternateContent><mc:Choice Requires="x">${inner}</mc:Choice></mc:AlternateContent>`,
    ),
    around(plainRun, (inner) => `${inner}${space}`),
  ),
  any: fc.oneof(
    { maxDepth: 3 },
    { weight: 3, arbitrary: paragraph },
    { weight: 1, arbitrary: tie('nested') },
  ),
})).any;

const styles = [
  style('Quote', 'Quote'),
  style('Caption', 'caption'),
  style('Code', 'HTML Preformatted'),
  style('Contents1', 'toc 1'),
  style('ListContinue', 'List Continue'),
].join('');
const numbering = `<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>`;

test('every visible word is in a piece or among what was not taken over, and stands alone', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(block, { minLength: 1, maxLength: 6 }), async (blocks) => {
      const { xml, words } = together(blocks);
      const notes = words.map((one) => `<w:footnote w:id="${one}">${para(one)}</w:footnote>`).join('');
      const parts: DocxParts = { styles, numbering, footnotes: notes };
      const file = await foundIn(xml, parts);
      const everything = [...shown(file), ...file.lost.flatMap((one) => one.words ?? [])].join(' ');
      const there = new Set(everything.split(/[^a-z0-9]+/));
      expect(words.filter((one) => !there.has(one))).toEqual([]);
    }),
    { numRuns: 200, seed: 28 },
  );
});
