// The marks of the toolbar and the bubble menu.
import {
  IconBold,
  IconCode,
  IconItalic,
  IconStrikethrough,
  IconSubscript,
  IconSuperscript,
} from '@tabler/icons-react';
import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import type { UndoSteps } from '../../collab/undo-steps.ts';
import type { CrossSelection } from '../cross-selection.ts';

/** A format that words can have, with its icon and its keys. */
export interface MarkTool {
  key: 'bold' | 'italic' | 'strike' | 'code' | 'subscript' | 'superscript';
  icon: typeof IconBold;
  shortcut: string;
}

/** In the order of the bar. */
export const markTools: readonly MarkTool[] = [
  { key: 'bold', icon: IconBold, shortcut: 'Mod-b' },
  { key: 'italic', icon: IconItalic, shortcut: 'Mod-i' },
  { key: 'strike', icon: IconStrikethrough, shortcut: 'Mod-Shift-s' },
  { key: 'code', icon: IconCode, shortcut: 'Mod-e' },
  { key: 'subscript', icon: IconSubscript, shortcut: 'Mod-,' },
  { key: 'superscript', icon: IconSuperscript, shortcut: 'Mod-.' },
];

/** Puts a mark onto the selection or takes it off. */
export function toggleMark(editor: Editor, key: MarkTool['key']): void {
  editor.chain().focus().toggleMark(key).run();
}

/** Puts a mark onto a selection over several regions; takes it off where all of the text bears it. */
export async function toggleMarkOver(
  cross: CrossSelection,
  steps: UndoSteps,
  key: MarkTool['key'],
): Promise<void> {
  let all = true;
  await cross.visit((doc, from, to) => {
    all &&= isMarked(doc, from, to, key);
  });
  await cross.run(steps, (editor) => {
    if (!editor.schema.marks[key]) return;
    if (all) editor.commands.unsetMark(key);
    else editor.commands.setMark(key);
  });
}

/** The mark that a key press asks for. */
export function markOfKeys(event: KeyboardEvent): MarkTool['key'] | null {
  if (!event.metaKey && !event.ctrlKey) return null;
  const keys = `Mod-${event.shiftKey ? 'Shift-' : ''}${event.key.toLowerCase()}`;
  return markTools.find(({ shortcut }) => shortcut === keys)?.key ?? null;
}

function isMarked(doc: Node, from: number, to: number, key: MarkTool['key']): boolean {
  let all = true;
  doc.nodesBetween(from, to, (node, _position, parent) => {
    const type = node.type.schema.marks[key];
    if (node.isText && type && parent?.type.allowsMarkType(type) && !type.isInSet(node.marks)) all = false;
  });
  return all;
}
