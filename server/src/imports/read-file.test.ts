import type { ImportFormat } from '@galley/shared/api/imports.ts';
import { inlineText } from '@galley/shared/article/formats/inline.ts';
import type { ImportPiece } from '@galley/shared/article/formats/pieces.ts';
import { template } from '@galley/shared/article/testing.ts';
import {
  ExternalHyperlink,
  HeadingLevel,
  ImageRun,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
} from 'docx';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { readFile } from './read-file.ts';
import { documentXml, docxEntries, wordFile, zipOf } from './testing.ts';

const { sections } = template('news');
const read = (bytes: Uint8Array | string, format: ImportFormat) =>
  readFile({ bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes, format, sections });
const faultOf = async (bytes: Uint8Array | string, format: ImportFormat) => {
  const outcome = await read(bytes, format);
  return outcome.outcome === 'refused' ? outcome.fault : outcome.outcome;
};
const piecesOf = async (bytes: Uint8Array | string, format: ImportFormat) => {
  const outcome = await read(bytes, format);
  if (outcome.outcome !== 'read') throw new Error(`Refused: ${outcome.fault}`);
  return outcome.preview.pieces;
};
const show = (piece: ImportPiece) =>
  piece.type === 'line'
    ? `${piece.role}: ${inlineText(piece.inline)}`
    : piece.type === 'block'
      ? piece.block.type
      : `picture: ${piece.alt}`;
const text =
  'Ein längerer Satz über Öl, der an einem Ort beginnt und an einem anderen mit einem Punkt aufhört.';

