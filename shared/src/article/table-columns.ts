// The columns of a table: which cell stands where, how wide they are and how they are aligned.
import type { NodeJson } from './content.ts';
import { type CellAlignment, columnWidth, isAlignment } from './schema/table.ts';

/** The cells by their columns, a row each; where one covers several columns or rows, the other places are null. */
export function gridOf(rows: readonly (readonly NodeJson[])[]): (NodeJson | null)[][] {
  const grid: (NodeJson | null | undefined)[][] = rows.map(() => []);
  for (const [index, row] of rows.entries()) {
    let column = 0;
    for (const cell of row) {
      while (grid[index]?.[column] !== undefined) column += 1;
      for (let down = 0; down < spanOf(cell, 'rowspan') && index + down < rows.length; down += 1) {
        for (let right = 0; right < spanOf(cell, 'colspan'); right += 1) {
          const line = grid[index + down];
          if (line) line[column + right] = down === 0 && right === 0 ? cell : null;
        }
      }
    }
  }
  return grid.map((row) => Array.from(row, (cell) => cell ?? null));
}

/** The width of each column in pixels; null for one that takes what is left. */
export function columnWidthsOf(table: NodeJson): (number | null)[] {
  const grid = gridOf(rowsOf(table));
  const widths: (number | null)[] = Array.from({ length: columnsOf(grid) }, () => null);
  for (const row of grid) {
    for (const [column, cell] of row.entries()) {
      const own = Array.isArray(cell?.attrs?.colwidth) ? cell.attrs.colwidth : [];
      for (const [index, width] of own.entries()) {
        if (typeof width === 'number') widths[column + index] ??= columnWidth(width);
      }
    }
  }
  return widths;
}

/** The alignment of each column: that of all of its cells with text below the header, else none. */
export function columnAlignmentsOf(table: NodeJson): (CellAlignment | null)[] {
  const grid = gridOf(rowsOf(table));
  const [head = [], ...body] = grid;
  return Array.from({ length: columnsOf(grid) }, (_, column) => {
    const cells = (body.length > 0 ? body : [head]).flatMap((row) => row[column] ?? []);
    const [first] = cells.map(alignmentOf);
    return first !== undefined && cells.every((cell) => alignmentOf(cell) === first) ? first : null;
  });
}

/** The cell's alignment; null where its text stands to the left. */
export function alignmentOf({ attrs }: NodeJson): CellAlignment | null {
  return isAlignment(attrs?.align) ? attrs.align : null;
}

/**
 * The same table with the widths of its columns said at its cells. Widths of which there are too few, or that are no numbers,
 * leave the table as it is.
 */
export function withColumnWidths(table: NodeJson, widths: readonly (number | null)[]): NodeJson {
  const rows = rowsOf(table);
  const grid = gridOf(rows);
  const fitting = widths.map((width) => (width === null ? null : columnWidth(width)));
  if (fitting.length !== columnsOf(grid) || !fitting.some((width) => width !== null)) return table;
  const columns = new Map(
    grid.flatMap((row) => row.flatMap((cell, column) => (cell ? [[cell, column] as const] : []))),
  );
  return {
    ...table,
    content: (table.content ?? []).map((row) => ({
      ...row,
      content: (row.content ?? []).map((cell) => {
        const column = columns.get(cell) ?? 0;
        const own = fitting.slice(column, column + spanOf(cell, 'colspan')).map((width) => width ?? 0);
        return own.some((width) => width > 0) ? { ...cell, attrs: { ...cell.attrs, colwidth: own } } : cell;
      }),
    })),
  };
}

function rowsOf(table: NodeJson): NodeJson[][] {
  return (table.content ?? []).map((row) => row.content ?? []);
}

function columnsOf(grid: readonly (readonly unknown[])[]): number {
  return Math.max(0, ...grid.map((row) => row.length));
}

function spanOf({ attrs }: NodeJson, name: 'rowspan' | 'colspan'): number {
  const value = attrs?.[name];
  return typeof value === 'number' ? value : 1;
}
