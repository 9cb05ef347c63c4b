// A selection that reaches over several regions. It takes whole blocks; copying, cutting, deleting, typing and formatting
// act on all of them. Within one region ProseMirror's own selection does it.
import type { Region } from '@galley/shared/article/region.ts';
import { type Editor, Extension } from '@tiptap/core';
import { DOMSerializer, Fragment, type Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, TextSelection } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import type * as Y from 'yjs';
import { createStore } from 'zustand/vanilla';
import type { UndoSteps } from '../collab/undo-steps.ts';
import { type CopiedPart, copySerializer } from './copied-html.ts';
import classes from './cross-selection.module.css';
import type { RegionEditors } from './region-editors.ts';
import { textOfRegion } from './region-text.ts';

/** A block by its region, its id and its number in it; the number counts where no block bears the id. */
export interface Spot {
  region: Region;
  block: number;
  id?: unknown;
}

/** A region that a selection was taken out of. */
export interface Emptied {
  region: Region;
  editor: Editor;
}

/** The selected part of a mounted region. */
interface Selected extends Emptied {
  from: number;
  to: number;
}

/** Where the selection began, and its free end. */
interface Ends {
  anchor: Spot;
  head: Spot;
}

const everything = Number.MAX_SAFE_INTEGER;

/** At most one a page. It has its own end points; the editors' selections stay as they are. */
export class CrossSelection {
  #editors: RegionEditors;
  readonly #store = createStore<{ ends: Ends | null }>(() => ({ ends: null }));

  constructor(editors: RegionEditors) {
    this.#editors = editors;
  }

