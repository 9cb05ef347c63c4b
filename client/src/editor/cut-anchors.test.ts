// @vitest-environment jsdom
import { sectionExtensions } from '@galley/shared/article/schema/schema.ts';
import { Editor } from '@tiptap/core';
import { expect, onTestFinished, test } from 'vitest';
import { CleanCopies } from './copied-html.ts';
import { CutAnchors } from './cut-anchors.ts';

function editorOf(...words: { text: string; thread?: string }[]): Editor {
  const content = words.map(({ text, thread }) => ({
    type: 'text',
    text,
    marks: thread ? [{ type: 'anchor', attrs: { id: thread } }] : [],
  }));
  const editor = new Editor({
    element: document.createElement('div'),
    extensions: [...sectionExtensions, CleanCopies, CutAnchors],
    editorProps: { handleScrollToSelection: () => true },
    content: { type: 'doc', content: [{ type: 'paragraph', content }] },
  });
  onTestFinished(() => editor.destroy());
  return editor;
}

/** The words that a thread is about. */
function words({ state }: Editor, thread: string): string {
  let found = '';
  state.doc.descendants((node) => {
    if (node.marks.some(({ type, attrs }) => type.name === 'anchor' && attrs.id === thread))
      found += node.text;
  });
  return found;
}

/** A clipboard as the browser has it. */
function clipboard() {
  const data = new Map<string, string>();
  const clipboardData = {
    files: [],
    getData: (type: string) => data.get(type) ?? '',
    setData: (type: string, value: string) => data.set(type, value),
    clearData: () => data.clear(),
  };
  const act = ({ view }: Editor, type: 'cut' | 'copy' | 'paste') =>
    view.dom.dispatchEvent(
      Object.assign(new Event(type, { bubbles: true, cancelable: true }), { clipboardData }),
    );
  return { act, data };
}

test('a commented passage that is cut keeps its comment where it is pasted first, and there alone', () => {
  const { act, data } = clipboard();
  const news = editorOf({ text: 'It rained ' }, { text: 'all day', thread: 'thread1' }, { text: ' long.' });
  const outlook = editorOf({ text: 'Later: ' });
  news.commands.setTextSelection({ from: 8, to: 22 });
  act(news, 'cut');
  expect(words(news, 'thread1')).toBe('');
  expect(data.get('text/html')).not.toContain('thread1');
  outlook.commands.setTextSelection(8);
  act(outlook, 'paste');
  expect(outlook.getText()).toContain('Later: ed all day lo');
  expect(words(outlook, 'thread1')).toBe('all day');
  act(outlook, 'paste');
  expect(words(outlook, 'thread1')).toBe('all day');
});

test('what is copied brings no comments, nor does anything else that is pasted after a cut', () => {
  const { act, data } = clipboard();
  const news = editorOf({ text: 'It rained ' }, { text: 'all day', thread: 'thread1' });
  news.commands.setTextSelection({ from: 11, to: 18 });
  act(news, 'copy');
  const outlook = editorOf({ text: 'Later: ' });
  act(outlook, 'paste');
  expect(words(outlook, 'thread1')).toBe('');
  act(news, 'cut');
  data.set('text/html', '<p>all day</p>');
  act(outlook, 'paste');
  expect(words(outlook, 'thread1')).toBe('');
});
