// A table in the editor: its columns as wide as the article says, and at each border between two columns a handle to drag.
// The drag is the page's affair until it ends. The library's own handles keep their place in the editor's state, which every
// change by a colleague replaces as a whole: they throw while somebody else writes.
import { columnWidths } from '@galley/shared/article/schema/table.ts';
import type { NodeViewRenderer } from '@tiptap/core';
import { TableView, updateColumns } from '@tiptap/extension-table';
import type { Node } from '@tiptap/pm/model';
import type { EditorView } from '@tiptap/pm/view';
import classes from './node-views.module.css';
import { columnEdges, currentWidths, movedBorder, setWidths } from './table-columns.ts';

/** How near to a border the pointer has to be, in CSS pixels. */
const reach = 6;

export const tableView: NodeViewRenderer = ({ node, view, getPos }) =>
  new ArticleTable(node, view, () => getPos());

interface Drag {
  column: number;
  /** Where the pointer was, in CSS pixels from the window's left. */
  from: number;
  widths: readonly number[];
  moved: readonly number[];
}

class ArticleTable extends TableView {
  #view: EditorView;
  #position: () => number | undefined;
  #handle = document.createElement('div');
  #column = -1;
  #drag: Drag | null = null;

  constructor(node: Node, view: EditorView, position: () => number | undefined) {
    super(node, columnWidths.min, view);
    this.#view = view;
    this.#position = position;
    this.dom.classList.add(classes.table ?? '');
    this.#handle.className = classes.border ?? '';
    this.#handle.contentEditable = 'false';
    this.#handle.hidden = true;
    this.dom.append(this.#handle);
    this.dom.addEventListener('pointermove', (event) => this.#point(event));
    this.dom.addEventListener('pointerleave', () => {
      if (!this.#drag) this.#handle.hidden = true;
    });
    this.#handle.addEventListener('pointerdown', (event) => this.#begin(event));
    this.#handle.addEventListener('pointermove', (event) => this.#move(event));
    this.#handle.addEventListener('pointerup', () => this.#end(true));
    this.#handle.addEventListener('pointercancel', () => this.#end(false));
    this.#sayWidths();
  }

  override update(node: Node): boolean {
    if (!super.update(node)) return false;
    // A colleague's change while somebody drags: the drag goes on from the table as it is now.
    if (this.#drag) this.#preview(this.#drag.moved);
    this.#sayWidths();
    return true;
  }

  stopEvent(event: Event): boolean {
    return event.target === this.#handle;
  }

  get #start(): number | null {
    const position = this.#position();
    return position === undefined ? null : position + 1;
  }

  #point({ clientX, pointerType }: PointerEvent): void {
    const start = this.#start;
    if (this.#drag || start === null || !this.#view.editable || pointerType === 'touch') return;
    const edges = columnEdges(this.#view, start);
    this.#column =
      edges.findIndex((edge, at) => at > 0 && edge !== undefined && Math.abs(edge - clientX) <= reach) - 1;
    this.#handle.hidden = this.#column < 0;
    const edge = edges[this.#column + 1];
    if (edge !== undefined) this.#place(edge);
  }

  #place(edge: number): void {
    this.#handle.style.left = `${edge - this.dom.getBoundingClientRect().left + this.dom.scrollLeft}px`;
    this.#handle.style.height = `${this.table.offsetHeight}px`;
  }

  #begin(event: PointerEvent): void {
    const start = this.#start;
    if (start === null || event.button !== 0) return;
    event.preventDefault();
    this.#handle.setPointerCapture(event.pointerId);
    this.#handle.dataset.dragged = 'true';
    const widths = currentWidths(this.#view, start);
    this.#drag = { column: this.#column, from: event.clientX, widths, moved: widths };
  }

  #move({ clientX }: PointerEvent): void {
    const drag = this.#drag;
    const start = this.#start;
    if (!drag || start === null) return;
    drag.moved = movedBorder(drag.widths, drag.column, clientX - drag.from);
    this.#preview(drag.moved);
    const edge = columnEdges(this.#view, start)[drag.column + 1];
    if (edge !== undefined) this.#place(edge);
  }

  #end(taken: boolean): void {
    const drag = this.#drag;
    const start = this.#start;
    this.#drag = null;
    this.#handle.hidden = true;
    delete this.#handle.dataset.dragged;
    if (!drag) return;
    const same = drag.moved.every((width, index) => width === drag.widths[index]);
    // A column that a colleague added or took away meanwhile: the widths are those of another table.
    const fits = start !== null && currentWidths(this.#view, start).length === drag.widths.length;
    const done = taken && !same && fits && setWidths(this.#view, start, drag.moved);
    if (!done) updateColumns(this.node, this.colgroup, this.table, this.cellMinWidth);
  }

  #preview(widths: readonly number[]): void {
    const columns = [...this.colgroup.children].filter((one) => one instanceof HTMLElement);
    for (const [index, column] of columns.entries()) column.style.width = `${widths[index] ?? 0}px`;
    this.table.style.width = `${widths.reduce((sum, width) => sum + width, 0)}px`;
    this.table.dataset.sized = 'true';
  }

  #sayWidths(): void {
    let sized = this.#drag !== null;
    this.node.firstChild?.forEach((cell) => {
      sized ||= Array.isArray(cell.attrs.colwidth);
    });
    this.table.toggleAttribute('data-sized', sized);
  }
}