  get #ends(): Ends | null {
    return this.#store.getState().ends;
  }

  get isActive(): boolean {
    return this.#ends !== null;
  }

  getIsActive = (): boolean => this.isActive;

  subscribe = (listener: () => void): (() => void) => this.#store.subscribe(listener);

  /** Which blocks of a region are selected, both bounds included; null for none. */
  rangeIn(region: Region, doc: Node): { from: number; to: number } | null {
    if (!this.#ends) return null;
    const order = this.#editors.order;
    const [first, last] = this.#sorted(this.#ends.anchor, this.#ends.head);
    const at = order.indexOf(region);
    if (at < order.indexOf(first.region) || at > order.indexOf(last.region)) return null;
    return {
      from: region === first.region ? numberOf(first, doc) : 0,
      to: region === last.region ? numberOf(last, doc) : everything,
    };
  }

  selectAll(): void {
    const { order } = this.#editors;
    const [first] = order;
    const last = order.at(-1);
    if (first === undefined || last === undefined) return;
    for (const region of order) void this.#editors.ensure(region);
    this.#set({ region: first, block: 0 }, { region: last, block: everything });
  }

  /** Selects all blocks of one region. */
  selectRegion(region: Region): void {
    this.#set({ region, block: 0 }, { region, block: everything });
  }

  /** Begins at the selection of one region and goes on into the next, or to the end of the article. */
  extendFrom(region: Region, direction: -1 | 1, far: 'next' | 'end' = 'next'): void {
    const next =
      far === 'next'
        ? this.#editors.neighbor(region, direction)
        : this.#editors.order.at(direction === 1 ? -1 : 0);
    const editor = this.#editors.of(region);
    if (next === null || next === undefined || !editor) return;
    const anchor = this.#ends?.anchor ?? spotIn(editor, region, editor.state.selection.$anchor.index(0));
    // The near end of the next region, the far one of the last.
    const atStart = (direction === 1) === (far === 'next');
    void this.#editors.withEditors([next], ([other]) => {
      if (other) this.#set(anchor, spotIn(other, next, atStart ? 0 : other.state.doc.childCount - 1));
    });
  }

  /** Moves the free end by a block, over the regions' edges. */
  extend(direction: -1 | 1): void {
    if (!this.#ends) return;
    const { anchor, head } = this.#ends;
    const editor = this.#editors.of(head.region);
    if (!editor) return;
    const count = editor.state.doc.childCount;
    const block = Math.min(numberOf(head, editor.state.doc), count - 1) + direction;
    if (block >= 0 && block < count) this.#set(anchor, spotIn(editor, head.region, block));
    else this.extendFrom(head.region, direction);
  }

  /** Selects from one spot to another, as the mouse is dragged. */
  between(anchor: Spot, head: Spot): void {
    this.#set(anchor, head);
  }

  clear(): void {
    if (this.isActive) this.#change(null);
  }

  /**
   * The selected blocks as HTML and as plain text, for the clipboard and for counting; `partsOf` says what is said of which
   * characters of a region's copy.
   */
  content(
    doc: Y.Doc,
    partsOf: (region: Region, text: Node, copied: { from: number; to: number }) => CopiedPart[] = () => [],
  ): { html: string; text: string } {
    const holder = document.createElement('div');
    const texts: string[] = [];
    for (const region of this.#editors.order) {
      const whole = textOfRegion(doc, this.#editors, region);
      const blocks = this.#blocksOf(whole, region);
      if (!whole || blocks.length === 0) continue;
      const serializer = copySerializer(DOMSerializer.fromSchema(whole.type.schema), () =>
        partsOf(region, whole, this.#placeOf(whole, region)),
      );
      holder.append(serializer.serializeFragment(Fragment.fromArray(blocks)));
      texts.push(...blocks.map((node) => node.textBetween(0, node.content.size, '\n', '\n')));
    }
    return { html: holder.innerHTML, text: texts.join('\n\n') };
  }

  /**
   * Empties the selected blocks out of their regions; the sections themselves stay. `then` puts in what comes in their
   * place, where the selection began, and gets the emptied regions from top to bottom. Both are one step to undo.
   */
  delete(steps: UndoSteps, then: (emptied: readonly Emptied[]) => void = () => {}): Promise<void> {
    return this.#withSelected((selected) => {
      if (!this.#ends) return;
      const [start] = this.#sorted(this.#ends.anchor, this.#ends.head);
      steps.asOne(() => {
        for (const { editor, from, to } of selected) editor.view.dispatch(editor.state.tr.delete(from, to));
        this.clear();
        void this.#editors.focus(start.region, start.block === 0 ? 'start' : 'end');
        if (selected.length > 0) then(selected);
      });
    });
  }

  /** Looks at the selected text of every region. */
  visit(look: (doc: Node, from: number, to: number) => void): Promise<void> {
    return this.#withSelected((selected) => {
      for (const { editor, from, to } of selected) look(editor.state.doc, from, to);
    });
  }

  /** Runs a command on the selected text of every region, as one step to undo. */
  run(steps: UndoSteps, command: (editor: Editor, region: Region) => void): Promise<void> {
    return this.#withSelected((selected) =>
      steps.asOne(() => {
        for (const { region, editor, from, to } of selected) {
          const { tr, doc } = editor.state;
          const selection = TextSelection.between(doc.resolve(from), doc.resolve(to));
          editor.view.dispatch(tr.setSelection(selection));
          command(editor, region);
        }
      }),
    );
  }

  #withSelected(act: (selected: readonly Selected[]) => void): Promise<void> {
    const order = this.#editors.order;
    const spots = this.#ends ? [this.#ends.anchor, this.#ends.head] : [];
    const ends = spots.map(({ region }) => order.indexOf(region));
    const regions = order.slice(Math.min(...ends), Math.max(...ends) + 1);
    return this.#editors.withEditors(regions, () => act(this.#selected()));
  }

  #selected(): Selected[] {
    return this.#editors.mounted().flatMap(({ region, editor }) => {
      const { doc } = editor.state;
      const range = this.rangeIn(region, doc);
      if (!range || doc.childCount <= range.from) return [];
      return [{ region, editor, ...this.#placeOf(doc, region) }];
    });
  }

  /** Where the selected blocks of a region stand in its text. */
  #placeOf(doc: Node, region: Region): { from: number; to: number } {
    const sizeOf = (nodes: readonly Node[]) => nodes.reduce((sum, { nodeSize }) => sum + nodeSize, 0);
    const from = sizeOf(doc.children.slice(0, this.rangeIn(region, doc)?.from));
    return { from, to: from + sizeOf(this.#blocksOf(doc, region)) };
  }

  #blocksOf(doc: Node | null, region: Region): Node[] {
    const range = doc && this.rangeIn(region, doc);
    if (!doc || !range) return [];
    return doc.children.filter((_, index) => index >= range.from && index <= range.to);
  }

  #sorted(a: Spot, b: Spot): [Spot, Spot] {
    const order = this.#editors.order;
    const doc = a.region === b.region ? this.#editors.of(a.region)?.state.doc : undefined;
    const difference = doc
      ? numberOf(a, doc) - numberOf(b, doc)
      : order.indexOf(a.region) - order.indexOf(b.region) || a.block - b.block;
    return difference <= 0 ? [a, b] : [b, a];
  }

  #set(anchor: Spot, head: Spot): void {
    this.#change({ anchor, head });
  }

  #change(ends: Ends | null): void {
    this.#store.setState({ ends });
    for (const { editor } of this.#editors.mounted()) {
      // Only the decorations change.
      if (!editor.isDestroyed)
        editor.view.dispatch(editor.state.tr.setMeta(highlightKey, true).setMeta('addToHistory', false));
    }
  }
}

/** A block of a mounted editor as a spot. */
export function spotIn(editor: Editor, region: Region, block: number): Spot {
  const id: unknown = editor.state.doc.maybeChild(block)?.attrs.id;
  return { region, block: Math.max(0, block), ...(id ? { id } : {}) };
}

/** Others may have added and removed blocks before it meanwhile. */
function numberOf({ id, block }: Spot, doc: Node): number {
  const number = id === undefined ? -1 : doc.children.findIndex((node) => node.attrs.id === id);
  return number === -1 ? block : number;
}

const highlightKey = new PluginKey('crossHighlight');

/** Shows which blocks of a region are in the selection. */
export function crossHighlight(region: Region, cross: CrossSelection): Extension {
  return Extension.create({
    name: 'crossHighlight',
    addProseMirrorPlugins: () => [
      new Plugin({
        key: highlightKey,
        props: {
          decorations({ doc }) {
            const range = cross.rangeIn(region, doc);
            if (!range) return null;
            const decorations: Decoration[] = [];
            doc.forEach((node, offset, index) => {
              if (index < range.from || index > range.to) return;
              decorations.push(
                Decoration.node(offset, offset + node.nodeSize, { class: classes.selected ?? '' }),
              );
            });
            return DecorationSet.create(doc, decorations);
          },
        },
      }),
    ],
  });
}
