import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import {
  cell,
  type DocxParts,
  foundIn,
  marked,
  para,
  r,
  row,
  shown,
  style,
  styled,
  tbl,
  wp,
} from './testing.ts';

const read = async (body: string, parts?: DocxParts) => shown(await foundIn(body, parts));
const lostIn = async (body: string, parts?: DocxParts) => (await foundIn(body, parts)).lost;
const marksIn = async (body: string, parts?: DocxParts) =>
  (await foundIn(body, parts)).found.map((one) => (one.type === 'line' ? marked(one.inline) : one.type));
const field = (instruction: string, result: string) =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${instruction}</w:instrText></w:r>` +
  `<w:r><w:fldChar w:fldCharType="separate"/></w:r>${result}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;

describe('what stands around words does not take them away', () => {
  test.each([
    ['fldSimple', `<w:fldSimple w:instr="AUTHOR">${r('inner')}</w:fldSimple>`, 'inner'],
    ['dir', `<w:dir w:val="rtl">${r('inner')}</w:dir>`, 'inner'],
    ['bdo', `<w:bdo w:val="rtl">${r('inner')}</w:bdo>`, 'inner'],
    ['smartTag', `<w:smartTag w:element="x">${r('inner')}</w:smartTag>`, 'inner'],
    ['customXml', `<w:customXml w:element="x">${r('inner')}</w:customXml>`, 'inner'],
    [
      'sdt',
      `<w:sdt><w:sdtPr><w:alias w:val="no"/></w:sdtPr><w:sdtContent>${r('inner')}</w:sdtContent></w:sdt>`,
      'inner',
    ],
    ['what nobody knows', `<w:novelty>${r('inner')}</w:novelty>`, 'inner'],
    ['ins', `<w:ins w:author="A">${r('inner')}</w:ins>`, 'inner'],
    ['moveTo', `<w:moveTo>${r('inner')}</w:moveTo>`, 'inner'],
    [
      'ruby',
      `<w:r><w:ruby><w:rubyPr/><w:rt>${r('kan')}</w:rt><w:rubyBase>${r('漢')}</w:rubyBase></w:ruby></w:r>`,
      '漢(kan)',
    ],
    ['oMath', '<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>', 'a+b'],
    [
      'a fraction',
      '<m:oMath><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>',
      '(a+b)/2',
    ],
    [
      'AlternateContent without a fallback',
      `<mc:AlternateContent><mc:Choice Requires="w16">${r('inner')}</mc:Choice></mc:AlternateContent>`,
      'inner',
    ],
    [
      'AlternateContent with a choice that gives nothing',
      `<mc:AlternateContent><mc:Choice Requires="w16"><w:r/></mc:Choice><mc:Fallback>${r('inner')}</mc:Fallback></mc:AlternateContent>`,
      'inner',
    ],
    ['a tab to a place', '<w:r><w:ptab w:alignment="right"/></w:r>', ''],
    [
      'a check box',
      `<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`,
      '☒',
    ],
    [
      'a button',
      '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>MACROBUTTON NoMacro [Name of place]</w:instrText><w:fldChar w:fldCharType="end"/></w:r>',
      '[Name of place]',
    ],
    ['a symbol', '<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>', '🡪'],
  ])('%s', async (_, xml, words) => {
    expect(await read(wp(`${r('before ')}${xml}${r(' after')}`))).toEqual([
      `plain: before ${words}${words === '' ? '' : ' '}after`,
    ]);
  });

  test.each([
    ['cr', '<w:cr/>', '\n'],
    ['ptab', '<w:ptab w:alignment="right"/>', ' '],
    ['tab', '<w:tab/>', ' '],
    ['a page break', '<w:br w:type="page"/>', '\n'],
    ['a column break', '<w:br w:type="column"/>', '\n'],
    ['a hyphen that holds', '<w:noBreakHyphen/>', '\u2011'],
  ])('%s does not glue', async (_, sign, between) => {
    expect(await read(wp(`<w:r><w:t>one</w:t>${sign}<w:t>two</w:t></w:r>`))).toEqual([
      `plain: one${between}two`,
    ]);
  });

  test('text boxes of Word and of LibreOffice come once, behind their paragraph', async () => {
    const box = (text: string) => `<w:txbxContent>${para(text)}</w:txbxContent>`;
    const shape = `<w:drawing><wp:anchor><wp:docPr id="1" name="Box"/><a:graphic><a:graphicData><wps:wsp><wps:txbx>${box('Boxed')}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>`;
    const vml = `<w:pict><v:rect><v:textbox>${box('Boxed')}</v:textbox></v:rect></w:pict>`;
    const both = `<mc:AlternateContent><mc:Choice Requires="wps">${shape}</mc:Choice><mc:Fallback>${vml}</mc:Fallback></mc:AlternateContent>`;
    for (const way of [shape, vml, both])
      expect(await read(wp(`${r('Text')}<w:r>${way}</w:r>`))).toEqual(['plain: Text', 'plain: Boxed']);
  });

  test('a page of HTML within', async () => {
    const parts: DocxParts = {
      files: { 'word/chunk.html': '<h2>Head</h2><p>Inner</p>', 'word/chunk.bin': 'x' },
      relationships: { c: ['aFChunk', 'chunk.html'], d: ['aFChunk', 'chunk.bin'] },
    };
    const body = `${para('Before')}<w:altChunk r:id="c"/><w:altChunk r:id="d"/>${para('After')}`;
    expect(await read(body, parts)).toEqual([
      'plain: Before',
      'heading 2: Head',
      'plain: Inner',
      'plain: After',
    ]);
    expect(await lostIn(body, parts)).toEqual([{ what: 'details', count: 1, words: ['word/chunk.bin'] }]);
  });
});

