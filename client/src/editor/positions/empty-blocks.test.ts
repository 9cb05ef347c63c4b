// @vitest-environment jsdom
// Several people begin to write in the same empty block: each one's words stand there, in one piece.
import { addTexts } from '@galley/shared/article/read-article.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { copyOf, meet, TestEditor, type, typeInTurns } from './editors-testing.ts';

const blocks = {
  paragraph: '<p>Before.</p><p></p><p>Behind.</p>',
  heading: '<p>Before.</p><h3></h3><p>Behind.</p>',
  'list item': '<p>Before.</p><ul><li><p></p></li></ul><p>Behind.</p>',
  'table cell': '<table><tbody><tr><td><p></p></td><td><p>b</p></td></tr></tbody></table><p>Behind.</p>',
};

/** The position in the first empty text block. */
function inEmpty({ editor }: TestEditor): number {
  let found: number | null = null;
  editor.state.doc.descendants((node, position) => {
    if (found === null && node.isTextblock && node.content.size === 0) found = position + 1;
  });
  if (found === null) throw new Error('No block is empty.');
  return found;
}

const people = fc.integer({ min: 2, max: 3 });
const turns = fc.array(fc.record({ who: fc.nat(2), hears: fc.boolean() }), { minLength: 20, maxLength: 60 });

describe.each(Object.entries(blocks))('in an empty %s', (_name, html) => {
  test.each(['new', 'older'])(
    'in an article that is %s the words of people who type at once stand in one piece each',
    (age) => {
      fc.assert(
        fc.property(people, turns, (count, plan) => {
          const first = new TestEditor();
          first.editor.commands.setContent(html);
          if (age === 'older') {
            withoutTexts(first.doc);
            // As the server does when it opens such an article (share-texts.ts).
            addTexts(first.doc.getXmlFragment('section'));
          }
          const all = [first, ...Array.from({ length: count - 1 }, () => copyOf(first))];
          for (const one of all) one.editor.commands.setTextSelection(inEmpty(one));
          const words = typeInTurns(all, plan);
          const said = all.map(({ editor }) => editor.state.doc.textContent);
          expect(new Set(said).size).toBe(1);
          for (const word of words) expect(said[0]?.split(word)).toHaveLength(2);
          for (const one of all) one.destroy();
        }),
        { numRuns: 8, seed: 8 },
      );
    },
  );
});

/** Takes the empty texts out of empty blocks: older articles hold none. */
function withoutTexts(doc: Y.Doc): void {
  const strip = (parent: Y.XmlFragment | Y.XmlElement): void => {
    for (const child of parent.toArray()) {
      if (!(child instanceof Y.XmlElement)) continue;
      const [text] = child.toArray();
      if (text instanceof Y.XmlText && text.length === 0) child.delete(0, 1);
      else strip(child);
    }
  };
  doc.transact(() => strip(doc.getXmlFragment('section')));
}

test('two who begin at once in a block whose words were erased keep their words', () => {
  const one = new TestEditor();
  one.editor.commands.setContent('<p>Before.</p><p>x</p>');
  one.editor.view.dispatch(one.editor.state.tr.delete(one.at('x'), one.at('x') + 1));
  const other = copyOf(one);
  for (const { editor } of [one, other]) editor.commands.setTextSelection(editor.state.doc.content.size - 1);
  for (const [first, second] of ['aw', 'bx', 'cy', 'dz']) {
    type(one, first ?? '');
    type(other, second ?? '');
    if (first === 'b') meet([one, other]);
  }
  meet([one, other]);
  const said = one.editor.state.doc.textContent;
  expect(other.editor.state.doc.textContent).toBe(said);
  expect(said).toContain('abcd');
  expect(said).toContain('wxyz');
  for (const { editor } of [one, other]) editor.destroy();
});

