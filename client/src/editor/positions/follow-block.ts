// The caret in a block that a colleague moves into another section goes with it, and with it what is typed next.
import { sectionFragment } from '@galley/shared/article/document.ts';
import { isLine, type Region } from '@galley/shared/article/region.ts';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, Selection } from '@tiptap/pm/state';
import * as Y from 'yjs';
import { focusWithCaret } from '../native-keys.ts';
import type { RegionEditors } from '../region-editors.ts';
import { followSelection } from './follow-selection.ts';
import { startOf } from './start-of.ts';
import { changeOf } from './text-blocks.ts';

/** Lets the caret follow from now on; gives what ends it. */
export function followBlocks(
  doc: Y.Doc,
  editors: Pick<RegionEditors, 'getState' | 'active' | 'of' | 'order' | 'withEditors' | 'setActive'>,
): () => void {
  let before: { region: Region; state: EditorState; block: unknown } | null = null;
  let act: (() => void) | null = null;
  const begin = (transaction: Y.Transaction): void => {
    before = null;
    const region = editors.getState().active;
    const editor = editors.active;
    if (transaction.local || region === null || isLine(region) || !editor?.view.hasFocus()) return;
    const { state } = editor;
    const block: unknown = state.doc.maybeChild(state.selection.$head.index(0))?.attrs.id;
    if (typeof block === 'string') before = { region, state, block };
  };
  const end = (transaction: Y.Transaction): void => {
    const was = before;
    before = null;
    if (!was || isLine(was.region)) return;
    const source = sectionFragment(doc, was.region);
    if (placeIn(source, was.block) !== -1) return;
    const region = editors.order.find(
      (one) => one !== was.region && !isLine(one) && placeIn(sectionFragment(doc, one), was.block) !== -1,
    );
    if (region === undefined || isLine(region)) return;
    const there = editors.of(region)?.state.doc;
    const { before: left } = changeOf(transaction, source, was.state.doc, was.state.doc);
    const { after } = there
      ? changeOf(transaction, sectionFragment(doc, region), there, there)
      : { after: [] };
    const selection = there ? followSelection({ before: left, after }, was.state.selection, there) : null;
    act = () =>
      void editors.withEditors([region], ([editor]) => {
        if (!editor) return;
        const { tr, doc: now } = editor.state;
        const found =
          selection && there?.eq(now)
            ? Selection.fromJSON(now, selection.toJSON())
            : sameOffset(was.state, now, was.block);
        if (!found) return;
        editor.view.dispatch(tr.setSelection(found).scrollIntoView());
        focusWithCaret(editor.view);
        editors.setActive(region);
      });
  };
  const afterAll = (): void => {
    const todo = act;
    act = null;
    todo?.();
  };
  doc.on('beforeObserverCalls', begin);
  doc.on('afterTransaction', end);
  doc.on('afterAllTransactions', afterAll);
  return () => {
    doc.off('beforeObserverCalls', begin);
    doc.off('afterTransaction', end);
    doc.off('afterAllTransactions', afterAll);
  };
}

function placeIn(fragment: Y.XmlFragment, block: unknown): number {
  return fragment
    .toArray()
    .findIndex((one) => one instanceof Y.XmlElement && one.getAttribute('id') === block);
}

/** As far into the block as the caret was: a block that is moved says the same. */
function sameOffset({ doc, selection }: EditorState, now: Node, block: unknown): Selection | null {
  const offset = selection.head - startOf(doc, selection.$head.index(0));
  const index = now.children.findIndex(({ attrs }) => attrs.id === block);
  if (index === -1) return null;
  const at = startOf(now, index) + Math.min(offset, now.child(index).nodeSize - 1);
  return Selection.near(now.resolve(at), -1);
}
