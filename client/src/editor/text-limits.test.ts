// @vitest-environment jsdom
// The words of pictures end at their bound, as the text of a field does, and nothing else is cut for it.
import { pictureTextLimits } from '@galley/shared/article/content.ts';
import { lineExtensions, sectionExtensions } from '@galley/shared/article/schema/schema.ts';
import type { SectionId } from '@galley/shared/ids.ts';
import { Editor } from '@tiptap/core';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { afterEach, describe, expect, test } from 'vitest';
import { textLimits } from './text-limits.ts';

const editors: Editor[] = [];
afterEach(() => {
  for (const editor of editors.splice(0)) editor.destroy();
});

function open(region: 'lead-credit' | 'headline' | SectionId, content: object[]): Editor {
  const isLine = region === 'lead-credit' || region === 'headline';
  const editor = new Editor({
    element: document.createElement('div'),
    extensions: [...(isLine ? lineExtensions : sectionExtensions), textLimits(region)],
    content: { type: 'doc', content },
  });
  editors.push(editor);
  return editor;
}

const text = (words: string) => (words === '' ? [] : [{ type: 'text', text: words }]);
const line = (words: string) => [{ type: 'line', content: text(words) }];
const { credit, caption } = pictureTextLimits;
const news = 'news' as SectionId;
const figure = (said: { caption?: string; credit?: string }) => [
  {
    type: 'figure',
    attrs: { id: 'p1', media: 'ship' },
    content: [
      { type: 'figureCaption', content: text(said.caption ?? '') },
      { type: 'figureCredit', content: text(said.credit ?? '') },
      { type: 'figureAlt' },
    ],
  },
  { type: 'paragraph', attrs: { id: 'p2' }, content: text('Behind it.') },
];
const insert = ({ view }: Editor, at: number, words: string) =>
  view.dispatch(view.state.tr.insertText(words, at));

describe('a line of the lead image', () => {
  test('takes letters up to its bound, and no more', () => {
    const editor = open('lead-credit', line('x'.repeat(credit - 1)));
    insert(editor, 1, 'a');
    expect(editor.getText()).toHaveLength(credit);
    insert(editor, 2, 'b');
    expect(editor.getText()).toBe(`a${'x'.repeat(credit - 1)}`);
  });

  test('keeps the beginning of what is pasted, and all that stood there', () => {
    const editor = open('lead-credit', line(`${'x'.repeat(credit - 3)}!`));
    editor.commands.setTextSelection(credit - 2);
    insert(editor, credit - 2, 'pasted');
    expect(editor.getText()).toBe(`${'x'.repeat(credit - 3)}pa!`);
  });

  test('that is too long already is not shortened, but grows no further', () => {
    const long = 'x'.repeat(credit + 5);
    const editor = open('lead-credit', line(long));
    insert(editor, 1, 'abc');
    expect(editor.getText()).toHaveLength(long.length);
    editor.view.dispatch(editor.state.tr.delete(1, 2));
    expect(editor.getText()).toHaveLength(long.length - 1);
  });

  test('is not cut where two people bring it together beyond the bound', () => {
    const editor = open('lead-credit', line('x'.repeat(credit)));
    editor.view.dispatch(
      editor.state.tr.insertText('yy', 1).setMeta(ySyncPluginKey, { isChangeOrigin: true }),
    );
    expect(editor.getText()).toHaveLength(credit + 2);
  });
});

test('the headline has no bound of a picture', () => {
  const editor = open('headline', line('x'.repeat(3000)));
  insert(editor, 1, 'abc');
  expect(editor.getText()).toHaveLength(3003);
});

describe('a picture in a section', () => {
  test('bounds each of its texts by itself, and leaves its neighbors alone', () => {
    const editor = open(news, figure({ caption: 'c'.repeat(caption), credit: 'short' }));
    insert(editor, 2, 'more');
    const [first] = editor.state.doc.children;
    expect(first?.child(0).textContent).toHaveLength(caption);
    const inCredit = 1 + (first?.child(0).nodeSize ?? 0) + 1;
    insert(editor, inCredit, 'a '.repeat(credit));
    expect(editor.state.doc.child(0).child(1).textContent).toHaveLength(credit);
    expect(editor.state.doc.child(0).child(0).textContent).toHaveLength(caption);
    expect(editor.state.doc.child(1).textContent).toBe('Behind it.');
  });

  test('does not bound the paragraphs beside it', () => {
    const editor = open(news, figure({}));
    insert(editor, editor.state.doc.content.size - 1, 'x'.repeat(5000));
    expect(editor.state.doc.child(1).textContent).toHaveLength(5010);
  });
});
