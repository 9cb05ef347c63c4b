// Typographic signs while typing, by the article's language, and dividers from dashes. Backspace right after takes the
// change back; code stays as it is typed.
import type { Language } from '@galley/shared/language.ts';
import { Extension, InputRule } from '@tiptap/core';
import { isInFigureText } from './figure-texts.ts';
import { typedSign } from './typography.ts';

interface TypingOptions {
  language: Language;
  /** Whether the section takes dividers. */
  dividers: boolean;
}

export const Typing = Extension.create<TypingOptions>({
  name: 'typing',
  addOptions: () => ({ language: 'en', dividers: false }),
  addInputRules() {
    const { language, dividers } = this.options;
    const signs = new InputRule({
      find: (text) => {
        const found = typedSign(text, language);
        return (
          found && { index: text.length - found.typed.length, text: found.typed, data: { sign: found.sign } }
        );
      },
      handler: ({ state, range, match }) => {
        state.tr.insertText(String(match.data?.sign), range.from, range.to);
      },
    });
    // Of three dashes the first two have become one already, in German a shorter one than the divider's own rule knows.
    const divider = new InputRule({
      find: /^–-$/,
      handler: ({ state, chain, range }) => {
        if (isInFigureText(state.doc.resolve(range.from))) return;
        chain().deleteRange(range).setHorizontalRule().run();
      },
    });
    return dividers ? [divider, signs] : [signs];
  },
});