describe('what one begins to write in an empty line that a colleague takes away unseen', () => {
  const html = '<p>Before.</p><p></p><p>Behind.</p>';
  const list = '<p>Before.</p><ul><li><p>one</p></li><li><p></p></li></ul><p>Behind.</p>';
  const inFirst = '<p>Before.</p>'.length - '<p></p>'.length + 1;
  const acts: [string, string, (other: TestEditor) => void][] = [
    [
      'Backspace',
      html,
      (other) => other.editor.chain().setTextSelection(inEmpty(other)).joinBackward().run(),
    ],
    ['Delete', html, (other) => other.editor.chain().setTextSelection(inFirst).joinForward().run()],
    [
      'deleting it with what is around it',
      html,
      ({ editor }) => editor.view.dispatch(editor.state.tr.delete(0, editor.state.doc.content.size)),
    ],
    [
      'deleting its item of a list',
      list,
      (other) => {
        const { state, view } = other.editor;
        const $empty = state.doc.resolve(inEmpty(other));
        view.dispatch(state.tr.delete($empty.before($empty.depth - 1), $empty.after($empty.depth - 1)));
      },
    ],
  ];

  test.each(acts)('by %s stands in a line of its own, also when that is undone', (_how, begin, act) => {
    for (const undoes of [false, true]) {
      const other = new TestEditor();
      other.editor.commands.setContent(begin);
      other.endStep();
      const me = copyOf(other);
      me.editor.commands.setTextSelection(inEmpty(me));
      act(other);
      other.endStep();
      type(me, 'XYZ');
      meet([other, me]);
      expect(me.marked).toMatch(/(^|\/)XYZ\|/);
      if (undoes) other.undo.undo();
      meet([other, me]);
      type(me, 'ABC');
      meet([other, me]);
      expect(me.marked).toContain('XYZABC|');
      const said = [other, me].map(({ editor }) => editor.state.doc.textContent);
      expect(said[0]).toBe(said[1]);
      expect(said[0]?.split('XYZABC')).toHaveLength(2);
      if (undoes) expect(said[0]?.split('Before.')).toHaveLength(2);
      for (const one of [other, me]) one.destroy();
    }
  });

  test('stands there when the colleague takes back the Enter that made it', () => {
    const other = new TestEditor();
    other.editor.commands.setContent('<p>Before.</p><p>Behind.</p>');
    other.endStep();
    other.editor.chain().setTextSelection(inFirst).splitBlock().run();
    other.endStep();
    const own = copyOf(other);
    own.editor.commands.setTextSelection(inEmpty(own));
    type(own, 'XYZ');
    other.undo.undo();
    meet([other, own]);
    expect(own.marked).toBe('Before./XYZ|/Behind.');
    other.undo.redo();
    meet([other, own]);
    expect(own.editor.state.doc.textContent.split('XYZ')).toHaveLength(2);
    for (const one of [other, own]) one.destroy();
  });

  test('stands there once when they had seen it, deleted it at once and take that back', () => {
    const other = new TestEditor();
    other.editor.commands.setContent(html);
    other.endStep();
    const own = copyOf(other);
    own.editor.commands.setTextSelection(inEmpty(own));
    type(own, 'XYZ');
    meet([other, own]);
    const $line = other.editor.state.doc.resolve(other.at('XYZ'));
    other.editor.view.dispatch(other.editor.state.tr.delete($line.before(), $line.after()));
    other.endStep();
    meet([other, own]);
    other.undo.undo();
    meet([other, own]);
    const said = [other, own].map(({ editor }) => editor.state.doc.textContent);
    expect(said).toEqual(['Before.XYZBehind.', 'Before.XYZBehind.']);
    for (const one of [other, own]) one.destroy();
  });

  test('is not what one has split off', () => {
    const other = new TestEditor();
    other.editor.commands.setContent('<p>Before.</p><p>Die Mitte.</p><p>Behind.</p>');
    const own = copyOf(other);
    own.editor.chain().setTextSelection(own.at('Mitte')).splitBlock().run();
    meet([other, own]);
    other.editor.view.dispatch(other.editor.state.tr.delete(0, other.editor.state.doc.content.size));
    meet([other, own]);
    expect(own.editor.state.doc.textContent).toBe('');
    for (const one of [other, own]) one.destroy();
  });

  test('goes with a paragraph that they had seen words in', () => {
    const other = new TestEditor();
    other.editor.commands.setContent('<p>Before.</p><p>middle</p><p>Behind.</p>');
    const own = copyOf(other);
    own.editor.commands.setTextSelection(own.at('middle') + 3);
    type(own, 'XYZ');
    const { state, view } = other.editor;
    const $middle = state.doc.resolve(other.at('middle'));
    view.dispatch(state.tr.delete($middle.before(), $middle.after()));
    meet([other, own]);
    expect(own.editor.state.doc.textContent).toBe('Before.Behind.');
    for (const one of [other, own]) one.destroy();
  });
});
