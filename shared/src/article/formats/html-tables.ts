// Tables of HTML: those with data become tables, those that only place things on a page are looked through.
import type { NodeJson } from '../content.ts';
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
  return [...(caption ? read(caption) : []), { type: 'block', block: { type: 'table', content } }];
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
  return {
    type: cell.tagName === 'th' ? 'tableHeader' : 'tableCell',
    attrs: { colspan: span(cell, 'colspan'), rowspan: span(cell, 'rowspan'), colwidth: null },
    content: content.length > 0 ? content : [{ type: 'paragraph' }],
  };
}

function span(cell: HtmlElement, name: string): number {
  const value = Number.parseInt(attributeOf(cell, name) ?? '1', 10);
  return value >= 1 && value <= 100 ? value : 1;
}