describe('links', () => {
  test.each([
    ['HYPERLINK "https://example.org/a" \\l "part" \\o "Tip"', 'https://example.org/a#part'],
    ['HYPERLINK \\o "Tip" "https://example.org/a"', 'https://example.org/a'],
    ['HYPERLINK https://example.org/a \\t "_blank"', 'https://example.org/a'],
    ['HYPERLINK \\l "bookmark"', null],
    ['HYPERLINK "C:\\\\files\\\\a.docx"', null],
  ])('of the field %s', async (instruction, href) => {
    const body = wp(`${r('See ')}${field(instruction, r('this'))}${r('.')}`);
    expect(await marksIn(body)).toEqual([href === null ? 'See this.' : `See ${href}{this}.`]);
  });

  test('keep the place within the page, and go on within other fields', async () => {
    const parts: DocxParts = { relationships: { l: ['hyperlink', 'https://example.org/a'] } };
    const inner = field('PAGEREF x', r('7'));
    expect(
      await marksIn(wp(`<w:hyperlink r:id="l" w:anchor="part">${r('on ')}${inner}</w:hyperlink>`), parts),
    ).toEqual(['https://example.org/a#part{on 7}']);
    expect(
      await marksIn(
        wp(`<w:fldSimple w:instr=" HYPERLINK &quot;https://example.org&quot; ">${r('go')}</w:fldSimple>`),
      ),
    ).toEqual(['https://example.org{go}']);
  });
});

