// The page is one editor to the person and one Tiptap instance a region to the machine: this keeps the instances together.
// It knows their order, which one has or last had the caret, and how to go from one to the next.
import type { Region } from '@galley/shared/article/region.ts';
import type { Editor } from '@tiptap/core';
import { Selection } from '@tiptap/pm/state';
import { createStore } from 'zustand/vanilla';
import { HeldKeys } from './held-keys.ts';
import { focusWithCaret, readCaret } from './native-keys.ts';

/** Where to put the caret: at an end, on the first or last line under a horizontal place of the window, or as found. */
export type CaretPlace =
  | 'start'
  | 'end'
  | { line: 'first' | 'last'; x: number }
  | ((editor: Editor) => Selection | null);

export interface RegionEditorsState {
  /** The region that has or last had the caret. */
  active: Region | null;
  /** Counts up whenever an editor comes or goes. */
  version: number;
}

/**
 * All editors of the page by their region: which are mounted, which has the caret, and the way of the caret between
 * them.
 */
export class RegionEditors {
  #editors = new Map<Region, Editor>();
  #order: readonly Region[] = [];
  readonly #store = createStore<RegionEditorsState>(() => ({ active: null, version: 0 }));
  #wanted = new Set<Region>();
  #waiting = new Map<Region, ((editor: Editor) => void)[]>();
  #held = new HeldKeys();
  /** Counts up whenever the caret goes somewhere, so that an older way that took longer does not take it back. */
  #way = 0;
  /** The column, as a place in the window, that the caret keeps while it walks up or down. */
  goalX: number | null = null;

  getState = this.#store.getState;

  subscribe = (listener: () => void): (() => void) => this.#store.subscribe(listener);

  /** All regions from top to bottom; editors that are not mounted included. */
  get order(): readonly Region[] {
    return this.#order;
  }

  setOrder(order: readonly Region[]): void {
    this.#order = order;
  }

