// What differs between two states of a table: rows by the cells that they hold, columns by what stands in them, and within
// a changed cell the words are distinguished.
import { canonicalBlock } from '../article/canonical.ts';
import type { NodeJson } from '../article/content.ts';
import { blockText } from './block-text.ts';
import { align, compareTexts } from './compare-texts.ts';
import type { CellComparison, RowComparison } from './comparison.ts';

/** Compares two states of a table. */
export function compareTables(before: NodeJson, after: NodeJson): RowComparison[] {
  const [old, now] = [rowsOf(before), rowsOf(after)];
  const columns = pairColumns(old, now);
  const result: RowComparison[] = [];
  let [oldIndex, newIndex] = [0, 0];
  let [went, came]: [NodeJson[], NodeJson[]] = [[], []];
  const settle = () => {
    result.push(...pairRows(went, came, columns));
    [went, came] = [[], []];
  };
  for (const { type, values } of align(old.map(canonicalBlock), now.map(canonicalBlock))) {
    const size = values.length;
    if (type === 'same') {
      settle();
      result.push(...now.slice(newIndex, newIndex + size).map((row) => wholeRow(row, 'same')));
    }
    if (type === 'removed') went.push(...old.slice(oldIndex, oldIndex + size));
    if (type === 'added') came.push(...now.slice(newIndex, newIndex + size));
    if (type !== 'added') oldIndex += size;
    if (type !== 'removed') newIndex += size;
  }
  settle();
  return result;
}

/** A table that stands on one side only, or is the same on both. */
export function tableAlone(table: NodeJson, state: 'same' | 'added' | 'removed'): RowComparison[] {
  return rowsOf(table).map((row) => wholeRow(row, state));
}

function wholeRow(row: NodeJson, state: 'same' | 'added' | 'removed'): RowComparison {
  return { state, cells: cellsOf(row).map((cell) => wholeCell(cell, state)) };
}

function wholeCell(cell: NodeJson, state: 'same' | 'added' | 'removed'): CellComparison {
  const text = blockText(cell);
  return { ...shapeOf(cell), state, pieces: text === '' ? [] : [{ type: state, text }] };
}

function shapeOf({ type, attrs = {} }: NodeJson): Omit<CellComparison, 'state' | 'pieces'> {
  const span = (value: unknown) => (typeof value === 'number' ? value : 1);
  return { header: type === 'tableHeader', colspan: span(attrs.colspan), rowspan: span(attrs.rowspan) };
}

/**
 * Between two rows that stay: which of the old ones became which of the new ones. Pairs with cells in common are sought
 * first; what is left on both sides is paired as it comes, so that a row of which every cell changed is shown as changed.
 */
function pairRows(went: readonly NodeJson[], came: readonly NodeJson[], columns: Columns): RowComparison[] {
  const textsIn = (row: NodeJson) => new Set(cellsOf(row).map(blockText).filter(Boolean));
  const [old, now] = [went.map(textsIn), came.map(textsIn)];
  const pairs = bestPairs(
    went.length,
    came.length,
    (from, to) => 1 + 10 * common(old[from] ?? none, now[to] ?? none),
  );
  return inOrder(pairs, went, came, {
    removed: (row) => wholeRow(row, 'removed'),
    added: (row) => wholeRow(row, 'added'),
    both: (row, other) => ({ state: 'changed', cells: compareCells(row, other, columns) }),
  });
}

function compareCells(before: NodeJson, after: NodeJson, columns: Columns): CellComparison[] {
  const [old, now] = [cellsOf(before), cellsOf(after)];
  // Where cells span several columns, or rows are of uneven length, the places of a row are paired one by one.
  const asColumns = columns !== null && old.length === columns.before && now.length === columns.after;
  const pairs = asColumns
    ? columns.pairs
    : Array.from({ length: Math.min(old.length, now.length) }, (_, index): Pair => [index, index]);
  return inOrder(pairs, old, now, {
    removed: (cell) => wholeCell(cell, 'removed'),
    added: (cell) => wholeCell(cell, 'added'),
    both: (cell, other): CellComparison =>
      canonicalBlock(cell) === canonicalBlock(other)
        ? wholeCell(other, 'same')
        : {
            ...shapeOf(other),
            state: 'changed',
            pieces: compareTexts(blockText(cell), blockText(other)),
          },
  });
}

