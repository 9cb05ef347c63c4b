// What somebody else does to a text in the tests of carets.
import { moveBlock } from '@galley/shared/concurrent/move-block.ts';
import { byHand } from '../../collab/connection.ts';
import type { TestEditor } from './editors-testing.ts';
import { startOf } from './start-of.ts';

export type Act = (other: TestEditor, place: number) => void;

/** A position in the second block. */
export function inSecond({ editor }: TestEditor, offset: number): number {
  const { doc } = editor.state;
  return doc.child(0).nodeSize + 1 + Math.min(offset, doc.child(1).content.size);
}

/** Moves a block as Alt+Shift+arrow does. */
export function move({ editor }: TestEditor, index: number, to: number): void {
  const { doc, tr } = editor.state;
  const start = startOf(doc, index);
  const block = doc.child(index);
  tr.delete(start, start + block.nodeSize);
  editor.view.dispatch(tr.insert(startOf(tr.doc, to), block));
}

/** What people do to the second block, at a place in it. */
export const acts: Record<string, Act> = {
  types: (other, place) => {
    const { editor } = other;
    editor.view.dispatch(editor.state.tr.insertText('0123 ', inSecond(other, place)));
  },
  deletes: (other, place) => {
    const { editor } = other;
    editor.view.dispatch(
      editor.state.tr.delete(inSecond(other, Math.max(0, place - 3)), inSecond(other, place)),
    );
  },
  splits: (other, place) => other.editor.chain().setTextSelection(inSecond(other, place)).splitBlock().run(),
  'makes a heading': (other, place) =>
    other.editor.chain().setTextSelection(inSecond(other, place)).setNode('heading', { level: 2 }).run(),
  'makes a list': (other, place) =>
    other.editor.chain().setTextSelection(inSecond(other, place)).toggleList('bulletList', 'listItem').run(),
  quotes: (other, place) =>
    other.editor.chain().setTextSelection(inSecond(other, place)).wrapIn('blockquote').run(),
  'makes code': (other, place) =>
    other.editor.chain().setTextSelection(inSecond(other, place)).setNode('codeBlock').run(),
  'makes bold': (other, place) =>
    other.editor
      .chain()
      .setTextSelection({ from: inSecond(other, place), to: inSecond(other, place + 4) })
      .setMark('bold')
      .run(),
  'joins with the block before': (other) =>
    other.editor.chain().setTextSelection(inSecond(other, 0)).joinBackward().run(),
  'joins with the block behind': (other) =>
    other.editor.chain().setTextSelection(inSecond(other, 99)).joinForward().run(),
  'pastes in front': (other) =>
    other.editor.commands.insertContentAt(inSecond(other, 0) - 1, '<p>01 23</p><p>45 67</p>'),
  'moves it up': (other) => move(other, 1, 0),
  'moves it down': (other) => move(other, 1, 2),
  'moves its neighbor': (other) => move(other, 2, 1),
};

/** Moves the second block as the page does: see block-moves.ts. */
const moves = (to: number): Act => {
  return ({ doc }) => {
    const fragment = doc.getXmlFragment('section');
    const places = { from: { fragment, index: 1 }, to: { fragment, index: Math.min(to, fragment.length) } };
    moveBlock(doc, { ...places, left: null, fit: (json) => [json] }, byHand);
  };
};

const plain = ['types', 'deletes', 'makes bold', 'pastes in front', 'moves its neighbor'];

/** Those of them that build blocks anew, by name. */
export const structuralActs: [string, Act][] = Object.entries({
  ...acts,
  'moves it up': moves(0),
  'moves it down': moves(3),
}).filter(([name]) => !plain.includes(name));
