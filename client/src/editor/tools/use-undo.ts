// What undo and redo do from the bar and from outside of a text: over the whole article while one writes, in the text
// with the caret while one suggests.
import { redoDepth, undoDepth } from '@tiptap/pm/history';
import { useEditorState } from '@tiptap/react';
import { useArticle, useRegionEditors } from '../article-context.ts';
import { useUndoState } from './use-undo-state.ts';

export interface Undo {
  canUndo: boolean;
  canRedo: boolean;
  undo(): void;
  redo(): void;
}

export function useUndo(): Undo {
  const { session, editors, suggesting } = useArticle();
  // Renders anew when another editor gets the caret.
  useRegionEditors();
  const manager = session.connection.undo;
  const ofArticle = useUndoState(manager);
  const fork = suggesting ? editors.active : null;
  const ofFork = useEditorState({
    editor: fork,
    selector: ({ editor }) => ({
      canUndo: editor !== null && undoDepth(editor.state) > 0,
      canRedo: editor !== null && redoDepth(editor.state) > 0,
    }),
  });
  if (!suggesting) return { ...ofArticle, undo: () => void manager.undo(), redo: () => void manager.redo() };
  return {
    canUndo: ofFork?.canUndo ?? false,
    canRedo: ofFork?.canRedo ?? false,
    undo: () => void fork?.commands.undo(),
    redo: () => void fork?.commands.redo(),
  };
}