  /** The editor that has or last had the caret. */
  get active(): Editor | null {
    const { active } = this.getState();
    return active === null ? null : (this.#editors.get(active) ?? null);
  }

  /** The region with a selection of words, whether it can be written in or not; null where none are selected. */
  selected(): Region | null {
    const selection = window.getSelection();
    if (!selection || selection.isCollapsed) return null;
    const found = this.mounted().find(({ editor }) => editor.view.dom.contains(selection.anchorNode));
    if (found) readCaret(found.editor.view);
    return found?.region ?? null;
  }

  /** The mounted editor of a region. */
  of(region: Region): Editor | null {
    return this.#editors.get(region) ?? null;
  }

  /** The mounted editors from top to bottom. */
  mounted(): { region: Region; editor: Editor }[] {
    return this.#order.flatMap((region) => {
      const editor = this.#editors.get(region);
      return editor ? [{ region, editor }] : [];
    });
  }

  register(region: Region, editor: Editor): () => void {
    this.#editors.set(region, editor);
    for (const resolve of this.#waiting.get(region) ?? []) resolve(editor);
    this.#waiting.delete(region);
    this.#set({ version: this.getState().version + 1 });
    return () => {
      if (this.#editors.get(region) !== editor) return;
      this.#editors.delete(region);
      this.#set({ version: this.getState().version + 1 });
    };
  }

  setActive(region: Region): void {
    if (this.getState().active !== region) this.#set({ active: region });
  }

  /** Whether somebody wants the region's editor although it is out of view. */
  isWanted(region: Region): boolean {
    return this.#wanted.has(region);
  }

  /** The region's editor, mounted for it where need be. */
  async ensure(region: Region): Promise<Editor> {
    const editor = this.#editors.get(region);
    if (editor) return editor;
    this.#wanted.add(region);
    const mounted = new Promise<Editor>((resolve) => {
      this.#waiting.set(region, [...(this.#waiting.get(region) ?? []), resolve]);
    });
    this.#set({ version: this.getState().version + 1 });
    return await mounted;
  }

  /** Puts the caret into a region; what is typed before its editor is there is typed into it then. */
  focus(region: Region, place: CaretPlace = 'start'): Promise<void> {
    this.#way += 1;
    const way = this.#way;
    return this.withEditors([region], ([editor]) => {
      if (editor && way === this.#way) this.#putCaret(editor, region, place);
    });
  }

  /**
   * Does something with these regions' editors: at once where all are mounted, so that no key comes between, else as soon
   * as they are, and holds the keys that are pressed until then.
   */
  withEditors(regions: readonly Region[], act: (editors: readonly Editor[]) => void): Promise<void> {
    const mounted = regions.flatMap((region) => this.#editors.get(region) ?? []);
    if (mounted.length === regions.length) {
      act(mounted);
      return Promise.resolve();
    }
    return this.#mountAndAct(regions, act);
  }

  async #mountAndAct(regions: readonly Region[], act: (editors: readonly Editor[]) => void): Promise<void> {
    const typeHeld = () => this.#held.release(held, () => this.active?.view ?? null);
    const held = this.#held.begin(() => {
      this.#way += 1;
      typeHeld();
    });
    const editors = await Promise.all(regions.map((region) => this.ensure(region)));
    act(editors);
    typeHeld();
  }

  #putCaret(editor: Editor, region: Region, place: CaretPlace): void {
    const { doc, tr } = editor.state;
    const selection = selectionAt(editor, place) ?? Selection.atStart(doc);
    editor.view.dispatch(tr.setSelection(selection).scrollIntoView());
    focusWithCaret(editor.view);
    // Reading takes no place.
    if (editor.isEditable) this.setActive(region);
  }

  /** Scrolls by a page and takes the caret along; at the end of the article the caret goes to its end. */
  turnPage(direction: -1 | 1): boolean {
    const view = this.active?.view;
    if (!view) return false;
    const { left, top, bottom } = view.coordsAtPos(view.state.selection.head);
    const before = window.scrollY;
    window.scrollBy({ top: direction * window.innerHeight * 0.8, behavior: 'instant' });
    const moved = Math.abs(window.scrollY - before) > 1;
    const region = moved ? this.#nearest((top + bottom) / 2) : this.#order.at(direction === 1 ? -1 : 0);
    if (region === undefined) return false;
    const there = this.of(region)?.view;
    const found = moved ? there?.posAtCoords({ left, top: (top + bottom) / 2 }) : null;
    if (!there || !found) {
      void this.focus(region, direction === 1 ? 'end' : 'start');
      return true;
    }
    there.dispatch(there.state.tr.setSelection(Selection.near(there.state.doc.resolve(found.pos))));
    focusWithCaret(there);
    return true;
  }

  /** The mounted region nearest to a height of the window. */
  #nearest(y: number): Region | undefined {
    const distances = this.mounted().map(({ region, editor }) => {
      const { top, bottom } = editor.view.dom.getBoundingClientRect();
      return { region, distance: Math.max(top - y, y - bottom, 0) };
    });
    return distances.sort((a, b) => a.distance - b.distance)[0]?.region;
  }

  /** The region above or below, or null at the end. */
  neighbor(region: Region, direction: -1 | 1): Region | null {
    const index = this.#order.indexOf(region);
    return index === -1 ? null : (this.#order[index + direction] ?? null);
  }

  /** The next region above or below that can be written in, as far as is known; null where there is none. */
  writable(region: Region, direction: -1 | 1): Region | null {
    const next = this.neighbor(region, direction);
    if (next === null || this.#editors.get(next)?.isEditable !== false) return next;
    return this.writable(next, direction);
  }

  #set(change: Partial<RegionEditorsState>): void {
    this.#store.setState(change);
  }
}

function selectionAt(editor: Editor, place: CaretPlace): Selection | null {
  const { doc } = editor.state;
  if (place === 'start') return Selection.atStart(doc);
  if (place === 'end') return Selection.atEnd(doc);
  if (typeof place === 'function') return place(editor);
  const edge = place.line === 'first' ? Selection.atStart(doc) : Selection.atEnd(doc);
  const line = editor.view.coordsAtPos(edge.head);
  const found = editor.view.posAtCoords({ left: place.x, top: (line.top + line.bottom) / 2 });
  return found ? Selection.near(doc.resolve(found.pos)) : edge;
}
