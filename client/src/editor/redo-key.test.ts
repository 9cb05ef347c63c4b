// @vitest-environment jsdom
// The redo key takes nothing back, also where there is nothing to do again.
import { sectionExtensions } from '@galley/shared/article/schema/schema.ts';
import { ArticleUndo } from '@galley/shared/concurrent/article-undo.ts';
import { type AnyExtension, Editor } from '@tiptap/core';
import { UndoRedo } from '@tiptap/extensions';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { expect, onTestFinished, test } from 'vitest';
import * as Y from 'yjs';
import { boundText } from './bound-text.ts';
import { RedoKey } from './redo-key.ts';
import { undoFace } from './undo-face.ts';

/** An editor of the document, with a colleague's copy of it. */
function shared(): { undoing: readonly AnyExtension[]; colleague: Y.Doc; hear(): void } {
  const [doc, colleague] = [new Y.Doc(), new Y.Doc()];
  const fragment = doc.getXmlFragment('section');
  const trackedOrigins = new Set<unknown>([ySyncPluginKey]);
  const undo = new ArticleUndo([], { doc, trackedOrigins, captureTimeout: 0 });
  undo.addToScope(fragment);
  const hear = () => {
    Y.applyUpdate(colleague, Y.encodeStateAsUpdate(doc), 'remote');
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(colleague), 'remote');
  };
  return { undoing: boundText(fragment, undoFace(undo)), colleague, hear };
}

function opened(undoing: readonly AnyExtension[]) {
  const editor = new Editor({
    element: document.createElement('div'),
    editorProps: { handleScrollToSelection: () => true },
    extensions: [...sectionExtensions, ...undoing, RedoKey],
  });
  onTestFinished(() => editor.destroy());
  const press = (key: string, shiftKey: boolean) => {
    const init = { key, keyCode: 90, ctrlKey: true, shiftKey, bubbles: true, cancelable: true };
    editor.view.dom.dispatchEvent(new KeyboardEvent('keydown', init));
    return editor.state.doc.textContent;
  };
  return { editor, press };
}

test('beside what a colleague writes in the same paragraph', () => {
  const { undoing, colleague, hear } = shared();
  const { editor, press } = opened(undoing);
  editor.commands.insertContent('Ours');
  hear();
  const paragraph = colleague.getXmlFragment('section').get(0);
  if (!(paragraph instanceof Y.XmlElement)) throw new Error('There is no paragraph.');
  const text = paragraph.get(0);
  if (!(text instanceof Y.XmlText)) throw new Error('There is no text.');
  text.insert(0, 'Theirs, ');
  hear();
  expect(press('z', false)).toBe('Theirs, ');
  for (const key of ['z', 'Z', 'z']) expect(press(key, true)).toBe('Theirs, Ours');
});

test('in what is suggested', () => {
  const { editor, press } = opened([UndoRedo]);
  editor.commands.insertContent('Ours');
  expect(press('z', false)).toBe('');
  for (const key of ['z', 'Z', 'z']) expect(press(key, true)).toBe('Ours');
});