/** Which column became which; null where cells span several. */
type Columns = { before: number; after: number; pairs: readonly Pair[] } | null;
/** The places of two things that are the same one, before and after. */
type Pair = readonly [from: number, to: number];

function pairColumns(before: readonly NodeJson[], after: readonly NodeJson[]): Columns {
  const [old, now] = [textsOf(before), textsOf(after)];
  if (!old || !now) return null;
  const inColumn = (rows: string[][], column: number) =>
    new Set(rows.map((row) => row[column] ?? '').filter(Boolean));
  const [oldColumns, newColumns] = [old, now].map((rows) =>
    Array.from({ length: rows[0]?.length ?? 0 }, (_, column) => inColumn(rows, column)),
  ) as [Set<string>[], Set<string>[]];
  const pairs = bestPairs(oldColumns.length, newColumns.length, (from, to) => {
    // A column of the same name is the same one, whatever became of its cells.
    const named = old[0]?.[from] !== '' && old[0]?.[from] === now[0]?.[to];
    return 1 + 10 * common(oldColumns[from] ?? none, newColumns[to] ?? none) + (named ? 1000 : 0);
  });
  return { before: oldColumns.length, after: newColumns.length, pairs };
}

/** The texts of the cells row by row; null where rows are of uneven length or cells span several. */
function textsOf(rows: readonly NodeJson[]): string[][] | null {
  const texts = rows.map((row) => cellsOf(row).map(blockText));
  const even = texts.every(({ length }) => length === texts[0]?.length);
  const plain = rows.every((row) =>
    cellsOf(row).every((cell) => shapeOf(cell).colspan === 1 && shapeOf(cell).rowspan === 1),
  );
  return even && plain ? texts : null;
}

/** Beyond this many combinations things are paired as they come. */
const mostCombinations = 40_000;

/** The pairs, in the order of both lists, whose values add up to most. */
function bestPairs(before: number, after: number, gain: (from: number, to: number) => number): Pair[] {
  if (before * after > mostCombinations)
    return Array.from({ length: Math.min(before, after) }, (_, index): Pair => [index, index]);
  const best = Array.from({ length: before + 1 }, () => new Array<number>(after + 1).fill(0));
  const at = (from: number, to: number) => best[from]?.[to] ?? 0;
  for (let from = before - 1; from >= 0; from -= 1)
    for (let to = after - 1; to >= 0; to -= 1) {
      const row = best[from];
      if (row) row[to] = Math.max(at(from + 1, to), at(from, to + 1), gain(from, to) + at(from + 1, to + 1));
    }
  const pairs: Pair[] = [];
  for (let [from, to] = [0, 0]; from < before && to < after; ) {
    if (at(from, to) === gain(from, to) + at(from + 1, to + 1)) {
      pairs.push([from, to]);
      [from, to] = [from + 1, to + 1];
    } else if (at(from, to) === at(from + 1, to)) from += 1;
    else to += 1;
  }
  return pairs;
}

/** Both lists as one, in the order of their pairs; what went stands before what came in its place. */
function inOrder<Item, Result>(
  pairs: readonly Pair[],
  before: readonly Item[],
  after: readonly Item[],
  tell: {
    removed(item: Item): Result;
    added(item: Item): Result;
    both(item: Item, other: Item): Result;
  },
): Result[] {
  const result: Result[] = [];
  let [from, to] = [0, 0];
  const upTo = (nextFrom: number, nextTo: number) => {
    result.push(...before.slice(from, nextFrom).map(tell.removed));
    result.push(...after.slice(to, nextTo).map(tell.added));
  };
  for (const [pairFrom, pairTo] of pairs) {
    upTo(pairFrom, pairTo);
    const [item, other] = [before[pairFrom], after[pairTo]];
    if (item !== undefined && other !== undefined) result.push(tell.both(item, other));
    [from, to] = [pairFrom + 1, pairTo + 1];
  }
  upTo(before.length, after.length);
  return result;
}

const none: ReadonlySet<string> = new Set();

/** How many texts both have. */
function common(some: ReadonlySet<string>, others: ReadonlySet<string>): number {
  let count = 0;
  for (const text of some) if (others.has(text)) count += 1;
  return count;
}

function rowsOf(table: NodeJson): NodeJson[] {
  return table.content ?? [];
}

function cellsOf(row: NodeJson): NodeJson[] {
  return row.content ?? [];
}
