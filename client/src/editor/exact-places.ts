// Letters get into the shared text where they were typed.
// - The binding compares the text before and after: a letter that is typed in front of the same one is taken for that one then, and
//   when a colleague deletes, marks or moves the words that stood there, a part of one's own goes along, and a part of theirs stays.
// - Yjs puts a letter behind whatever was deleted there, and behind what others put there at the same moment: with two people in one
//   place a part of a word comes to stand behind another's.
import { itemEndingAt } from '@galley/shared/yjs/items.ts';
import { putBehind } from '@galley/shared/yjs/structs.ts';
import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import { ReplaceStep, type Step } from '@tiptap/pm/transform';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';

/** What the binding has of use here. */
interface Binding {
  mux(write: () => void): void;
  /** Writes whatever else differs. */
  _prosemirrorChanged(doc: Node): void;
}

/** The last change of the text, where it was a single one of letters. */
interface Edit {
  before: Node;
  after: Node;
  from: number;
  length: number;
  text: string;
  /** The letter behind it is the same as its first one. */
  mistakable: boolean;
}

const key = new PluginKey<Edit | null>('exactPlaces');

/** For an editor that is bound to this part of the document. */
export function exactPlaces(fragment: Y.XmlFragment): Extension {
  return Extension.create({
    name: 'exactPlaces',
    // Its view hears of a change before the binding's.
    priority: 1001,
    addProseMirrorPlugins: () => [
      new Plugin<Edit | null>({
        key,
        state: {
          init: () => null,
          apply(tr, last) {
            if (!tr.docChanged) return last;
            const [step] = tr.steps;
            if (!step || tr.steps.length > 1 || tr.getMeta(ySyncPluginKey) !== undefined) return null;
            if (tr.getMeta('addToHistory') === false) return null;
            return editOf(step, tr.before, tr.doc);
          },
        },
        view: () => ({
          update(view, previous) {
            const edit = key.getState(view.state);
            if (edit && edit.before === previous.doc && edit.after === view.state.doc)
              write(fragment, edit, view.state);
          },
        }),
      }),
    ],
  });
}

function editOf(step: Step, before: Node, after: Node): Edit | null {
  if (!(step instanceof ReplaceStep)) return null;
  const { from, to, slice } = step;
  const [$from, $to] = [before.resolve(from), before.resolve(to)];
  if (!$from.parent.inlineContent || !$from.sameParent($to)) return null;
  const removed = before.textBetween(from, to, '', '');
  if (removed.length !== to - from || (removed !== '' && slice.size > 0)) return null;
  const text = slice.content.textBetween(0, slice.content.size, '', '');
  if (text.length !== slice.size || text.length + removed.length === 0) return null;
  const behind = $to.nodeAfter?.text?.[0];
  const mistakable = behind === (text || removed)[0];
  return { before, after, from, length: removed.length, text, mistakable };
}

function write(fragment: Y.XmlFragment, edit: Edit, state: EditorState): void {
  if (edit.text === '' && !edit.mistakable) return;
  const place = placeIn(fragment, edit);
  if (!place) return;
  const letter = edit.length > 0 ? null : itemEndingAt(place.text, place.index);
  const isOwn = letter?.id.client === fragment.doc?.clientID;
  // Behind a colleague's letter it is better to leave their word room to go on.
  const hides = isOwn && letter?.right && (letter.right.deleted || !letter.right.countable);
  if (!hides && !edit.mistakable) return;
  const { binding }: { binding: Binding } = ySyncPluginKey.getState(state);
  binding.mux(() =>
    fragment.doc?.transact((transaction) => {
      transaction.meta.set('addToHistory', true);
      if (edit.length > 0) place.text.delete(place.index, edit.length);
      else if (letter && hides) putBehind(transaction, place.text, letter, edit.text);
      else place.text.insert(place.index, edit.text);
      binding._prosemirrorChanged(edit.after);
    }, ySyncPluginKey),
  );
}

/** Where in the document an edit begins; null where the document is not what the editor showed. */
function placeIn(fragment: Y.XmlFragment, { before, from }: Edit): { text: Y.XmlText; index: number } | null {
  const { nodes } = before.type.schema;
  let found: { text: Y.XmlText; index: number } | null = null;
  const walk = (parent: Y.XmlFragment | Y.XmlElement, start: number): number => {
    let at = start;
    for (const child of parent.toArray()) {
      if (child instanceof Y.XmlText) {
        if (from >= at && from <= at + child.length) found = { text: child, index: from - at };
        at += child.length;
      } else if (child instanceof Y.XmlElement) {
        at = nodes[child.nodeName]?.isLeaf ? at + 1 : walk(child, at + 1) + 1;
      }
    }
    return at;
  };
  return walk(fragment, 0) === before.content.size ? found : null;
}
