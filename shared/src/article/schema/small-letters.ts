// Small letters below and above the line: H₂O, m².
import { Mark, mergeAttributes } from '@tiptap/core';

/** Letters below the line, as `<sub>` or by the style that other editors copy. */
export const Subscript = smallLetters({ name: 'subscript', tag: 'sub', align: 'sub', keys: 'Mod-,' });

/** Letters above the line, likewise. */
export const Superscript = smallLetters({ name: 'superscript', tag: 'sup', align: 'super', keys: 'Mod-.' });

function smallLetters({ name, tag, align, keys }: Record<'name' | 'tag' | 'align' | 'keys', string>) {
  return Mark.create({
    name,
    parseHTML: () => [{ tag }, { style: `vertical-align=${align}` }],
    renderHTML: ({ HTMLAttributes }) => [tag, mergeAttributes(HTMLAttributes), 0],
    addKeyboardShortcuts() {
      return { [keys]: () => this.editor.commands.toggleMark(name) };
    },
  });
}