describe('numbers', () => {
  const level = (depth: number, format: string, text: string, more = '<w:start w:val="1"/>') =>
    `<w:lvl w:ilvl="${depth}">${more}<w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
  const numbering = [
    `<w:abstractNum w:abstractNumId="1">${level(0, 'decimal', '%1.')}${level(1, 'lowerLetter', '%2)')}${level(2, 'lowerRoman', '%3.')}</w:abstractNum>`,
    `<w:abstractNum w:abstractNumId="2">${level(0, 'bullet', '•')}</w:abstractNum>`,
    `<w:abstractNum w:abstractNumId="3">${level(0, 'decimal', '%1.', '<w:start w:val="5"/>')}</w:abstractNum>`,
    `<w:abstractNum w:abstractNumId="4">${level(0, 'upperRoman', 'Article %1')}${level(1, 'decimal', '%1.%2', '<w:start w:val="1"/><w:isLgl/>')}</w:abstractNum>`,
    `<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="Own"/></w:abstractNum>`,
    ...[1, 2, 3, 4, 5].map((id) => `<w:num w:numId="${id}"><w:abstractNumId w:val="${id}"/></w:num>`),
    '<w:num w:numId="11"><w:abstractNumId w:val="1"/></w:num>',
    '<w:num w:numId="12"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride></w:num>',
  ].join('');
  const styles =
    style('Own', 'Own', '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>', 'numbering') +
    style('InList', 'In list', '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>');
  const item = (num: number, depth: number, text: string) =>
    para(text, `<w:numPr><w:ilvl w:val="${depth}"/><w:numId w:val="${num}"/></w:numPr>`);

  test('count on across other paragraphs and in lists of one definition, and begin anew where it says so', async () => {
    const body = [
      item(1, 0, 'a'),
      item(1, 1, 'b'),
      item(1, 1, 'c'),
      item(1, 2, 'd'),
      para('Between'),
      item(1, 0, 'e'),
      item(1, 1, 'f'),
      item(11, 0, 'g'),
      item(12, 0, 'h'),
      item(12, 0, 'i'),
      item(2, 0, 'j'),
      item(3, 0, 'k'),
    ].join('');
    expect(await read(body, { numbering, styles })).toEqual([
      'numbered 0.1: a',
      'numbered 1.1a: b',
      'numbered 1.2a: c',
      'numbered 2.1i: d',
      'plain: Between',
      'numbered 0.2: e',
      'numbered 1.1a: f',
      'numbered 0.3: g',
      'numbered 0.3: h',
      'numbered 0.4: i',
      'bullet 0: j',
      'numbered 0.5: k',
    ]);
  });

  test('come from styles and linked definitions, and can be switched off', async () => {
    const off = para('off', '<w:pStyle w:val="InList"/><w:numPr><w:numId w:val="0"/></w:numPr>');
    expect(await read(`${item(5, 0, 'a')}${styled('InList', 'b')}${off}`, { numbering, styles })).toEqual([
      'numbered 0.5: a',
      'numbered 0.6: b',
      'plain: off',
    ]);
  });

  test('with words in them, and those of headings, are text', async () => {
    const heading = para(
      'Heading',
      '<w:outlineLvl w:val="1"/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="4"/></w:numPr>',
    );
    expect(await read(`${item(4, 0, 'a')}${heading}`, { numbering, styles })).toEqual([
      'plain: Article I a',
      'heading 2: 1.1 Heading',
    ]);
  });
});

describe('what readers of the document don’t see', () => {
  const hidden = '<w:vanish/>';

  test('is left out and said', async () => {
    const body = `${wp(`${r('Seen ')}${r('unseen', hidden)}${r('again')}`)}${wp(r('All unseen', hidden))}${para('Last')}`;
    expect(await read(body)).toEqual(['plain: Seen again', '(hidden) plain: All unseen', 'plain: Last']);
    expect(await lostIn(body)).toEqual([{ what: 'hidden-text', count: 1, words: ['unseen'] }]);
  });

  test('by a style, unless it is switched off', async () => {
    const styles = style('Secret', 'Secret', `<w:rPr>${hidden}</w:rPr>`, 'character');
    const run = (more = '') => r('word', `<w:rStyle w:val="Secret"/>${more}`);
    expect(await read(wp(`${r('a ')}${run()}${run('<w:vanish w:val="0"/>')}`), { styles })).toEqual([
      'plain: a word',
    ]);
  });

  test('comments, headers, footers and macros are counted with their words', async () => {
    const body = `${para('Text')}<w:sectPr><w:headerReference w:type="default" r:id="h"/><w:footerReference w:type="default" r:id="f"/></w:sectPr>`;
    const header = (text: string) =>
      `<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${para(text)}</w:hdr>`;
    const parts: DocxParts = {
      comments: `<w:comment w:id="1" w:author="Ada">${para('Is that so?')}</w:comment>`,
      files: { 'word/h.xml': header('Daily News'), 'word/f.xml': header('7'), 'word/vbaProject.bin': 'x' },
      relationships: { h: ['header', 'h.xml'], f: ['footer', 'f.xml'] },
    };
    expect(await lostIn(body, parts)).toEqual([
      { what: 'comments', count: 1, words: ['Ada: Is that so?'] },
      { what: 'headers-footers', count: 1, words: ['Daily News'] },
      { what: 'macros', count: 1 },
    ]);
  });

  test('deleted words are counted, inserted ones stay', async () => {
    const deleted = (text: string) => `<w:del w:author="A"><w:r><w:delText>${text}</w:delText></w:r></w:del>`;
    const body = [
      wp(`${r('One ')}${deleted('two ')}<w:ins w:author="A">${r('three')}</w:ins>`),
      wp(r('Joined '), '<w:rPr><w:del w:author="A"/></w:rPr>'),
      para('with this.'),
      tbl(
        `<w:tr><w:trPr><w:del w:author="A"/></w:trPr>${cell(para('row'))}</w:tr>`,
        row(cell(para('a')), cell(para('b'))),
      ),
    ].join('');
    expect(await read(body)).toEqual(['plain: One three', 'plain: Joined with this.', 'table: a | b']);
    expect(await lostIn(body)).toEqual([{ what: 'tracked-changes', count: 3, words: ['two', 'row'] }]);
  });

  test('notes can be read where they belong', async () => {
    const note = (id: number, text: string) =>
      `<w:footnote w:id="${id}">${wp(`<w:r><w:footnoteRef/></w:r>${r(` ${text}`)}`)}</w:footnote>`;
    const parts: DocxParts = {
      footnotes: `<w:footnote w:type="separator" w:id="0">${para('---')}</w:footnote>${note(1, 'The note.')}`,
      endnotes: note(1, 'At the end.').replaceAll('footnote', 'endnote'),
    };
    const body = wp(
      `${r('Text')}<w:r><w:footnoteReference w:id="1"/></w:r>${r(' goes on')}<w:r><w:endnoteReference w:id="1"/></w:r>`,
    );
    expect(await read(body, parts)).toEqual(['plain: Text [The note.] goes on [At the end.]']);
  });
});

describe('what paragraphs are', () => {
  const styles = [
    style('Titel', 'Title'),
    style('berschrift1', 'heading 1', '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr>'),
    style('Zwischentitel', 'Zwischentitel', '<w:basedOn w:val="berschrift1"/>'),
    style('Klein', 'Klein', '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>'),
    style('Zitat', 'Quote', '<w:rPr><w:i/></w:rPr>'),
    style('Stimme', 'Stimme', '<w:basedOn w:val="Zitat"/>'),
    style('Gross', 'Intense Quote'),
    style('Hervor', 'Emphasis', '<w:rPr><w:i/></w:rPr>', 'character'),
    style('Eigen', 'Eigen', '<w:basedOn w:val="Hervor"/>', 'character'),
    style('Fett', 'Lead', '<w:rPr><w:b/></w:rPr>'),
    style('Bild', 'caption'),
    style('Quelltext', 'HTML Preformatted'),
    style('Verz1', 'toc 1'),
  ].join('');

  test('headings by outline level, by name and by what their style is based on', async () => {
    const body = `${styled('Titel', 'A')}${styled('berschrift1', 'B')}${styled('Zwischentitel', 'C')}${styled('Klein', 'D')}${para('E', '<w:outlineLvl w:val="1"/>')}${para('F', '<w:pStyle w:val="Klein"/><w:outlineLvl w:val="9"/>')}`;
    expect(await read(body, { styles })).toEqual([
      'title: A',
      'heading 1: B',
      'heading 1: C',
      'heading 3: D',
      'heading 2: E',
      'plain: F',
    ]);
    expect(await marksIn(styled('berschrift1', 'No bold'), { styles })).toEqual(['No bold']);
  });

  test('quotes by what their style is based on, several paragraphs in one, two apart in two', async () => {
    const body = `${styled('Zitat', 'One.')}${styled('Stimme', 'Two.')}${styled('Stimme', '— Ada')}<w:p/>${styled('Zitat', 'Alone.')}${styled('Gross', 'Large')}`;
    expect(await read(body, { styles })).toEqual([
      'blockquote: One. / Two. / Ada',
      'quote: Alone.',
      'pullQuote: Large',
    ]);
  });

  test('emphasis by character styles, and what turns it off', async () => {
    const run = (text: string, properties: string) => r(text, properties);
    const body = wp(
      `${run('a', '<w:rStyle w:val="Eigen"/>')}${run('b', '<w:rStyle w:val="Eigen"/><w:i w:val="false"/>')}${run('c', '<w:b/>')}`,
    );
    expect(await marksIn(body, { styles })).toEqual(['italic{a}bbold{c}']);
    expect(
      await marksIn(
        `${styled('Fett', 'All')}${wp(r('None', '<w:b w:val="0"/>'), '<w:pStyle w:val="Fett"/>')}`,
        { styles },
      ),
    ).toEqual(['bold{All}', 'None']);
  });

  test('code, dividers, contents', async () => {
    const border = '<w:pBdr><w:bottom w:val="single"/></w:pBdr>';
    const body = `${styled('Verz1', 'Chapter 7')}${styled('Quelltext', 'if a')}${styled('Quelltext', '  b')}${wp('', border)}<w:p><w:r><w:pict><v:rect o:hr="t"/></w:pict></w:r></w:p>`;
    expect(await read(body, { styles })).toEqual([
      '(outside-article) plain: Chapter 7',
      'codeBlock: if a / b',
      'horizontalRule: ',
      'horizontalRule: ',
    ]);
  });

  test('a first letter that is set larger belongs to its paragraph', async () => {
    const body = `${para('D', '<w:framePr w:dropCap="drop" w:lines="3"/>')}${para('as Haus ist alt.')}`;
    expect(await read(body)).toEqual(['plain: Das Haus ist alt.']);
  });
});

describe('tables', () => {
  test('with one row, with one in a cell, and the line before them', async () => {
    const inner = tbl(row(cell(para('x')), cell(para('y'))), row(cell(para('z')), cell(para('q'))));
    const body = `${para('Before')}${tbl(row(cell(para('a')), cell(para('b'))))}${para('Between')}${tbl(row(cell(para('c')), cell(inner)), row(cell(para('d')), cell(para('e'))))}`;
    expect(await read(body)).toEqual([
      'plain: Before',
      'table: a | b',
      'plain: Between',
      'table: c | x | y | z | q / d | e',
    ]);
  });

  test('that only place text are looked through', async () => {
    const long = 'word '.repeat(80).trim();
    expect(await read(tbl(row(cell(para('Box')))))).toEqual(['plain: Box']);
    expect(await read(tbl(row(cell(para(long)), cell(para('side')))))).toEqual([
      `plain: ${long}`,
      'plain: side',
    ]);
  });

  test('keep merged cells, and headers only where the file says so', async () => {
    const head = (value: string) =>
      `<w:tr><w:trPr><w:tblHeader w:val="${value}"/></w:trPr>${cell(para('a'))}${cell(para('b'))}</w:tr>`;
    const merged = (state: string) => `<w:tc><w:tcPr><w:vMerge${state}/></w:tcPr>${para('m')}</w:tc>`;
    const wide = `<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>${para('w')}</w:tc></w:tr>`;
    const { found } = await foundIn(
      tbl(
        head('true'),
        head('false'),
        row(merged(' w:val="restart"'), cell(para('1'))),
        row(merged(''), cell(para('2'))),
        wide,
      ),
    );
    const [table] = found;
    const rows = table?.type === 'block' ? (table.block.content ?? []) : [];
    expect(
      rows.map(({ content = [] }) =>
        content.map(({ type, attrs }) => [type, attrs?.colspan, attrs?.rowspan].join(' ')),
      ),
    ).toEqual([
      ['tableHeader 1 1', 'tableHeader 1 1'],
      ['tableCell 1 1', 'tableCell 1 1'],
      ['tableCell 1 2', 'tableCell 1 1'],
      ['tableCell 1 1'],
      ['tableCell 2 1'],
    ]);
  });
});

describe('pictures', () => {
  const picture = (id: string, alt = '') =>
    `<w:r><w:drawing><wp:inline><wp:docPr id="1" name="n" descr="${alt}"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip ${id}/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;
  const png = sharp({ create: { width: 2, height: 2, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  const parts = async (): Promise<DocxParts> => ({
    styles: style('Bild', 'caption'),
    files: { 'word/media/a.emf': await png, 'word/media/b.png': 'no picture' },
    relationships: {
      a: ['image', 'media/a.emf'],
      b: ['image', 'media/b.png'],
      c: ['image', 'https://example.org/c.jpg'],
    },
  });

  test('are what their bytes are; others are counted with their words', async () => {
    const body = wp(
      `${picture('r:embed="a"', 'A pier')}${picture('r:embed="b"', 'A boat')}${picture('r:link="c"', 'Far')}`,
    );
    const { found, lost } = await foundIn(body, await parts());
    expect(shown({ found })).toEqual(['picture [A pier][][]', 'picture [Far][][]']);
    expect(found.map((one) => one.type === 'picture' && [one.mime, one.remote])).toEqual([
      ['image/png', null],
      ['', 'https://example.org/c.jpg'],
    ]);
    expect(lost).toEqual([{ what: 'pictures', count: 1, words: ['A boat'] }]);
  });

  test('take the caption behind or before them, and its credit', async () => {
    const one = wp(picture('r:embed="a"'));
    const caption = (text: string) => styled('Bild', text);
    expect(await read(`${one}${caption('The pier. Foto: Ada Flux')}${para('Text')}`, await parts())).toEqual([
      'picture [][The pier.][Ada Flux]',
      'plain: Text',
    ]);
    expect(
      await read(`${caption('First')}${one}${para('Text')}${one}${caption('Second')}`, await parts()),
    ).toEqual(['picture [][First][]', 'plain: Text', 'picture [][Second][]']);
  });

  test('within a sentence don’t split it', async () => {
    expect(await read(wp(`${r('One ')}${picture('r:embed="a"')}${r('sentence.')}`), await parts())).toEqual([
      'plain: One sentence.',
      'picture [][][]',
    ]);
  });

  test.each([
    'A picture containing sky, outdoor Description automatically generated',
    'Ein Bild, das Himmel, draußen enthält. Automatisch generierte Beschreibung',
    'A group of people standing in a room AI-generated content may be incorrect.',
    'IMG_2034.JPG',
    'C:\\Users\\ada\\pier.png',
    'Picture 3',
    'Grafik 12',
  ])('have no alternative text that a program wrote: %s', async (alt) => {
    expect(await read(wp(picture('r:embed="a"', alt)), await parts())).toEqual(['picture [][][]']);
  });
});
