// A section's blocks as the paragraphs and tables of a Word document.
import type { NodeJson } from '@galley/shared/article/content.ts';
import { photoCredit } from '@galley/shared/article/formats/exported.ts';
import { listTypeOf } from '@galley/shared/article/list-type.ts';
import { alignmentOf, columnWidthsOf, gridOf } from '@galley/shared/article/table-columns.ts';
import type { Language } from '@galley/shared/language.ts';
import { cleanLine, cleanText } from '@galley/shared/text/characters.ts';
import {
  AlignmentType,
  ExternalHyperlink,
  HeadingLevel,
  ImageRun,
  type IParagraphOptions,
  LineRuleType,
  Paragraph,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { runsOf } from './docx-inline.ts';
import {
  type DocxNumbering,
  deepestLevel,
  listContinueStyle,
  listIndent,
  pictureCreditStyle,
  tableHeadingStyle,
  tableTextStyle,
} from './docx-styles.ts';

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

/** Blocks in a row. A narrow empty line stands behind tables, and between two that would be read as one. */
export function blocksParts(
  blocks: readonly NodeJson[],
  options: DocxBlocksOptions,
  look: Look = {},
): (Paragraph | Table)[] {
  return blocks.flatMap((block, index) => {
    const before = blocks[index - 1]?.type;
    const parts = blockParts(block, options, look);
    const apart = before === 'table' || (before === block.type && oneWithTheNext.has(block.type));
    return apart ? [separator(), ...parts] : parts;
  });
}

const oneWithTheNext: ReadonlySet<string> = new Set(['blockquote', 'codeBlock']);

function separator(): Paragraph {
  return new Paragraph({ spacing: { before: 0, after: 0, line: 120, lineRule: LineRuleType.EXACT } });
}

/** One block; `look` is that of the block around it. */
function blockParts(block: NodeJson, options: DocxBlocksOptions, look: Look = {}): (Paragraph | Table)[] {
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
      return listParts(block, options, { depth: 0, look });
    case 'blockquote': {
      const source = textOf(block.attrs?.source);
      return [
        ...blocksParts(content, options, { style: 'Quote' }),
        ...words(source === '' ? '' : `— ${source}`, 'Quote'),
      ];
    }
    case 'pullQuote':
      return paragraph({ style: 'IntenseQuote' });
    case 'figure':
      return figureParts(block, options);
    case 'table':
      return [table(block, options)];
    case 'codeBlock':
      return [new Paragraph({ style: 'Code', children: codeRuns(content) })];
    case 'horizontalRule':
      return [new Paragraph({ thematicBreak: true })];
    case 'embed': {
      const url = cleanLine(textOf(block.attrs?.url));
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
    altText: { name: 'Picture', title: '', description: cleanLine(alt) },
  });
}

const imageTypes: Record<string, 'jpg' | 'png' | undefined> = { 'image/jpeg': 'jpg', 'image/png': 'png' };

function figureParts({ attrs = {} }: NodeJson, { pictures, language }: DocxBlocksOptions): Paragraph[] {
  const [media, alt, caption, by] = [attrs.media, attrs.alt, attrs.caption, attrs.credit].map(textOf);
  const run = pictureRun({ alt: alt ?? '' }, pictures.get(media ?? ''));
  const credit = by ? `${photoCredit[language]}: ${by}` : '';
  return [
    ...(run ? [new Paragraph({ children: [run] })] : words(alt ?? '', 'Caption')),
    ...captionParts(caption ?? '', credit),
  ];
}

/** A picture's caption with its credit behind it. */
export function captionParts(caption: string, credit: string): Paragraph[] {
  const runs = [
    ...(caption === '' ? [] : [new TextRun(cleanLine(credit === '' ? caption : `${caption} `))]),
    ...(credit === '' ? [] : [new TextRun({ text: cleanLine(credit), style: pictureCreditStyle })]),
  ];
  return runs.length === 0 ? [] : [new Paragraph({ style: 'Caption', children: runs })];
}

