// The one undo manager of the page, as each editor's undo plugin may see it: that plugin destroys its manager when its
// editor goes, ends the current undo step whenever another plugin touches the document by itself, and brings back old
// selections too late, when somebody else's next change would move the caret to them.
import type { UndoManager } from 'yjs';

/** Everything of the manager but ending it or its current step, and listening to it. */
export function undoFace(manager: UndoManager): UndoManager {
  return new Proxy(manager, {
    get(target, key) {
      if (key === 'destroy' || key === 'stopCapturing' || key === 'on') return () => {};
      // The collaboration extension revives a manager that it finds destroyed; this one never is.
      if (key === 'restore') return undefined;
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' ? value.bind(target) : value;
    },
    set(target, key, value) {
      return key === 'restore' ? true : Reflect.set(target, key, value);
    },
  });
}
