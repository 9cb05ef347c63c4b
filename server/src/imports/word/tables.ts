// Tables: those with data become tables, those that only place things on a page are looked through.
import type { NodeJson } from '@galley/shared/article/content.ts';
import { linesOf } from '@galley/shared/article/fit-blocks.ts';
import { type Found, line } from '@galley/shared/article/formats/found.ts';
import { textBlocks } from '@galley/shared/article/formats/found-blocks.ts';
import { inlineText } from '@galley/shared/article/formats/inline.ts';
import type { CellAlignment } from '@galley/shared/article/schema/table.ts';
import { withColumnWidths } from '@galley/shared/article/table-columns.ts';
import type { Styles } from './styles.ts';
import { child, elements, numberIn, switchOf, textIn, valOf, type XmlElement } from './xml.ts';

export interface TableOptions {
  styles: Styles;
  /** The blocks of a cell. */
  read(cell: XmlElement): Found[];
  /** Takes note of a row that is marked as deleted. */
  onDeletedRow(words: string): void;
}

interface Cell {
  found: Found[];
  columns: number;
  column: number;
  /** `begin` and `go-on` of cells that are merged with those below. */
  merge: 'begin' | 'go-on' | null;
  rows: number;
  isHeader: boolean;
  align: CellAlignment | null;
}

interface Row {
  cells: Cell[];
  isHeader: boolean;
}

/** What is found in a `w:tbl`. */
export function readTable(table: XmlElement, options: TableOptions): Found[] {
  const rows = rowsOf(table, options);
  merge(rows);
  const cells = rows.flatMap(({ cells: all }) => all);
  if (isLayout(rows)) return cells.flatMap(({ found }) => found);
  const content: NodeJson[] = [];
  const aside: Found[] = [];
  for (const { cells: all } of rows) {
    const own = all.filter(({ merge: state }) => state !== 'go-on');
    const nodes = own.map((cell) => cellNode(cell, aside));
    if (nodes.length > 0) content.push({ type: 'tableRow', content: nodes });
  }
  return [{ type: 'block', block: withColumnWidths({ type: 'table', content }, widthsOf(table)) }, ...aside];
}

/**
 * The widths of the columns in pixels, of which a twip is a fifteenth. Word writes a grid for every table; only in one of fixed
 * layout somebody or some program meant it.
 */
function widthsOf(table: XmlElement): (number | null)[] {
  if (child(child(table, 'w:tblPr'), 'w:tblLayout')?.attributes['w:type'] !== 'fixed') return [];
  return elements(child(table, 'w:tblGrid'), 'w:gridCol').map((column) => {
    const twips = Number(column.attributes['w:w']);
    return twips > 0 ? twips / 15 : null;
  });
}

const alignments: Record<string, CellAlignment | undefined> = {
  center: 'center',
  right: 'right',
  end: 'right',
};

/** As all paragraphs of a cell are aligned. */
function alignmentOf(cell: XmlElement): CellAlignment | null {
  const said = elements(cell, 'w:p').map((one) => alignments[valOf(child(one, 'w:pPr'), 'w:jc') ?? '']);
  const [first] = said;
  return first !== undefined && said.every((one) => one === first) ? first : null;
}

function rowsOf(table: XmlElement, { styles, read, onDeletedRow }: TableOptions): Row[] {
  const look = child(child(table, 'w:tblPr'), 'w:tblLook');
  const firstRow =
    look?.attributes['w:firstRow'] === '1' ||
    (Number.parseInt(look?.attributes['w:val'] ?? '0', 16) & 0x20) > 0;
  const styled = firstRow && styles.marksFirstRow(valOf(child(table, 'w:tblPr'), 'w:tblStyle'));
  const rows: Row[] = [];
  for (const row of within(table, 'w:tr')) {
    const properties = child(row, 'w:trPr');
    if (child(properties, 'w:del')) {
      onDeletedRow(textIn(row));
      continue;
    }
    // Headers come first; a later row that repeats itself is none.
    const above = rows.every(({ isHeader }) => isHeader);
    const isHeader = above && (switchOf(properties, 'w:tblHeader') === true || (styled && rows.length === 0));
    let column = numberIn(valOf(properties, 'w:gridBefore')) ?? 0;
    const cells = within(row, 'w:tc').map((element): Cell => {
      const own = child(element, 'w:tcPr');
      const columns = Math.min(Math.max(numberIn(valOf(own, 'w:gridSpan')) ?? 1, 1), 100);
      const merged = child(own, 'w:vMerge');
      const state = merged && (merged.attributes['w:val'] === 'restart' ? 'begin' : 'go-on');
      const start = column;
      column += columns;
      return {
        found: read(element),
        columns,
        column: start,
        merge: state ?? null,
        rows: 1,
        isHeader: isHeader || isHeading(element, styles),
        align: alignmentOf(element),
      };
    });
    rows.push({ cells, isHeader });
  }
  return rows;
}

