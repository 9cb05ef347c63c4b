// What an empty section says in place of text, and what the empty line with the caret says.
import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

interface HintsOptions {
  /** For the whole region, while it is empty. */
  hint: string;
  /** For an empty line of a region that is not empty. */
  lineHint: string;
}

/** What an empty text says in place of words. */
export const Hints = Extension.create<HintsOptions>({
  name: 'hints',
  addOptions: () => ({ hint: '', lineHint: '' }),
  addProseMirrorPlugins() {
    const { editor, options } = this;
    return [
      new Plugin({
        key: new PluginKey('hints'),
        props: {
          decorations: (state) => hintIn(state, options, editor.isFocused),
          // Where not even a block is left, there is nothing that a decoration could sit on.
          attributes: ({ doc }) =>
            doc.childCount === 0 ? { class: 'is-hint', 'data-hint': options.hint } : {},
        },
      }),
    ];
  },
});

function hintIn(state: EditorState, { hint, lineHint }: HintsOptions, focused: boolean) {
  const { doc, selection } = state;
  const empty = isEmpty(doc);
  if (empty) {
    const first = firstTextblock(doc);
    return first === null ? null : decorate(doc, first, hint);
  }
  const { $from } = selection;
  const onEmptyLine =
    selection.empty &&
    $from.depth === 1 &&
    $from.parent.type.name === 'paragraph' &&
    $from.parent.content.size === 0;
  return focused && onEmptyLine && lineHint !== '' ? decorate(doc, $from.before(), lineHint) : null;
}

function decorate(doc: Node, position: number, hint: string): DecorationSet {
  const size = doc.nodeAt(position)?.nodeSize ?? 0;
  return DecorationSet.create(doc, [
    Decoration.node(position, position + size, { class: 'is-hint', 'data-hint': hint }),
  ]);
}

/** Whether there is neither text nor anything else in the blocks, and no second block or item. */
function isEmpty(doc: Node): boolean {
  let lines = 0;
  doc.descendants((node) => {
    if (node.isTextblock && node.type.name !== 'codeBlock') lines += node.content.size === 0 ? 1 : 2;
    else if (node.isLeaf || node.type.name === 'codeBlock' || node.type.name === 'figure') lines += 2;
  });
  return lines <= 1;
}

function firstTextblock(doc: Node): number | null {
  let found: number | null = null;
  doc.descendants((node, position) => {
    if (node.isTextblock) found ??= position;
    return found === null;
  });
  return found;
}