describe('a text', () => {
  const latin1 = (words: string) => Buffer.from(words, 'latin1');

  test.each([
    ['in UTF-8', Buffer.from(text)],
    ['in UTF-8 with its mark', Buffer.from(`\ufeff${text}`)],
    ['in UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['in Windows-1252', latin1(text)],
  ])('%s is read', async (_, bytes) => {
    expect((await piecesOf(bytes, 'text')).map(show)).toContain(`paragraph: ${text}`);
  });

  test('that was damaged on its way is refused', async () => {
    expect(await faultOf(Buffer.concat([Buffer.from('Öl und '), latin1('Übermut')]), 'text')).toBe(
      'encoding',
    );
  });

  test.each([
    ['a PDF', '%PDF-1.7\nÖl'],
    ['rich text', '{\\rtf1\\ansi Hello}'],
    ['zeros', Buffer.alloc(2000)],
    ['noise', Buffer.from(Array.from({ length: 2000 }, (_, index) => (index * 89) % 256))],
  ])('%s is no text', async (_, bytes) => {
    expect(await faultOf(bytes, 'text')).toMatch(/^(wrong-kind|encoding)$/);
  });

  test('of blanks is empty', async () => {
    expect(await faultOf(' \n\t\n ', 'text')).toBe('empty');
    expect(await faultOf('<p> </p><script>alert(1)</script>', 'html')).toBe('empty');
  });

  test('of more lines than any article has is refused', async () => {
    expect(await faultOf('a line\n'.repeat(5001), 'text')).toBe('too-long');
  });
});

describe('a page', () => {
  test('says its encoding itself', async () => {
    const page = Buffer.from(`<meta charset="iso-8859-1"><p>${text}</p>`, 'latin1');
    expect((await piecesOf(page, 'html')).map(show)).toContain(`paragraph: ${text}`);
    const unknown = Buffer.from(`<meta charset="klingon"><p>${text}</p>`, 'latin1');
    expect(await faultOf(unknown, 'html')).toBe('encoding');
  });

  test.each(['iso-8859-1', 'gb2312', 'klingon'])('that was saved in UTF-8 may still say %s', async (said) => {
    const page = `<meta charset="${said}"><p>${text}</p>`;
    expect((await piecesOf(page, 'html')).map(show)).toContain(`paragraph: ${text}`);
  });

  test('gives neither scripts, nor frames, nor addresses that run something', async () => {
    const page = Buffer.from(
      `<h1>Title</h1><script>alert("script")</script><p onclick="alert(1)">${text}
      <a href="javascript:alert(1)">a link</a> <a href="java\nscript:alert(1)">another</a></p>
      <img src="x" onerror="alert(1)" alt="a picture"><iframe src="javascript:alert(1)"></iframe>
      <iframe srcdoc="<script>alert(1)</script>"></iframe><style>p{}</style><svg onload="alert(1)"></svg>`,
    );
    const outcome = await readFile({ bytes: page, format: 'html', sections });
    const everything = JSON.stringify(outcome);
    expect(everything).not.toMatch(/javascript|script|onclick|onerror|onload|alert/i);
    expect(everything).toContain('a link');
    expect(everything).toContain('another');
    expect(everything).toContain('a picture');
  });

  test('nested deeper than anybody reads is refused and no crash', async () => {
    expect(['broken', 'refused']).toContain(
      await faultOf('<div>'.repeat(200_000) + text, 'html').catch((error: unknown) =>
        error instanceof RangeError ? 'broken' : String(error),
      ),
    );
  });
});

describe('a Word document', () => {
  test('keeps its headings, formatting, lists, tables, links and pictures', async () => {
    const data = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    const file = await wordFile(
      new Paragraph({ heading: HeadingLevel.TITLE, text: 'The headline' }),
      new Paragraph({ text: 'The dek says more.' }),
      new Paragraph({ heading: HeadingLevel.HEADING_1, text: 'News' }),
      new Paragraph({
        children: [
          new TextRun('Plain, '),
          new TextRun({ text: 'bold', bold: true }),
          new TextRun(' and '),
          new ExternalHyperlink({ link: 'https://example.org/', children: [new TextRun('linked')] }),
          new ExternalHyperlink({ link: 'javascript:alert(1)', children: [new TextRun(' text.')] }),
        ],
      }),
      new Paragraph({ text: 'Point', bullet: { level: 0 } }),
      new Paragraph({ text: 'Deeper', bullet: { level: 1 } }),
      new Paragraph({
        children: [
          new ImageRun({
            type: 'png',
            data,
            transformation: { width: 8, height: 8 },
            altText: { name: 'n', title: '', description: 'A red square' },
          }),
        ],
      }),
      new Table({
        rows: ['a', 'b'].map(
          (name) =>
            new TableRow({
              children: [1, 2].map(
                (number) => new TableCell({ children: [new Paragraph(`${name}${number}`)] }),
              ),
            }),
        ),
      }),
    );
    const pieces = await piecesOf(file, 'docx');
    expect(pieces.map(show)).toEqual([
      'headline: The headline',
      'dek: The dek says more.',
      'section: News',
      'paragraph: Plain, bold and linked text.',
      'bullet: Point',
      'bullet: Deeper',
      'picture: A red square',
      'table',
    ]);
    const paragraph = pieces[3];
    expect(paragraph?.type === 'line' && paragraph.inline).toEqual([
      { type: 'text', text: 'Plain, ' },
      { type: 'text', text: 'bold', marks: [{ type: 'bold' }] },
      { type: 'text', text: ' and ' },
      {
        type: 'text',
        text: 'linked',
        marks: [{ type: 'link', attrs: { href: 'https://example.org/' } }],
      },
      { type: 'text', text: ' text.' },
    ]);
    const picture = pieces[6];
    expect(picture?.type === 'picture' && Buffer.from(picture.data, 'base64').equals(data)).toBe(true);
  });

  test('that was cut off or turned over is broken', async () => {
    const whole = await wordFile(new Paragraph(text));
    expect(await faultOf(whole.subarray(0, whole.length / 2), 'docx')).toBe('broken');
    const torn = Buffer.from(whole);
    torn.fill(0x55, 100, 400);
    expect(await faultOf(torn, 'docx')).toBe('broken');
    expect(await faultOf(zipOf(...docxEntries('<w:document><w:body>')), 'docx')).toMatch(/^(broken|empty)$/);
  });

  test('is distinguished from other files under its name', async () => {
    expect(await faultOf(text, 'docx')).toBe('wrong-kind');
    expect(await faultOf('PK', 'docx')).toBe('wrong-kind');
    expect(await faultOf(zipOf({ name: 'a.txt', data: text }), 'docx')).toBe('wrong-kind');
    expect(await faultOf(await wordFile(new Paragraph(text)), 'text')).toBe('wrong-kind');
  });

  test('of the time before DOCX, and one with a password, are distinguished', async () => {
    const container = Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1');
    const old = Buffer.concat([container, Buffer.alloc(600)]);
    expect(await faultOf(old, 'docx')).toBe('old-word');
    const locked = Buffer.concat([old, Buffer.from('EncryptedPackage', 'utf16le'), Buffer.alloc(100)]);
    expect(await faultOf(locked, 'docx')).toBe('encrypted');
    const zipped = zipOf(...docxEntries(documentXml('')).map((entry) => ({ ...entry, flags: 1 })));
    expect(await faultOf(zipped, 'docx')).toBe('encrypted');
  });

  test('that unfolds to far more than it weighs is refused, whatever it says of itself', async () => {
    const huge = Buffer.alloc(150 * 1024 * 1024, 0x20);
    for (const claims of [undefined, 100]) {
      const bomb = zipOf(...docxEntries(huge, claims));
      expect(bomb.length).toBeLessThan(1024 * 1024);
      expect(await faultOf(bomb, 'docx')).toBe('too-much');
    }
    const many = zipOf(...Array.from({ length: 6000 }, (_, index) => ({ name: `${index}`, data: '' })));
    expect(await faultOf(many, 'docx')).toBe('too-much');
  });

  test('can’t have its entities multiply or read another file', async () => {
    const entities = Array.from({ length: 9 }, (_, index) => {
      const value = index === 0 ? 'lol' : `&e${index - 1};`.repeat(10);
      return `<!ENTITY e${index} "${value}">`;
    });
    const xml = documentXml('<w:p><w:r><w:t>Text &e8; &file; end.</w:t></w:r></w:p>').replace(
      '?>',
      `?><!DOCTYPE d [${entities.join('')}<!ENTITY file SYSTEM "file:///etc/passwd">]>`,
    );
    const outcome = await read(zipOf(...docxEntries(xml)), 'docx');
    expect(JSON.stringify(outcome)).not.toContain('root:');
    expect(JSON.stringify(outcome).length).toBeLessThan(2000);
  });
});
