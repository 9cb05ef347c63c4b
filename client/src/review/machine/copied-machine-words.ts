// A copy says which of its words a machine made, so that they are marked again wherever they are pasted at a desk.
import { sourceTypeAddress } from '@galley/shared/article/picture-settings.ts';
import { type Editor, Extension } from '@tiptap/core';
import { DOMSerializer, type Fragment } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import type * as Y from 'yjs';
import { type CopiedPart, copySerializer } from '../../editor/copied-html.ts';
import { characterRuns, rangesOf } from './character-runs.ts';
import { shownWords } from './shown-words.ts';

const attribute: CopiedPart['attribute'] = [
  'data-digital-source-type',
  sourceTypeAddress('trainedAlgorithmicMedia'),
];

/** For the editor of this part of the document. */
export function copiedMachineWords(fragment: Y.XmlFragment): Extension {
  return Extension.create({
    name: 'copiedMachineWords',
    // Before what only cleans copies.
    priority: 110,
    addProseMirrorPlugins() {
      const serializer = DOMSerializer.fromSchema(this.editor.schema);
      const clipboardSerializer = copySerializer(serializer, (copied) =>
        markedIn(copied, this.editor, fragment),
      );
      return [new Plugin({ key: new PluginKey('copiedMachineWords'), props: { clipboardSerializer } })];
    },
  });
}

/** The marked words of a copy of the selection. */
function markedIn(copied: Fragment, { state }: Editor, fragment: Y.XmlFragment): CopiedPart[] {
  const spans = shownWords.getState().made?.spans ?? [];
  if (spans.length === 0) return [];
  const { doc, selection } = state;
  const runs = characterRuns(fragment, doc);
  const textBefore = (position: number) => doc.textBetween(selection.from, position).length;
  // Dragged elsewhere, or of several ranges.
  if (!runs || textBefore(selection.to) !== copied.textBetween(0, copied.size).length) return [];
  return spans.flatMap(({ span }) =>
    rangesOf(runs, span).flatMap((range): CopiedPart[] => {
      const [from, to] = [Math.max(range.from, selection.from), Math.min(range.to, selection.to)];
      return from < to ? [{ from: textBefore(from), to: textBefore(to), attribute }] : [];
    }),
  );
}
