// What the tools show of the text with the caret.
import { isLine, type Region } from '@galley/shared/article/region.ts';
import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { type BlockTool, blockTools } from './blocks.ts';
import { isInFigureText } from './figure-texts.ts';
import { markTools } from './marks.tsx';

/** What the tools must know of the editor with the caret. */
export interface ActiveState {
  marks: ReadonlySet<string>;
  block: BlockTool['key'] | null;
  inTable: boolean;
  inQuote: boolean;
  /** Plain text without blocks and formatting: a line of the head, or the words of a picture. */
  isLine: boolean;
}

const nothing: ActiveState = { marks: new Set(), block: null, inTable: false, inQuote: false, isLine: true };

/** Renders anew only when something of it changes. */
export function useActiveState(editor: Editor | null, region: Region | null): ActiveState {
  const state = useEditorState({
    editor,
    selector: ({ editor }): ActiveState => {
      if (!editor || editor.isDestroyed) return nothing;
      const names = [...markTools.map(({ key }) => key), 'link', 'note'];
      return {
        marks: new Set(names.filter((name) => editor.isActive(name))),
        block: blockTools.findLast((tool) => tool.key !== 'table' && tool.isActive?.(editor))?.key ?? null,
        inTable: editor.isActive('table'),
        inQuote: editor.isActive('blockquote'),
        isLine: region === null || isLine(region) || isInFigureText(editor.state.selection.$head),
      };
    },
    equalityFn: (one, other) => stateKey(one) === stateKey(other),
  });
  return state ?? nothing;
}

function stateKey(state: ActiveState | null): string {
  return state
    ? JSON.stringify([...state.marks, state.block, state.inTable, state.inQuote, state.isLine])
    : '';
}
