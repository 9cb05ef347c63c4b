// A click into a text whose editor is not there yet. The caret goes to the same place of the same block once it is: what
// stands above may have grown meanwhile, and what the browser selected in the text went with it.
import type { Node } from '@tiptap/pm/model';
import { type EditorState, Selection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import * as Y from 'yjs';
import { startOf } from './positions/start-of.ts';

/** A place in the window. */
interface Point {
  clientX: number;
  clientY: number;
}

interface ShownEditor {
  state: EditorState;
  view: Pick<EditorView, 'nodeDOM' | 'posAtCoords'>;
}

/**
 * Finds the place under the pointer in the editor of a text that is shown by `showText` in the element. Null there where the
 * block has gone.
 */
export function placeUnder(
  element: HTMLElement,
  fragment: Y.XmlFragment,
  { clientX, clientY }: Point,
): (editor: ShownEditor) => Selection | null {
  const blocks = [...element.children].map((child, index) => {
    const { left, top, bottom } = child.getBoundingClientRect();
    return { index, left, top, distance: Math.max(top - clientY, clientY - bottom, 0) };
  });
  const [nearest] = blocks.toSorted((one, other) => one.distance - other.distance);
  const block: unknown = nearest && fragment.get(nearest.index);
  const id: unknown = block instanceof Y.XmlElement ? block.getAttribute('id') : undefined;
  return ({ state: { doc }, view }) => {
    const now: readonly unknown[] = fragment.toArray();
    // An editor of suggestions has blocks of its own beside the text's.
    const index = typeof id === 'string' ? indexOfBlock(doc, id) : now.indexOf(block);
    if (!nearest || index === -1 || index >= doc.childCount) return null;
    const dom = view.nodeDOM(startOf(doc, index));
    if (!(dom instanceof Element)) return null;
    const { left, top } = dom.getBoundingClientRect();
    const found = view.posAtCoords({
      left: left + clientX - nearest.left,
      top: top + clientY - nearest.top,
    });
    return found ? Selection.near(doc.resolve(found.pos)) : null;
  };
}

function indexOfBlock({ content }: Node, id: string): number {
  return content.content.findIndex(({ attrs }) => attrs.id === id);
}
