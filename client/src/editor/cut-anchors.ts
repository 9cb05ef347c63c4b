// A commented passage that is cut and pasted elsewhere in the article keeps its comments: their marks never get into the
// clipboard, so they are remembered here until what was cut is pasted for the first time.
import { Extension } from '@tiptap/core';
import { Fragment, type Mark, type Node, Slice } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { copiedHere } from './copied-html.ts';

/** For an editor that comments stand in. */
export const CutAnchors = Extension.create({
  name: 'cutAnchors',
  // After the rules that give what is pasted its form.
  priority: 50,
  addProseMirrorPlugins: () => [
    new Plugin({
      key: new PluginKey('cutAnchors'),
      props: {
        handleDOMEvents: { cut: rememberCut, copy: forgetCut, paste: pastingCut },
        transformPasted: (slice) => withCutAnchors(slice),
      },
    }),
  ],
});

interface Cut {
  text: string;
  /** The comments' marks, as JSON, for each character of the text. */
  marks: readonly (readonly unknown[])[];
}

let last: Cut | null = null;

/** Remembers what is about to be cut; handles nothing itself. */
function rememberCut({ state }: EditorView): false {
  const marks: unknown[][] = [];
  let text = '';
  state.selection.content().content.descendants((node) => {
    if (!node.isText) return;
    text += node.text ?? '';
    const anchors = node.marks.filter(isAnchor).map((mark) => mark.toJSON() as unknown);
    for (let count = 0; count < (node.text ?? '').length; count += 1) marks.push(anchors);
  });
  last = marks.some((anchors) => anchors.length > 0) ? { text, marks } : null;
  return false;
}

/** Forgets what was cut when something else is copied. */
function forgetCut(): false {
  last = null;
  return false;
}

/** Notes what is pasted; handles nothing itself. */
function pastingCut(_view: EditorView, event: ClipboardEvent): false {
  if (!copiedHere(event.clipboardData?.getData('text/html') ?? '')) last = null;
  return false;
}

/** The pasted slice with the comments of what was cut. */
function withCutAnchors(slice: Slice): Slice {
  const cut = last;
  if (!cut || textOf(slice.content) !== cut.text) return slice;
  last = null;
  let at = 0;
  const marked = (node: Node): Node[] => {
    if (!node.isText) return [node.copy(Fragment.fromArray(node.children.flatMap(marked)))];
    const pieces: Node[] = [];
    const { length } = node.text ?? '';
    for (let start = 0; start < length; ) {
      const anchors = cut.marks[at + start];
      let end = start + 1;
      while (end < length && cut.marks[at + end] === anchors) end += 1;
      const { schema } = node.type;
      const all = (anchors ?? []).reduce<readonly Mark[]>(
        (marks, json) => schema.markFromJSON(json).addToSet(marks),
        node.marks,
      );
      pieces.push(node.cut(start, end).mark(all));
      start = end;
    }
    at += length;
    return pieces;
  };
  const content = Fragment.fromArray(slice.content.content.flatMap(marked));
  return new Slice(content, slice.openStart, slice.openEnd);
}

function isAnchor({ type }: Mark): boolean {
  return type.name === 'anchor';
}

function textOf(content: Fragment): string {
  let text = '';
  content.descendants((node) => {
    text += node.text ?? '';
  });
  return text;
}
