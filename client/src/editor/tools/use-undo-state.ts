// Whether there is something to undo and to redo.
import { useEffect, useState } from 'react';

interface UndoStacks {
  undoStack: readonly unknown[];
  redoStack: readonly unknown[];
  on(name: 'stack-item-added' | 'stack-item-popped' | 'stack-cleared', listener: () => void): unknown;
  off(name: 'stack-item-added' | 'stack-item-popped' | 'stack-cleared', listener: () => void): unknown;
}

export function useUndoState(manager: UndoStacks): { canUndo: boolean; canRedo: boolean } {
  const [state, setState] = useState({ canUndo: false, canRedo: false });
  useEffect(() => {
    const update = () =>
      setState({ canUndo: manager.undoStack.length > 0, canRedo: manager.redoStack.length > 0 });
    const events = ['stack-item-added', 'stack-item-popped', 'stack-cleared'] as const;
    update();
    for (const event of events) manager.on(event, update);
    return () => {
      for (const event of events) manager.off(event, update);
    };
  }, [manager]);
  return state;
}
