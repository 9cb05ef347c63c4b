// @vitest-environment jsdom
// Several people begin to write in the same empty block: each one's words stand there, in one piece.
import { addTexts } from '@galley/shared/article/read-article.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { meet, TestEditor, type, typeInTurns } from './editors-testing.ts';

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

function copyOf(one: TestEditor): TestEditor {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(one.doc));
  return new TestEditor(doc);
}

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
