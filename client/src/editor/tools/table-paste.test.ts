// @vitest-environment jsdom
import type { NodeJson } from '@galley/shared/article/content.ts';
import { sectionSchema } from '@galley/shared/article/schema/schema.ts';
import { cell, p, row, table } from '@galley/shared/article/testing.ts';
import { type Node, Slice } from '@tiptap/pm/model';
import { EditorState, TextSelection } from '@tiptap/pm/state';
import { CellSelection, mergeCells, TableMap } from '@tiptap/pm/tables';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellsPasted } from './table-paste.ts';

function docOf(...blocks: NodeJson[]): Node {
  return sectionSchema.nodeFromJSON({ type: 'doc', content: blocks });
}

function grid(name: string, columns: number, rows: number): NodeJson {
  return table(
    ...Array.from({ length: rows }, (_, y) =>
      row(...Array.from({ length: columns }, (__, x) => cell(p(`${name}${x}-${y}`)))),
    ),
  );
}

interface Area {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Positions of the two corner cells of an area, as far as the table reaches. */
function corners(doc: Node, { left, top, width, height }: Area): [number, number] {
  const [inner] = doc.children;
  if (!inner) throw new Error('no table');
  const map = TableMap.get(inner);
  const at = (x: number, y: number) =>
    1 + (map.map[Math.min(y, map.height - 1) * map.width + Math.min(x, map.width - 1)] ?? 0);
  return [at(left, top), at(left + width - 1, top + height - 1)];
}

/** The table with each of these areas merged into one cell, where that can be. */
function merged(doc: Node, areas: readonly Area[]): Node {
  return areas.reduce((before, area) => {
    const [anchor, head] = corners(before, area);
    const selection = CellSelection.create(before, anchor, head);
    let after = before;
    mergeCells(EditorState.create({ doc: before, selection }), (tr) => {
      after = tr.doc;
    });
    return after;
  }, doc);
}

function pasted(doc: Node, area: Area | { caret: Area }, source: Node): Node {
  const place = 'caret' in area ? area.caret : area;
  const [anchor, head] = corners(doc, place);
  const selection =
    'caret' in area ? TextSelection.near(doc.resolve(anchor + 2)) : CellSelection.create(doc, anchor, head);
  const tr = cellsPasted(EditorState.create({ doc, selection }), new Slice(source.content, 0, 0));
  if (!tr) throw new Error('nothing was pasted');
  return tr.doc;
}

function isWhole(doc: Node): boolean {
  doc.check();
  return doc.children.every((inner) => (TableMap.get(inner).problems ?? []).length === 0);
}

describe('cells pasted into a table', () => {
  const first = { left: 0, top: 0, width: 1, height: 1 };

  it('with merged cells, twice, at the edge of merged cells', () => {
    const source = merged(docOf(grid('s', 2, 2)), [{ left: 0, top: 0, width: 2, height: 1 }]);
    const target = docOf(grid('t', 3, 3));
    const once = pasted(target, { caret: { ...first, left: 1, top: 1 } }, source);
    expect(isWhole(once)).toBe(true);
    const twice = pasted(once, { caret: { ...first, left: 0, top: 1 } }, source);
    expect(isWhole(twice)).toBe(true);
    expect(twice.textContent).toContain('s0-0');
    expect(twice.childCount).toBe(1);
  });

  it('over a part of a cell that is merged over rows', () => {
    const target = merged(docOf(grid('t', 3, 3)), [{ left: 1, top: 0, width: 1, height: 3 }]);
    const after = pasted(target, { caret: { ...first, left: 0, top: 1 } }, docOf(grid('s', 2, 1)));
    expect(isWhole(after)).toBe(true);
    // The merged cell's text stays in the first of its parts, which is beyond the place.
    expect(after.textContent).toContain('t1-0');
  });

  const area = fc.record({
    left: fc.nat(3),
    top: fc.nat(3),
    width: fc.integer({ min: 1, max: 3 }),
    height: fc.integer({ min: 1, max: 3 }),
  });
  const tables = (name: string) =>
    fc
      .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }), fc.array(area, { maxLength: 4 }))
      .map(([columns, rows, areas]) => merged(docOf(grid(name, columns, rows)), areas));

  it('leave a whole table, whatever is merged in it and in them', () => {
    fc.assert(
      fc.property(
        tables('t'),
        tables('s'),
        fc.oneof(area, fc.record({ caret: area })),
        (target, source, place) => {
          const after = pasted(target, place, source);
          expect(isWhole(after)).toBe(true);
          expect(after.textContent).toContain('s0-0');
        },
      ),
      { numRuns: 300 },
    );
  });
});
