// @vitest-environment jsdom
// Two people put pictures in the same place, or change a table's columns while the other writes in it.
import { newId } from '@galley/shared/ids.ts';
import { describe, expect, test } from 'vitest';
import { setWidths } from '../tools/table-columns.ts';
import { insertFigure } from '../tools/upload.ts';
import { meet, type TestEditor, twoEditors, type } from './editors-testing.ts';

const noted = (caption: string) => ({
  id: newId<never>(),
  proposed: { caption, credit: '', alt: '', focus: null, sourceType: null },
});

/** Types, media and words of the blocks. */
function blocksOf({ editor }: TestEditor): string[] {
  return editor.state.doc.children.map(({ type: { name }, textContent }) => `${name}: ${textContent}`);
}

/** The position in the first empty line. */
function inEmpty({ editor }: TestEditor): number {
  const { doc } = editor.state;
  let found = -1;
  doc.descendants((node, position) => {
    if (found === -1 && node.type.name === 'paragraph' && node.content.size === 0) found = position + 1;
  });
  return found;
}

describe('two who put a picture in at once', () => {
  test.each([
    ['behind the same paragraph', '<p>First.</p><p>Second.</p>', ['First.', 'Second.']],
    ['in the same empty line', '<p>First.</p><p></p><p>Second.</p>', ['First.', 'Second.']],
  ])('%s have both, with the words of each', (_where, html, words) => {
    const [one, other] = twoEditors(html);
    const place = (editor: TestEditor) => (html.includes('<p></p>') ? inEmpty(editor) : 2);
    insertFigure(one.editor, noted('Harbor. '), place(one));
    insertFigure(other.editor, noted('Market. '), place(other));
    meet([one, other]);
    expect(blocksOf(other)).toEqual(blocksOf(one));
    const figures = blocksOf(one).filter((block) => block.startsWith('figure'));
    expect(figures.toSorted()).toEqual(['figure: Harbor. ', 'figure: Market. ']);
    for (const editor of [one, other])
      for (const [who, caption] of [
        ['A', 'Harbor'],
        ['B', 'Market'],
      ] as const) {
        editor.editor.commands.setTextSelection(editor.at(caption));
        type(editor, `${who}${editor === one ? 'mine' : 'yours'} `);
      }
    meet([one, other]);
    expect(blocksOf(other)).toEqual(blocksOf(one));
    const all = blocksOf(one).join('/');
    for (const word of [...words, 'Amine ', 'Ayours ', 'Bmine ', 'Byours ', 'Harbor', 'Market'])
      expect(all.split(word), `${word} in ${all}`).toHaveLength(2);
  });

  test('undo takes back one’s own picture alone', () => {
    const [one, other] = twoEditors('<p>First.</p><p></p><p>Second.</p>');
    insertFigure(one.editor, noted('Harbor.'), inEmpty(one));
    insertFigure(other.editor, noted('Market.'), inEmpty(other));
    meet([one, other]);
    one.editor.commands.undo();
    meet([one, other]);
    expect(blocksOf(other)).toEqual(blocksOf(one));
    expect(blocksOf(one).filter((block) => block.startsWith('figure'))).toEqual(['figure: Market.']);
    for (const words of ['First.', 'Second.']) expect(blocksOf(one)).toContain(`paragraph: ${words}`);
  });
});

test('what one writes in the empty line that a colleague puts a picture in stands beside the picture', () => {
  for (const before of ['', 'Be']) {
    const [one, other] = twoEditors('<p>First.</p><p></p><p>Second.</p>');
    other.editor.commands.setTextSelection(inEmpty(other));
    type(other, before);
    insertFigure(one.editor, noted('Harbor.'), inEmpty(one));
    if (before === '') type(other, 'Be');
    meet([one, other]);
    type(other, 'side');
    meet([one, other]);
    expect(blocksOf(other)).toEqual(blocksOf(one));
    expect(blocksOf(one)).toContain('figure: Harbor.');
    expect(blocksOf(one)).toContain('paragraph: Beside');
  }
});

describe('a table of which a colleague changes', () => {
  const html =
    '<p>Before.</p><table><tbody><tr><td><p>one two</p></td><td><p>three</p></td></tr>' +
    '<tr><td><p>four</p></td><td><p></p></td></tr></tbody></table><p>Behind.</p>';
  const start = ({ editor }: TestEditor) => (editor.state.doc.firstChild?.nodeSize ?? 0) + 1;
  const acts: Record<string, (one: TestEditor) => void> = {
    'the widths': (one) => setWidths(one.editor.view, start(one), [120, 240]),
    'the widths, again and again': (one) => {
      for (let width = 100; width < 200; width += 10) setWidths(one.editor.view, start(one), [width, 300]);
      setWidths(one.editor.view, start(one), null);
    },
    'the header row': (one) =>
      void one.editor.chain().setTextSelection(one.at('one')).toggleHeaderRow().run(),
    'the alignment': (one) =>
      void one.editor.chain().setTextSelection(one.at('one')).setCellAttribute('align', 'right').run(),
  };
  test.each(Object.entries(acts))('%s keeps what one types in it, where one types it', (_what, act) => {
    const [one, other] = twoEditors(html);
    other.editor.commands.setTextSelection(other.at(' two'));
    type(other, 'ABC');
    act(one);
    type(other, 'DEF');
    meet([one, other]);
    type(other, 'GHI');
    act(one);
    type(other, 'JKL');
    meet([one, other]);
    expect(other.editor.getHTML()).toBe(one.editor.getHTML());
    expect(one.editor.state.doc.textContent).toBe('Before.oneABCDEFGHIJKL twothreefourBehind.');
  });
});
