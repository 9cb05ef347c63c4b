// A section's blocks as the paragraphs and tables of a Word document.
import type { Language } from '@galley/shared/api/people.ts';
import type { NodeJson } from '@galley/shared/article/content.ts';
import { photoCredit } from '@galley/shared/article/formats/exported.ts';
import {
  ExternalHyperlink,
  HeadingLevel,
  ImageRun,
  type IParagraphOptions,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { cleaned, runsOf } from './docx-inline.ts';
import { type DocxNumbering, deepestLevel } from './docx-styles.ts';

export interface DocxPicture {
  bytes: Uint8Array;
  /** What the desk keeps pictures as. */
  mime: string;
  width: number;
  height: number;
}

export interface DocxBlocksOptions {
  url: string;
  language: Language;
  numbering: DocxNumbering;
  pictures: ReadonlyMap<string, DocxPicture>;
}

type Look = Omit<IParagraphOptions, 'children'>;

/** One block; `look` is that of the block around it. */
export function blockParts(
  block: NodeJson,
  options: DocxBlocksOptions,
  look: Look = {},
): (Paragraph | Table)[] {
  const content = block.content ?? [];
  const paragraph = (own: Look) => [
    new Paragraph({ ...look, ...own, children: runsOf(content, options.url) }),
  ];
  switch (block.type) {
    case 'heading':
      return paragraph({
        heading: block.attrs?.level === 3 ? HeadingLevel.HEADING_3 : HeadingLevel.HEADING_2,
      });
    case 'bulletList':
    case 'orderedList':
      return listParts(block, options, 0);
    case 'blockquote': {
      const source = textOf(block.attrs?.source);
      return [
        ...content.flatMap((child) => blockParts(child, options, { style: 'Quote' })),
        ...words(source === '' ? '' : `— ${source}`, 'Quote'),
      ];
    }
    case 'pullQuote':
      return paragraph({ style: 'IntenseQuote' });
    case 'figure':
      return figureParts(block, options);
    case 'table':
      return [table(content, options)];
    case 'codeBlock':
      return [new Paragraph({ style: 'Code', children: codeRuns(content) })];
    case 'horizontalRule':
      return [new Paragraph({ thematicBreak: true })];
    case 'embed': {
      const url = textOf(block.attrs?.url);
      const run = new TextRun({ text: url, style: 'Hyperlink' });
      return [new Paragraph({ children: [new ExternalHyperlink({ link: url, children: [run] })] })];
    }
    default:
      return paragraph({});
  }
}

/** The picture within the text's width, with what is said in its place; null where it is lost. */
export function pictureRun({ alt }: { alt: string }, picture: DocxPicture | undefined): ImageRun | null {
  const type = picture && imageTypes[picture.mime];
  if (!type) return null;
  const scale = Math.min(1, 600 / picture.width, 700 / picture.height);
  return new ImageRun({
    type,
    data: picture.bytes,
    transformation: {
      width: Math.max(1, Math.round(picture.width * scale)),
      height: Math.max(1, Math.round(picture.height * scale)),
    },
    altText: { name: 'Picture', title: '', description: cleaned(alt) },
  });
}

const imageTypes: Record<string, 'jpg' | 'png' | undefined> = { 'image/jpeg': 'jpg', 'image/png': 'png' };

function figureParts({ attrs = {} }: NodeJson, { pictures, language }: DocxBlocksOptions): Paragraph[] {
  const [media, alt, caption, by] = [attrs.media, attrs.alt, attrs.caption, attrs.credit].map(textOf);
  const run = pictureRun({ alt: alt ?? '' }, pictures.get(media ?? ''));
  const credit = by ? `${photoCredit[language]}: ${by}` : '';
  return [
    ...(run ? [new Paragraph({ children: [run] })] : words(alt ?? '', 'Caption')),
    ...words([caption, credit].filter(Boolean).join(' '), 'Caption'),
  ];
}

function listParts(list: NodeJson, options: DocxBlocksOptions, depth: number): (Paragraph | Table)[] {
  const { numbering } = options;
  const start = typeof list.attrs?.start === 'number' ? list.attrs.start : 1;
  const reference = list.type === 'bulletList' ? numbering.bullets : numbering.numbersFrom(start);
  const level = Math.min(depth, deepestLevel);
  return (list.content ?? []).flatMap((item) =>
    (item.content ?? []).flatMap((block, index) => {
      if (block.type !== 'paragraph') return listParts(block, options, depth + 1);
      const look: Look =
        index === 0 ? { numbering: { reference, level } } : { indent: { left: 400 * (level + 1) } };
      return blockParts(block, options, look);
    }),
  );
}

function table(rows: readonly NodeJson[], options: DocxBlocksOptions): Table {
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: rows.map(
      (row, index) =>
        new TableRow({
          tableHeader: index === 0 && (row.content ?? []).every(({ type }) => type === 'tableHeader'),
          children: (row.content ?? []).map(
            (cell) =>
              new TableCell({
                columnSpan: spanOf(cell.attrs?.colspan),
                rowSpan: spanOf(cell.attrs?.rowspan),
                children: (cell.content ?? []).flatMap((block) => blockParts(block, options)),
              }),
          ),
        }),
    ),
  });
}

function spanOf(value: unknown): number {
  return typeof value === 'number' ? value : 1;
}

function codeRuns(content: readonly NodeJson[]): TextRun[] {
  const lines = content
    .map((node) => node.text ?? '')
    .join('')
    .split('\n');
  return lines.map((text, index) => new TextRun({ text: cleaned(text), ...(index > 0 ? { break: 1 } : {}) }));
}

function words(text: string, style: string): Paragraph[] {
  return text === '' ? [] : [new Paragraph({ style, children: [new TextRun(cleaned(text))] })];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
