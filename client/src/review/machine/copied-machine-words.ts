// A copy says which of its words a machine made, so that they are marked again wherever they are pasted at a desk.
import { sourceTypeAddress } from '@galley/shared/article/picture-settings.ts';
import { type Editor, Extension } from '@tiptap/core';
import { DOMSerializer, type Fragment, type Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import type * as Y from 'yjs';
import { type CopiedPart, copiedLength, copySerializer } from '../../editor/copied-html.ts';
import { characterRuns, rangesOf } from './character-runs.ts';
import type { MachineWordsStore } from './machine-words-store.ts';

const attribute: CopiedPart['attribute'] = [
  'data-digital-source-type',
  sourceTypeAddress('trainedAlgorithmicMedia'),
];

/** For the editor of this part of the document. */
export function copiedMachineWords(words: MachineWordsStore, fragment: Y.XmlFragment): Extension {
  return Extension.create({
    name: 'copiedMachineWords',
    // Before what only cleans copies.
    priority: 110,
    addProseMirrorPlugins() {
      const serializer = DOMSerializer.fromSchema(this.editor.schema);
      const clipboardSerializer = copySerializer(serializer, (copied) =>
        markedIn(words, copied, this.editor, fragment),
      );
      return [new Plugin({ key: new PluginKey('copiedMachineWords'), props: { clipboardSerializer } })];
    },
  });
}

/** The marked words of a copy of the selection. */
function markedIn(
  words: MachineWordsStore,
  copied: Fragment,
  { state }: Editor,
  fragment: Y.XmlFragment,
): CopiedPart[] {
  const { doc, selection } = state;
  // Dragged elsewhere, or of several ranges.
  if (copiedLength(doc, selection.from, selection.to) !== copiedLength(copied, 0, copied.size)) return [];
  return markedBetween(words, fragment, doc, selection);
}

/** The marked words of a copy of what stands between two positions; `doc` is what an editor shows of the fragment. */
export function markedBetween(
  words: MachineWordsStore,
  fragment: Y.XmlFragment,
  doc: Node,
  { from, to }: { from: number; to: number },
): CopiedPart[] {
  const spans = words.getState().made?.spans ?? [];
  const runs = spans.length > 0 ? characterRuns(fragment, doc) : null;
  if (!runs) return [];
  return spans.flatMap(({ span }) =>
    rangesOf(runs, span).flatMap((range): CopiedPart[] => {
      const [start, end] = [Math.max(range.from, from), Math.min(range.to, to)];
      if (start >= end) return [];
      const part = { from: copiedLength(doc, from, start), to: copiedLength(doc, from, end), attribute };
      return part.from < part.to ? [part] : [];
    }),
  );
}
