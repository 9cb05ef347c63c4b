// Editors on one text for tests in jsdom, with what a section's editor has that matters to carets.
import { sectionExtensions } from '@galley/shared/article/schema/schema.ts';
import { Editor } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { yUndoPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { GiveBlockIds } from '../block-ids.ts';
import { KeepSelection } from './keep-selection.ts';

/** One person's editor. */
export class TestEditor {
  readonly doc: Y.Doc;
  readonly editor: Editor;

  constructor(doc = new Y.Doc()) {
    this.doc = doc;
    this.editor = new Editor({
      element: document.createElement('div'),
      extensions: [
        ...sectionExtensions,
        Collaboration.configure({ fragment: doc.getXmlFragment('section') }),
        KeepSelection,
        GiveBlockIds,
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
    yUndoPluginKey.getState(this.editor.state).undoManager.stopCapturing();
  }

  destroy(): void {
    this.editor.destroy();
    this.doc.destroy();
  }
}

/** Two editors on one text. */
export function twoEditors(html: string): [TestEditor, TestEditor] {
  const one = new TestEditor();
  one.editor.commands.setContent(html);
  one.endStep();
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(one.doc));
  return [one, new TestEditor(doc)];
}
