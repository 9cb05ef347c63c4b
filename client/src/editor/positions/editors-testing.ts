// Editors on one text for tests in jsdom, with what a section's editor has that matters to carets.
import { isLineRoot } from '@galley/shared/article/document.ts';
import { lineExtensions, sectionExtensions } from '@galley/shared/article/schema/schema.ts';
import { ArticleUndo } from '@galley/shared/concurrent/article-undo.ts';
import { carryWords } from '@galley/shared/concurrent/carried-words.ts';
import { keepTexts } from '@galley/shared/concurrent/keep-texts.ts';
import { type AnyExtension, Editor, Node } from '@tiptap/core';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { byHand } from '../../collab/connection.ts';
import { GiveBlockIds } from '../block-ids.ts';
import { boundText } from '../bound-text.ts';
import { OneLine } from '../one-line.ts';
import { FigureWriting } from '../tools/figure-texts.ts';
import { figureTextView, figureView } from '../tools/figure-view.ts';
import { undoFace } from '../undo-face.ts';
import { KeepSelection } from './keep-selection.ts';

/** One person's editor. */
export class TestEditor {
  readonly doc: Y.Doc;
  /** What it shows. */
  readonly fragment: Y.XmlFragment;
  readonly editor: Editor;
  readonly undo: Y.UndoManager;

  /** `beside` is another editor of the same person in the same article. */
  constructor(doc = new Y.Doc(), root = 'section', beside: TestEditor | null = null) {
    this.doc = doc;
    this.fragment = doc.getXmlFragment(root);
    if (!beside) {
      carryWords(doc);
      keepTexts(doc);
    }
    const trackedOrigins = new Set<unknown>([ySyncPluginKey, byHand]);
    this.undo = beside?.undo ?? new ArticleUndo([], { doc, trackedOrigins, captureTimeout: 2000 });
    this.undo.addToScope(this.fragment);
    this.editor = new Editor({
      element: document.createElement('div'),
      // jsdom has no layout.
      editorProps: { handleScrollToSelection: () => true },
      extensions: [
        ...(isLineRoot(root) ? lineExtensions : sectionExtensions.map(withView)),
        ...boundText(this.fragment, undoFace(this.undo)),
        KeepSelection,
        ...(isLineRoot(root) ? [OneLine] : [GiveBlockIds, FigureWriting]),
      ],
    });
  }

  /** Takes over what the other has written. */
  hear(other: TestEditor): void {
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(other.doc, Y.encodeStateVector(this.doc)), 'remote');
  }

  /** The position of the first place where the words stand. */
  at(words: string): number {
    const { doc } = this.editor.state;
    for (let position = 1; position < doc.content.size; position += 1) {
      if (
        doc.resolve(position).parent.isTextblock &&
        doc.textBetween(position, Math.min(doc.content.size, position + words.length)) === words
      )
        return position;
    }
    throw new Error(`"${words}" is not in "${this.marked}".`);
  }

  /** The text, blocks divided by /, with | at the caret or brackets around the selection. */
  get marked(): string {
    const { doc, selection } = this.editor.state;
    const { from, to, empty } = selection;
    const text = (start: number, end: number) => doc.textBetween(start, end, '/', '*');
    const size = doc.content.size;
    return empty
      ? `${text(0, from)}|${text(from, size)}`
      : `${text(0, from)}[${text(from, to)}]${text(to, size)}`;
  }

  /** Ends the step of undo. */
  endStep(): void {
    this.undo.stopCapturing();
  }

  destroy(): void {
    this.editor.destroy();
    this.doc.destroy();
  }
}

/** Pictures as a section's editor shows them: their words stand in an element of their own. */
function withView(extension: AnyExtension): AnyExtension {
  if (!(extension instanceof Node)) return extension;
  if (extension.name === 'figure') return extension.extend({ addNodeView: () => figureView });
  return extension.name.startsWith('figure')
    ? extension.extend({ addNodeView: () => figureTextView })
    : extension;
}

/** Two editors on one text. */
export function twoEditors(html: string): [TestEditor, TestEditor] {
  const one = new TestEditor();
  one.editor.commands.setContent(html);
  one.endStep();
  return [one, copyOf(one)];
}

/** Another person's editor on the text as it stands; Yjs sorts what both put in one place by their client ids. */
export function copyOf(one: TestEditor, client?: number): TestEditor {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(one.doc));
  if (client !== undefined) doc.clientID = client;
  return new TestEditor(doc);
}

/** Types the letters one after another where the caret is. */
export function type(one: TestEditor, letters: string): void {
  for (const letter of letters) one.editor.view.dispatch(one.editor.state.tr.insertText(letter));
}

/** Everybody has what everybody wrote. */
export function meet(people: readonly TestEditor[]): void {
  for (let round = 0; round < 3; round += 1)
    for (const one of people) for (const other of people) if (one !== other) one.hear(other);
}

/** Whose letter comes next, and whether that person hears of the next one's work after it. */
interface Turn {
  who: number;
  hears: boolean;
}

/** Up to three people type a word each, letter by letter by turns, and what is left of it at the end; gives the words. */
export function typeInTurns(all: readonly TestEditor[], turns: readonly Turn[]): string[] {
  const words = all.map((_one, index) => `${'ABC'[index]}bcdefghijklmnopqrst`);
  const left = words.map((word) => [...word]);
  for (const { who, hears } of turns) {
    const one = all[who % all.length] as TestEditor;
    const letter = left[who % all.length]?.shift();
    if (letter !== undefined) type(one, letter);
    if (hears) one.hear(all[(who + 1) % all.length] as TestEditor);
  }
  all.forEach((one, index) => {
    type(one, left[index]?.join('') ?? '');
  });
  meet(all);
  return words;
}
