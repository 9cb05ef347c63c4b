// Whether there is something to undo and to redo.
import { useCallback, useSyncExternalStore } from 'react';

interface UndoStacks {
  undoStack: readonly unknown[];
  redoStack: readonly unknown[];
  on(name: 'stack-item-added' | 'stack-item-popped' | 'stack-cleared', listener: () => void): unknown;
  off(name: 'stack-item-added' | 'stack-item-popped' | 'stack-cleared', listener: () => void): unknown;
}

/** Renders anew when one of the two changes, not with each word that makes a step. */
export function useUndoState(manager: UndoStacks): { canUndo: boolean; canRedo: boolean } {
  const subscribe = useCallback(
    (listener: () => void) => {
      const events = ['stack-item-added', 'stack-item-popped', 'stack-cleared'] as const;
      for (const event of events) manager.on(event, listener);
      return () => {
        for (const event of events) manager.off(event, listener);
      };
    },
    [manager],
  );
  return {
    canUndo: useSyncExternalStore(subscribe, () => manager.undoStack.length > 0),
    canRedo: useSyncExternalStore(subscribe, () => manager.redoStack.length > 0),
  };
}
