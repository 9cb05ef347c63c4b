// @vitest-environment jsdom
// Words that are typed in front of the same letters are one's own ones, whatever a colleague does to those at the same time.
import { describe, expect, onTestFinished, test } from 'vitest';
import { meet, type TestEditor, twoEditors, type } from './positions/editors-testing.ts';

const texts = {
  'a paragraph': (words: string) => `<p>Before.</p><p>${words}</p><p>Behind.</p>`,
  'a list item': (words: string) => `<p>Before.</p><ul><li><p>${words}</p></li></ul><p>Behind.</p>`,
  'a table cell': (words: string) =>
    `<p>Before.</p><table><tr><td><p>${words}</p></td></tr></table><p>Behind.</p>`,
};

function open(html: string): [TestEditor, TestEditor] {
  const both = twoEditors(html);
  onTestFinished(() => {
    for (const one of both) one.destroy();
  });
  return both;
}

const said = ({ marked }: TestEditor) => marked.replace(/[[\]|]/g, '');

function erase({ editor }: TestEditor, from: number, words: string): void {
  editor.view.dispatch(editor.state.tr.delete(from, from + words.length));
}

describe.each(Object.entries(texts))('in %s', (_name, htmlOf) => {
  test('while a colleague deletes them', () => {
    const [amira, nora] = open(htmlOf('Then the harbor was shut.'));
    nora.editor.commands.setTextSelection(nora.at('the harbor'));
    type(nora, 'the old ');
    erase(amira, amira.at('the harbor'), 'the ');
    meet([amira, nora]);
    for (const one of [amira, nora]) expect(said(one)).toContain('Then the old harbor was shut.');
  });

  test('while a colleague types anew over all of it, and one goes on behind one’s own', () => {
    const [amira, nora] = open(htmlOf('The harbor at noon today'));
    nora.editor.commands.setTextSelection(nora.at(' today'));
    type(nora, ' Q');
    const from = amira.at('The');
    amira.editor.commands.setTextSelection({ from, to: from + 'The harbor at noon today'.length });
    type(amira, 'New');
    nora.hear(amira);
    type(nora, 'R S');
    meet([amira, nora]);
    for (const one of [amira, nora]) expect(said(one)).toContain(' QR S');
  });

  test('and of two same letters the one goes that was deleted', () => {
    const [amira, nora] = open(htmlOf('See the balloon.'));
    nora.editor.commands.setTextSelection(nora.at('lloon'));
    erase(nora, nora.at('lloon'), 'l');
    // Between the two.
    amira.editor.commands.setTextSelection(amira.at('loon'));
    type(amira, '-');
    meet([amira, nora]);
    for (const one of [amira, nora]) expect(said(one)).toContain('See the ba-loon.');
  });

  test('and undo takes back one’s own', () => {
    const [amira, nora] = open(htmlOf('Then the harbor was shut.'));
    nora.editor.commands.setTextSelection(nora.at('the harbor'));
    nora.endStep();
    type(nora, 'the ');
    meet([amira, nora]);
    const from = amira.at('the harbor');
    amira.editor
      .chain()
      .setTextSelection({ from, to: from + 3 })
      .setMark('bold')
      .run();
    meet([amira, nora]);
    nora.editor.commands.undo();
    meet([amira, nora]);
    for (const one of [amira, nora]) {
      expect(said(one)).toContain('Then the harbor was shut.');
      expect(one.editor.getHTML()).toContain('Then <strong>the</strong> harbor');
    }
  });
});
