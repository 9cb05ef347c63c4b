// Moving, copying and deleting whole blocks, within a section and over its edges, where a block is turned into what the
// other section allows. Each is one step to undo.
import type { NodeJson } from '@galley/shared/article/content.ts';
import { fitBlocks } from '@galley/shared/article/fit-blocks.ts';
import { isLine, type Region } from '@galley/shared/article/region.ts';
import type { SectionSpec } from '@galley/shared/article/template.ts';
import { moveBlock } from '@galley/shared/concurrent/move-block.ts';
import type { Editor } from '@tiptap/core';
import { Fragment, Slice } from '@tiptap/pm/model';
import { NodeSelection, Selection, TextSelection } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import type * as Y from 'yjs';
import { byHand } from '../../collab/connection.ts';
import type { UndoSteps } from '../../collab/undo-steps.ts';
import { focusWithCaret } from '../native-keys.ts';
import { startOf } from '../positions/start-of.ts';
import type { RegionEditors } from '../region-editors.ts';

/** A block by its region and its number in it; as a place to go to, the one before which it goes. */
export interface BlockSpot {
  region: Region;
  index: number;
}

export class BlockMoves {
  #editors: RegionEditors;
  #steps: UndoSteps;
  #specOf: (region: Region) => SectionSpec | null;

  constructor(editors: RegionEditors, steps: UndoSteps, specOf: (region: Region) => SectionSpec | null) {
    this.#editors = editors;
    this.#steps = steps;
    this.#specOf = specOf;
  }

  /** The block with the caret; null in the head. */
  get current(): BlockSpot | null {
    const region = this.#editors.getState().active;
    const editor = this.#editors.active;
    if (region === null || !editor || isLine(region)) return null;
    return { region, index: editor.state.selection.$from.index(0) };
  }