/** Whether all paragraphs of a cell are in the style of headers. */
function isHeading(cell: XmlElement, styles: Styles): boolean {
  const paragraphs = elements(cell, 'w:p');
  return (
    paragraphs.length > 0 &&
    paragraphs.every(
      (one) => styles.paragraph(valOf(child(one, 'w:pPr'), 'w:pStyle')).role.is === 'table-heading',
    )
  );
}

/** The elements of this name, through what may stand around them. */
function within(element: XmlElement, name: string): XmlElement[] {
  return elements(element).flatMap((one) => {
    if (one.name === name) return [one];
    return /Pr$/.test(one.name) || one.name === 'w:tblGrid' ? [] : within(one, name);
  });
}

/** Counts the rows of merged cells; words in those that Word does not show go to the one that it does. */
function merge(rows: readonly Row[]): void {
  const open = new Map<number, Cell>();
  for (const { cells } of rows) {
    for (const cell of cells) {
      const above = open.get(cell.column);
      if (cell.merge === 'go-on' && above && above.columns === cell.columns && above.rows < 100) {
        above.rows += 1;
        above.found.push(...cell.found);
      } else {
        if (cell.merge !== null) open.set(cell.column, cell);
        else open.delete(cell.column);
        cell.merge = null;
      }
    }
  }
}

const longestCell = 8000;
/** In a table of one row, more text than this stands in columns. */
const longestInRow = 300;

function isLayout(rows: readonly Row[]): boolean {
  const cells = rows.flatMap(({ cells: all }) => all);
  const columns = Math.max(0, ...rows.map(({ cells: all }) => all.length));
  if (columns < 2) return true;
  if (
    cells.some(
      ({ found }) => JSON.stringify(found.filter(({ type }) => type !== 'picture')).length > longestCell,
    )
  )
    return true;
  const pictures = cells.filter(({ found }) => found.some(({ type }) => type === 'picture')).length;
  const tables = cells.some(({ found }) => found.some(isTable));
  if (rows.length > 1) return pictures * 2 > cells.length;
  return pictures > 0 || tables || cells.some(({ found }) => wordsIn(found).length > longestInRow);
}

function cellNode(cell: Cell, aside: Found[]): NodeJson {
  const lines = cell.found.flatMap((one): Found[] => {
    if (one.type === 'picture') {
      aside.push(one);
      return [];
    }
    if (one.type === 'line') return [one.form.is === 'quote' ? line({ is: 'plain' }, one.inline) : one];
    if (one.block.type === 'horizontalRule') return [];
    if (one.block.type === 'bulletList' || one.block.type === 'orderedList') return [one];
    return linesOf(one.block).map((inline) => line({ is: 'plain' }, inline));
  });
  const content = textBlocks(lines) ?? [];
  return {
    type: cell.isHeader ? 'tableHeader' : 'tableCell',
    attrs: {
      colspan: cell.columns,
      rowspan: cell.rows,
      colwidth: null,
      ...(cell.align && { align: cell.align }),
    },
    content: content.length > 0 ? content : [{ type: 'paragraph' }],
  };
}

function isTable(found: Found): boolean {
  return found.type === 'block' && found.block.type === 'table';
}

function wordsIn(found: readonly Found[]): string {
  return found
    .flatMap((one) => {
      if (one.type === 'line') return [inlineText(one.inline)];
      return one.type === 'block' ? linesOf(one.block).map(inlineText) : [];
    })
    .join(' ');
}