function listParts(
  list: NodeJson,
  options: DocxBlocksOptions,
  { depth, look }: { depth: number; look: Look },
): (Paragraph | Table)[] {
  const { numbering } = options;
  const start = typeof list.attrs?.start === 'number' ? list.attrs.start : 1;
  const level = Math.min(depth, deepestLevel);
  const reference =
    list.type === 'bulletList'
      ? numbering.bullets
      : numbering.numbersFrom(start, level, listTypeOf(list.attrs?.type));
  return (list.content ?? []).flatMap((item) =>
    (item.content ?? []).flatMap((block, index) => {
      if (block.type !== 'paragraph') return listParts(block, options, { depth: depth + 1, look });
      const further: Look =
        look.style === 'Quote'
          ? { indent: { left: listIndent * (level + 2) } }
          : { style: listContinueStyle(level) };
      const own = index === 0 ? { numbering: { reference, level } } : further;
      return blockParts(block, options, { ...look, ...own });
    }),
  );
}

/** Word counts in twentieths of a point, of which a CSS pixel has 15. */
const twips = (pixels: number) => Math.round(pixels * 15);

function table(block: NodeJson, options: DocxBlocksOptions): Table {
  let isHead = true;
  const widths = columnWidthsOf(block);
  const known = widths.filter((width) => width !== null);
  // A column without a width takes as much as the others on average.
  const average = known.reduce((sum, width) => sum + width, 0) / Math.max(1, known.length);
  const all = known.length === 0 ? [] : widths.map((width) => twips(width ?? average));
  const placed =
    all.length === 0
      ? { width: { size: 100, type: WidthType.PERCENTAGE } }
      : {
          width: { size: all.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
          columnWidths: all,
          layout: TableLayoutType.FIXED,
        };
  const columns = columnsOfCells(block);
  return new Table({
    ...placed,
    margins: { left: 100, right: 100 },
    rows: (block.content ?? []).map(({ content = [] }) => {
      // Headers that repeat on each page are those of the first rows; others are known by their style.
      isHead &&= content.every(({ type }) => type === 'tableHeader');
      return new TableRow({
        ...(isHead ? { tableHeader: true } : {}),
        children: content.map(
          (cell) =>
            new TableCell({
              columnSpan: spanOf(cell.attrs?.colspan),
              rowSpan: spanOf(cell.attrs?.rowspan),
              ...widthOf(all, columns.get(cell) ?? 0, spanOf(cell.attrs?.colspan)),
              children: blocksParts(cell.content ?? [], options, {
                style: cell.type === 'tableHeader' ? tableHeadingStyle : tableTextStyle,
                ...aligned[alignmentOf(cell) ?? 'left'],
              }),
            }),
        ),
      });
    }),
  });
}

const aligned = {
  left: {},
  center: { alignment: AlignmentType.CENTER },
  right: { alignment: AlignmentType.RIGHT },
};

function columnsOfCells(block: NodeJson): ReadonlyMap<NodeJson, number> {
  const rows = (block.content ?? []).map((row) => row.content ?? []);
  return new Map(
    gridOf(rows).flatMap((row) => row.flatMap((cell, column) => (cell ? [[cell, column] as const] : []))),
  );
}

function widthOf(all: readonly number[], column: number, columns: number) {
  const size = all.slice(column, column + columns).reduce((sum, width) => sum + width, 0);
  return size === 0 ? {} : { width: { size, type: WidthType.DXA } };
}

function spanOf(value: unknown): number {
  return typeof value === 'number' ? value : 1;
}

function codeRuns(content: readonly NodeJson[]): TextRun[] {
  const lines = cleanText(content.map((node) => node.text ?? '').join('')).split('\n');
  return lines.map(
    (text, index) => new TextRun({ children: tabbed(text), ...(index > 0 ? { break: 1 } : {}) }),
  );
}

/** In Word, a tab is no character of the text. */
function tabbed(text: string): (string | Tab)[] {
  return text.split('\t').flatMap((part, index) => (index > 0 ? [new Tab(), part] : [part]));
}

function words(text: string, style: string): Paragraph[] {
  return text === '' ? [] : [new Paragraph({ style, children: [new TextRun(cleanLine(text))] })];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
