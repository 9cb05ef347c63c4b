// Where nothing is left to be done again the redo key does nothing. Where the browser names its letter in lower case (Caps
// Lock, and Cmd on a Mac) ProseMirror would take it for the undo key, and take back what has just been brought again.
import { Extension } from '@tiptap/core';

export const RedoKey = Extension.create({
  name: 'redoKey',
  // Before the keys of undo managers.
  priority: 1100,
  addKeyboardShortcuts() {
    return {
      'Shift-Mod-z': () => {
        this.editor.commands.redo();
        return true;
      },
    };
  },
});
