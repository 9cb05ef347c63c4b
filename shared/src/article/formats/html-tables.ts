// Tables of HTML: those with data become tables, those that only place things on a page are looked through.
import type { NodeJson } from '../content.ts';
import { type CellAlignment, isAlignment } from '../schema/table.ts';
import { withColumnWidths } from '../table-columns.ts';
import type { Found } from './found.ts';
import { textBlocks } from './found-blocks.ts';
import { attributeOf, elementsOf, findElement, type HtmlElement } from './html-tree.ts';

const longestCell = 2000;

/** The table, with its caption before it; null where it is there for the layout or holds what no cell may. */
export function dataTable(element: HtmlElement, read: (cell: HtmlElement) => Found[]): Found[] | null {
  if (attributeOf(element, 'role') === 'presentation' || findElement(element, 'table')) return null;
  const rows = elementsOf(element).flatMap(rowsIn);
  const columns = Math.max(0, ...rows.map((row) => row.length));
  if (rows.length < 2 || columns < 2) return null;
  const content: NodeJson[] = [];
  for (const row of rows) {
    const cells = row.map((cell) => cellNode(cell, read));
    if (!cells.every((cell) => cell !== null)) return null;
    if (cells.length > 0) content.push({ type: 'tableRow', content: cells });
  }
  if (content[0]?.content?.every(isEmptyHeader)) content.shift();
  const caption = elementsOf(element).find(({ tagName }) => tagName === 'caption');
  const table = withColumnWidths({ type: 'table', content }, widthsIn(element));
  return [...(caption ? read(caption) : []), { type: 'block', block: table }];
}

/** The widths of the columns, as far as they are said in pixels. */
function widthsIn(table: HtmlElement): (number | null)[] {
  const inGroups = (element: HtmlElement): HtmlElement[] =>
    elementsOf(element).flatMap((child) => {
      if (child.tagName === 'colgroup') return inGroups(child);
      return child.tagName === 'col' ? [child] : [];
    });
  return inGroups(table).flatMap((column) => {
    const said = styleOf(column, 'width') ?? attributeOf(column, 'width') ?? '';
    const width = /^\d+(?:\.\d+)?(?:px)?$/.test(said) ? Number.parseFloat(said) : null;
    return Array.from({ length: span(column, 'span') }, () => width);
  });
}

function styleOf(element: HtmlElement, property: string): string | null {
  const style = attributeOf(element, 'style') ?? '';
  const said = style.split(';').map((part) => part.split(':').map((side) => side.trim().toLowerCase()));
  return said.findLast(([name]) => name === property)?.[1] ?? null;
}

/** In the middle or to the right, as the cell or else all of its paragraphs say. */
function alignmentIn(cell: HtmlElement): CellAlignment | null {
  const own = (element: HtmlElement) => {
    const said = styleOf(element, 'text-align') ?? attributeOf(element, 'align')?.toLowerCase() ?? null;
    return said === 'end' ? 'right' : said;
  };
  const paragraphs = elementsOf(cell);
  const [first] = paragraphs.map(own);
  const said =
    own(cell) ?? (paragraphs.every((paragraph) => own(paragraph) === first) ? (first ?? null) : null);
  return isAlignment(said) ? said : null;
}

/** Markdown insists on names of columns, if need be on empty ones. */
function isEmptyHeader({ type, content }: NodeJson): boolean {
  return type === 'tableHeader' && (content ?? []).every((block) => (block.content ?? []).length === 0);
}

function rowsIn(element: HtmlElement): HtmlElement[][] {
  if (element.tagName === 'tr') return [elementsOf(element)];
  return ['thead', 'tbody', 'tfoot'].includes(element.tagName) ? elementsOf(element).flatMap(rowsIn) : [];
}

function cellNode(cell: HtmlElement, read: (cell: HtmlElement) => Found[]): NodeJson | null {
  const content = textBlocks(read(cell));
  if (content === null || JSON.stringify(content).length > longestCell * 4) return null;
  const align = alignmentIn(cell);
  return {
    type: cell.tagName === 'th' ? 'tableHeader' : 'tableCell',
    attrs: {
      colspan: span(cell, 'colspan'),
      rowspan: span(cell, 'rowspan'),
      colwidth: null,
      ...(align && { align }),
    },
    content: content.length > 0 ? content : [{ type: 'paragraph' }],
  };
}

function span(cell: HtmlElement, name: 'colspan' | 'rowspan' | 'span'): number {
  const value = Number.parseInt(attributeOf(cell, name) ?? '1', 10);
  return value >= 1 && value <= 100 ? value : 1;
}