  /** Moves a block by one place, over the section's edge where need be. Gives whether there was a place. */
  moveBy({ region, index }: BlockSpot, step: -1 | 1): boolean {
    const editor = this.#editors.of(region);
    if (!editor) return false;
    if (editor.state.doc.maybeChild(index + step)) {
      this.#moveWithin(editor, region, index, step === 1 ? index + 2 : index - 1);
      return true;
    }
    const next = this.#editors.neighbor(region, step);
    if (next === null || isLine(next)) return false;
    void this.#editors.withEditors([next], ([there]) => {
      if (there)
        this.#move({ region, index }, { region: next, index: step === 1 ? 0 : there.state.doc.childCount });
    });
    return true;
  }

  /** Moves a block to a place before another block, in any section. */
  async moveTo(from: BlockSpot, to: BlockSpot): Promise<void> {
    if (isLine(to.region)) return;
    await this.#editors.withEditors([from.region, to.region], () => this.#move(from, to));
  }

  /** Moves a block of a mounted editor. */
  #move(from: BlockSpot, to: BlockSpot): void {
    const here = this.#editors.of(from.region);
    const there = this.#editors.of(to.region);
    const block = here?.state.doc.maybeChild(from.index);
    if (!here || !there || !block || !here.isEditable || !there.isEditable) return;
    if (here === there) {
      this.#moveWithin(here, from.region, from.index, to.index);
      return;
    }
    const offset = offsetIn(here, from.index);
    const fit = (json: NodeJson) => fitBlocks([json], this.#specOf(to.region));
    const source = sharedText(here);
    const target = sharedText(there);
    if (source?.doc && target) {
      const { doc } = source;
      const move = {
        from: { fragment: source, index: from.index },
        to: { fragment: target, index: to.index },
        left: this.#specOf(from.region),
        fit,
      };
      this.#steps.asOne(() => {
        const index = moveBlock(doc, move, byHand);
        if (index !== null) putCaret(there, index, offset);
      });
    } else {
      this.#steps.asOne(() => {
        const nodes = fit(block.toJSON() as NodeJson).map((json) => there.schema.nodeFromJSON(json));
        const start = startOf(here.state.doc, from.index);
        here.view.dispatch(here.state.tr.delete(start, start + block.nodeSize));
        const { doc, tr } = there.state;
        // An empty line where the hint stood makes room.
        const alone =
          doc.childCount === 1 &&
          doc.textContent === '' &&
          doc.firstChild?.isLeaf === false &&
          doc.firstChild.type.name !== 'figure';
        const at = alone ? 0 : startOf(doc, to.index);
        tr.replace(at, alone ? doc.content.size : at, new Slice(Fragment.fromArray(nodes), 0, 0));
        there.view.dispatch(tr.setSelection(Selection.near(tr.doc.resolve(at), 1)).scrollIntoView());
      });
    }
    focusWithCaret(there.view);
    this.#editors.setActive(to.region);
  }

  /** Puts a copy right behind the block. */
  duplicate({ region, index }: BlockSpot): void {
    const editor = this.#editors.of(region);
    const block = editor?.state.doc.maybeChild(index);
    if (!editor || !block) return;
    const at = startOf(editor.state.doc, index) + block.nodeSize;
    const copy = block.type.create({ ...block.attrs, id: null }, block.content, block.marks);
    const tr = editor.state.tr.insert(at, copy);
    editor.view.dispatch(tr.setSelection(Selection.near(tr.doc.resolve(at), 1)).scrollIntoView());
    editor.view.focus();
  }

  remove({ region, index }: BlockSpot): void {
    const editor = this.#editors.of(region);
    const block = editor?.state.doc.maybeChild(index);
    if (!editor || !block) return;
    const at = startOf(editor.state.doc, index);
    const tr = editor.state.tr.delete(at, at + block.nodeSize);
    editor.view.dispatch(tr.setSelection(Selection.near(tr.doc.resolve(at), -1)));
    editor.view.focus();
  }

  /** Runs a tool with the block selected. */
  change({ region, index }: BlockSpot, run: (editor: Editor) => void): void {
    const editor = this.#editors.of(region);
    const block = editor?.state.doc.maybeChild(index);
    if (!editor || !block) return;
    const { doc, tr } = editor.state;
    const at = startOf(doc, index);
    const selection =
      block.isLeaf || block.type.name === 'figure'
        ? NodeSelection.create(doc, at)
        : TextSelection.between(doc.resolve(at), doc.resolve(at + block.nodeSize));
    editor.view.dispatch(tr.setSelection(selection));
    this.#steps.asOne(() => run(editor));
    // Not the whole block stays selected, only the caret in it.
    const { $head } = editor.state.selection;
    editor.view.dispatch(editor.state.tr.setSelection(Selection.near($head, -1)));
  }

  #moveWithin(editor: Editor, region: Region, from: number, before: number): void {
    const { doc, tr } = editor.state;
    const block = doc.maybeChild(from);
    if (!block || before === from || before === from + 1) return;
    const offset = offsetIn(editor, from);
    const fragment = sharedText(editor);
    if (fragment?.doc) {
      const left = this.#specOf(region);
      const place = (index: number) => ({ fragment, index });
      const shared = fragment.doc;
      this.#steps.asOne(() => {
        const move = { from: place(from), to: place(before), left, fit: (json: NodeJson) => [json] };
        const index = moveBlock(shared, move, byHand);
        if (index !== null) putCaret(editor, index, offset);
      });
    } else {
      const start = startOf(doc, from);
      const target = startOf(doc, before) - (before > from ? block.nodeSize : 0);
      editor.view.dispatch(tr.delete(start, start + block.nodeSize).insert(target, block));
      putCaret(editor, before > from ? before - 1 : before, offset);
    }
    focusWithCaret(editor.view);
  }
}

/** The shared text behind an editor; null for one that shows suggestions, or that is not in step with its text. */
function sharedText({ state }: Editor): Y.XmlFragment | null {
  const sync = ySyncPluginKey.getState(state) as { type: Y.XmlFragment } | undefined;
  return sync && sync.type.length === state.doc.childCount ? sync.type : null;
}

/** How far behind the start of the block the caret stands. */
function offsetIn({ state: { doc, selection } }: Editor, index: number): number {
  const size = doc.maybeChild(index)?.nodeSize ?? 0;
  return Math.max(0, Math.min(selection.head - startOf(doc, index), size));
}

function putCaret({ state: { doc, tr }, view }: Editor, index: number, offset: number): void {
  const at = Math.min(startOf(doc, index) + offset, doc.content.size);
  view.dispatch(tr.setSelection(Selection.near(doc.resolve(at), 1)).scrollIntoView());
}
