// What the tools can do with the text that has the caret, or with a selection over several sections.
import type { BlockType } from '@galley/shared/article/blocks.ts';
import { allows } from '@galley/shared/article/new-content.ts';
import { isLine } from '@galley/shared/article/region.ts';
import { useSyncExternalStore } from 'react';
import { useArticle, useRegionEditors } from '../article-context.ts';
import { type BlockTool, blockTools } from './blocks.ts';
import { type MarkTool, toggleMark, toggleMarkOver } from './marks.tsx';
import type { Tools } from './tools.ts';
import { useActiveState } from './use-active-state.ts';
import { useUndo } from './use-undo.ts';

/** The forms that a block can be given, and what can be put between blocks. */
export const blockStyles = blockTools.filter((tool) => tool.isActive && tool.type !== 'table');
/** What is put between blocks. */
export const blockInserts = blockTools.filter((tool) => !tool.isActive || tool.type === 'table');

/** What is possible where the caret is, and how to do it. */
export function useTextActions(tools: Tools) {
  const { editors, cross, session } = useArticle();
  const { steps } = session.connection;
  const { active } = useRegionEditors();
  const editor = editors.active;
  const state = useActiveState(editor, active);
  const spec = active === null ? null : tools.specOf(active);
  const over = useSyncExternalStore(cross.subscribe, cross.getIsActive);
  const idle = !over && (editor === null || state.isLine);
  const may = (type: BlockType) => over || (editor !== null && !state.isLine && allows(spec, type));
  const onMark = (key: MarkTool['key']) => {
    if (over) void toggleMarkOver(cross, steps, key);
    else if (editor) toggleMark(editor, key);
  };
  const onForm = (tool: BlockTool) => {
    if (over) {
      void cross.run(steps, (each, region) => {
        if (!isLine(region) && allows(tools.specOf(region), tool.type)) tool.run(each, tools.requests);
      });
    } else if (editor) {
      tool.run(editor, tools.requests);
    }
  };
  const undo = useUndo();
  const style = blockStyles.find((tool) => tool.key === state.block);
  const onInsert = (tool: BlockTool) => editor && tool.run(editor, tools.requests);
  const ask = (what: 'link' | 'note' | 'source') => editor && tools.ask(what, editor);
  /** Lines have no links, notes or blocks. */
  const inText = editor !== null && !state.isLine;
  const inSection = editor !== null && active !== null && !isLine(active);
  return { editor, inSection, state, style, over, idle, inText, may, onMark, onForm, onInsert, ask, undo };
}
