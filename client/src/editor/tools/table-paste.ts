// Cells pasted into a table, and anything pasted into selected cells. The library's own way fails where cells are merged, in the
// table or among those that are pasted; here each cell of the place is replaced by itself, in one step for all.
import { Extension } from '@tiptap/core';
import type { Node, Schema, Slice } from '@tiptap/pm/model';
import { EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import {
  addColumn,
  addRow,
  CellSelection,
  __pastedCells as cellsOf,
  isInTable,
  selectionCell,
  TableMap,
  tableNodeTypes,
} from '@tiptap/pm/tables';
import { Transform } from '@tiptap/pm/transform';

export const TablePaste = Extension.create({
  name: 'tablePaste',
  // Before the table's own plugin.
  priority: 200,
  addProseMirrorPlugins: () => [
    new Plugin({
      key: new PluginKey('tablePaste'),
      props: {
        handlePaste(view, _event, slice) {
          const tr = cellsPasted(view.state, slice);
          if (tr) view.dispatch(tr.setMeta('paste', true).setMeta('uiEvent', 'paste').scrollIntoView());
          return tr !== null;
        },
      },
    }),
  ],
});

/** A part of a table, in rows and columns; the ends are not part of it. */
interface Place {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** The change that a paste of cells makes; null where it is none. */
export function cellsPasted(state: EditorState, slice: Slice): Transaction | null {
  if (!isInTable(state) || slice.size === 0) return null;
  const { selection, schema, tr } = state;
  const source = sourceOf(schema, slice, selection instanceof CellSelection);
  if (!source) return null;
  const $cell = selectionCell(state);
  const start = $cell.start(-1);
  const map = TableMap.get($cell.node(-1));
  const sourceMap = TableMap.get(source);
  const own = map.findCell($cell.pos - start);
  const place =
    selection instanceof CellSelection
      ? map.rectBetween(selection.$anchorCell.pos - start, selection.$headCell.pos - start)
      : { ...own, right: own.left + sourceMap.width, bottom: own.top + sourceMap.height };
  growTo(tr, start, place);
  splitWithin(tr, start, place);
  fill(tr, start, place, source);
  const after = TableMap.get(tableAt(tr, start));
  const at = (row: number, column: number) => start + (after.map[row * after.width + column] ?? 0);
  const corners = [at(place.top, place.left), at(place.bottom - 1, place.right - 1)] as const;
  return tr.setSelection(CellSelection.create(tr.doc, ...corners));
}

/** What is pasted as a table of its own; null for what is no cells, and is not pasted into cells. */
function sourceOf(schema: Schema, slice: Slice, intoCells: boolean): Node | null {
  const { table, row, cell } = tableNodeTypes(schema);
  const cells = cellsOf(slice);
  if (cells) {
    return table.create(
      null,
      cells.rows.map((content) => row.create(null, content)),
    );
  }
  const empty = cell.createAndFill();
  if (!intoCells || !empty) return null;
  const filled = new Transform(empty).replace(0, empty.content.size, slice).doc;
  return table.create(null, row.create(null, filled));
}

function tableAt(tr: Transaction, start: number): Node {
  const table = tr.doc.nodeAt(start - 1);
  if (!table) throw new RangeError('There is no table.');
  return table;
}

/** Adds rows and columns until the place is within the table. */
function growTo(tr: Transaction, start: number, { right, bottom }: Place): void {
  for (;;) {
    const table = tableAt(tr, start);
    const map = TableMap.get(table);
    const rect = { left: 0, top: 0, right: map.width, bottom: map.height, map, table, tableStart: start };
    // Each is made on the document as it is now.
    const step = EditorState.create({ doc: tr.doc }).tr;
    if (map.width < right) addColumn(step, rect, map.width);
    else if (map.height < bottom) addRow(step, rect, map.height);
    else return;
    for (const one of step.steps) tr.step(one);
  }
}

/** Splits the merged cells that stand in the place, wholly or in part; their text stays in the first of their parts. */
function splitWithin(tr: Transaction, start: number, place: Place): void {
  for (;;) {
    const table = tableAt(tr, start);
    const { map, width } = TableMap.get(table);
    const position = map.find((one, index) => {
      const [row, column] = [Math.floor(index / width), index % width];
      const isWithin = row >= place.top && row < place.bottom && column >= place.left && column < place.right;
      return isWithin && isMerged(table.nodeAt(one));
    });
    if (position === undefined) return;
    splitCell(tr, start, position);
  }
}

function isMerged(cell: Node | null): boolean {
  return cell !== null && (cell.attrs.colspan > 1 || cell.attrs.rowspan > 1);
}

function splitCell(tr: Transaction, start: number, position: number): void {
  const table = tableAt(tr, start);
  const cell = table.nodeAt(position);
  if (!cell) return;
  const map = TableMap.get(table);
  const { left, top, right, bottom } = map.findCell(position);
  const attrsAt = (column: number) => ({ ...cell.attrs, ...spans(cell, column - left, 1), rowspan: 1 });
  // From the end, so that the positions before it stay true.
  for (let row = bottom - 1; row >= top; row -= 1) {
    const first = row === top ? left + 1 : left;
    const at = row === top ? position + cell.nodeSize : map.positionAt(row, left, table);
    const parts = Array.from({ length: right - first }, (_, index) =>
      cell.type.createAndFill(attrsAt(first + index)),
    );
    tr.insert(
      start + at,
      parts.filter((part) => part !== null),
    );
  }
  tr.setNodeMarkup(start + position, null, attrsAt(left));
}

/** How many columns a part of a cell covers, and how wide they are. */
function spans(cell: Node, from: number, colspan: number): { colspan: number; colwidth: number[] | null } {
  const all: unknown = cell.attrs.colwidth;
  const widths = (Array.isArray(all) ? all.slice(from, from + colspan) : []).map(Number);
  const said = widths.length === colspan && widths.some((width) => width > 0);
  return { colspan, colwidth: said ? widths : null };
}

/** Puts the cells into the place, over and over where it is larger than they are, cut off where it is smaller. */
function fill(tr: Transaction, start: number, place: Place, source: Node): void {
  const map = TableMap.get(source);
  const table = tableAt(tr, start);
  const target = TableMap.get(table);
  /** By the places in the table: the cell that comes there, or null where it is covered by another. */
  const comes = new Map<string, Node | null>();
  for (let top = place.top; top < place.bottom; top += map.height) {
    for (let left = place.left; left < place.right; left += map.width) {
      for (const position of new Set(map.map)) {
        const cell = position > 0 ? source.nodeAt(position) : null;
        const part = map.findCell(position);
        const [row, column] = [top + part.top, left + part.left];
        if (!cell || row >= place.bottom || column >= place.right) continue;
        const colspan = Math.min(part.right - part.left, place.right - column);
        const rowspan = Math.min(part.bottom - part.top, place.bottom - row);
        for (let down = 0; down < rowspan; down += 1)
          for (let right = 0; right < colspan; right += 1) comes.set(`${row + down},${column + right}`, null);
        const attrs = { ...cell.attrs, ...spans(cell, 0, colspan), rowspan };
        comes.set(`${row},${column}`, cell.type.create(attrs, cell.content));
      }
    }
  }
  // From the end, so that the positions before it stay true.
  for (let row = place.bottom - 1; row >= place.top; row -= 1) {
    for (let column = place.right - 1; column >= place.left; column -= 1) {
      const position = target.map[row * target.width + column] ?? 0;
      const cell = comes.get(`${row},${column}`);
      const old = table.nodeAt(position);
      if (cell === undefined || !old) continue;
      const [from, to] = [start + position, start + position + old.nodeSize];
      if (cell === null) tr.delete(from, to);
      else tr.replaceWith(from, to, cell);
    }
  }
}
