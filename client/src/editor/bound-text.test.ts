// @vitest-environment jsdom
// An editor opens with its caret in a text, whatever its part of the article begins with, and ProseMirror has nothing to warn of.
import { Selection } from '@tiptap/pm/state';
import { expect, onTestFinished, test, vi } from 'vitest';
import * as Y from 'yjs';
import { TestEditor, type } from './positions/editors-testing.ts';

test.each([
  ['nothing', ''],
  ['a paragraph', '<p>words</p>'],
  ['a list', '<ul><li><p>words</p></li></ul>'],
  ['a table', '<table><tr><td>words</td></tr></table>'],
  ['a picture', '<figure data-media="m1"></figure><p>words</p>'],
])('with %s', async (_name, html) => {
  // ProseMirror warns of a kind only once in each module.
  vi.resetModules();
  const editors = await import('./positions/editors-testing.ts');
  const warn = vi.spyOn(console, 'warn').mockReturnValue();
  const first = new TestEditor();
  onTestFinished(() => first.destroy());
  if (html !== '') first.editor.commands.setContent(html);
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(first.doc));
  warn.mockClear();
  const opened = new editors.TestEditor(doc);
  onTestFinished(() => opened.destroy());
  expect(warn.mock.calls).toEqual([]);
  const { state } = opened.editor;
  expect(state.selection.toJSON()).toEqual(Selection.atStart(state.doc).toJSON());
  // The binding's selection is its own again.
  opened.editor.commands.focus('end');
  type(opened, 'abc');
  first.hear(opened);
  expect(first.editor.getText()).toContain('abc');
});
