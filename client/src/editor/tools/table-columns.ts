// The columns of the table with the caret: how wide they are and how they are aligned. Widths are kept at the cells, as
// prosemirror-tables expects them.
import type { NodeJson } from '@galley/shared/article/content.ts';
import { type CellAlignment, columnWidth, columnWidths } from '@galley/shared/article/schema/table.ts';
import { columnWidthsOf } from '@galley/shared/article/table-columns.ts';
import type { Editor } from '@tiptap/core';
import type { Transaction } from '@tiptap/pm/state';
import { CellSelection, isInTable, selectedRect, selectionCell, TableMap } from '@tiptap/pm/tables';
import type { EditorView } from '@tiptap/pm/view';

/** By how much a column becomes wider or narrower by the menu, in CSS pixels. */
export const widthStep = 20;

/** Makes the column of the caret wider by so many pixels, or narrower; its neighbor gives or takes them. */
export function widenColumn({ state, view }: Editor, by: number): boolean {
  if (!isInTable(state)) return false;
  const { tableStart, right } = selectedRect(state);
  return setWidths(view, tableStart, movedBorder(currentWidths(view, tableStart), right - 1, by));
}

/** Takes the widths off: each column is as wide as its text asks for. */
export function forgetWidths({ state, view }: Editor): boolean {
  if (!isInTable(state)) return false;
  return setWidths(view, selectedRect(state).tableStart, null);
}

/** Whether the table with the caret has widths of its own. */
export function hasWidths({ state }: Editor): boolean {
  if (!isInTable(state)) return false;
  let has = false;
  selectedRect(state).table.descendants((node) => {
    has ||= Array.isArray(node.attrs.colwidth);
    return !has && !node.isTextblock;
  });
  return has;
}

/** The widths with the border behind a column moved; what does not fit is not moved. */
export function movedBorder(widths: readonly number[], column: number, by: number): number[] {
  const [own, next] = [widths[column], widths[column + 1]];
  if (own === undefined) return [...widths];
  const most =
    next === undefined ? columnWidths.max - own : Math.min(columnWidths.max - own, next - columnWidths.min);
  const least = columnWidths.min - own;
  const step = Math.round(Math.max(Math.min(by, most), Math.min(least, most)));
  return widths.map((width, index) => {
    if (index === column) return width + step;
    return index === column + 1 ? width - step : width;
  });
}

/** How wide the columns are: as the article says or, where it says nothing of one of them, as they are on the page. */
export function currentWidths(view: EditorView, tableStart: number): number[] {
  const table = view.state.doc.nodeAt(tableStart - 1);
  if (!table) return [];
  const map = TableMap.get(table);
  // What ProseMirror writes as JSON is such a node.
  const said = columnWidthsOf(table.toJSON() as NodeJson);
  if (said.length === map.width && said.every((width) => width !== null)) return said;
  const edges = columnEdges(view, tableStart);
  return Array.from({ length: map.width }, (_, column) => {
    const [left, right] = [edges[column], edges[column + 1]];
    return columnWidth(left === undefined || right === undefined ? 0 : right - left) ?? columnWidths.min;
  });
}

/** Where columns begin and end, in pixels from the window's left; undefined where merged cells hide the edge. */
export function columnEdges(view: EditorView, tableStart: number): (number | undefined)[] {
  const table = view.state.doc.nodeAt(tableStart - 1);
  if (!table) return [];
  const map = TableMap.get(table);
  const edges: (number | undefined)[] = Array.from({ length: map.width + 1 }, () => undefined);
  for (const position of new Set(map.map)) {
    const dom = view.nodeDOM(tableStart + position);
    if (!(dom instanceof HTMLElement)) continue;
    const { left, right } = map.findCell(position);
    const box = dom.getBoundingClientRect();
    edges[left] ??= box.left;
    edges[right] ??= box.right;
  }
  // An edge that every row covers lies between its neighbors.
  for (let index = 1; index < map.width; index += 1) {
    const next = edges.findIndex((edge, at) => at > index && edge !== undefined);
    const [before, after] = [edges[index - 1], edges[next]];
    if (edges[index] === undefined && before !== undefined && after !== undefined)
      edges[index] = before + (after - before) / (next - index + 1);
  }
  return edges;
}

/** Gives the columns these widths, or none; false where that changes nothing. */
export function setWidths(view: EditorView, tableStart: number, widths: readonly number[] | null): boolean {
  const { tr } = view.state;
  writeWidths(tr, tableStart, widths);
  if (tr.docChanged) view.dispatch(tr);
  return tr.docChanged;
}

function writeWidths(tr: Transaction, tableStart: number, widths: readonly number[] | null): void {
  const table = tr.doc.nodeAt(tableStart - 1);
  if (!table) return;
  const map = TableMap.get(table);
  for (const position of new Set(map.map)) {
    const cell = table.nodeAt(position);
    if (!cell) continue;
    const { left, right } = map.findCell(position);
    const colwidth = widths?.slice(left, right).map((width) => columnWidth(width) ?? 0) ?? null;
    if (JSON.stringify(colwidth) !== JSON.stringify(cell.attrs.colwidth))
      tr.setNodeMarkup(tableStart + position, null, { ...cell.attrs, colwidth });
  }
}

/** Selects all cells of the caret's row or column. */
export function selectLine({ state, view }: Editor, line: 'row' | 'column'): boolean {
  if (!isInTable(state)) return false;
  const $cell = selectionCell(state);
  const selection = line === 'row' ? CellSelection.rowSelection($cell) : CellSelection.colSelection($cell);
  view.dispatch(state.tr.setSelection(selection));
  return true;
}

/** The alignment of the cell with the caret, or of the first that is selected. */
export function alignmentAt({ state }: Editor): CellAlignment | 'left' {
  const align: unknown = isInTable(state) ? selectionCell(state).nodeAfter?.attrs.align : null;
  return align === 'center' || align === 'right' ? align : 'left';
}

/** Which of the first row and the first column name what stands below or beside them. */
export function headersAt({ state }: Editor): { row: boolean; column: boolean } {
  if (!isInTable(state)) return { row: false, column: false };
  const { map, table } = selectedRect(state);
  const isHeader = (row: number, column: number) =>
    table.nodeAt(map.map[row * map.width + column] ?? 0)?.type.name === 'tableHeader';
  const all = (count: number, at: (index: number) => boolean) =>
    Array.from({ length: count }, (_, index) => at(index)).every(Boolean);
  return {
    row: all(map.width, (column) => isHeader(0, column)),
    column: all(map.height, (row) => isHeader(row, 0)),
  };
}
