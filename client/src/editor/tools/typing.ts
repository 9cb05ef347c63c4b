// Typographic quotes, dashes and ellipses while typing, by the article's language. Backspace right after takes the
// change back; code stays as it is typed.
import type { Language } from '@galley/shared/api/people.ts';
import { Extension, InputRule, textInputRule } from '@tiptap/core';

interface Signs {
  open: string;
  close: string;
  innerOpen: string;
  innerClose: string;
  dash: string;
}

const signs: Record<Language, Signs> = {
  en: { open: '“', close: '”', innerOpen: '‘', innerClose: '’', dash: '—' },
  de: { open: '„', close: '“', innerOpen: '‚', innerClose: '‘', dash: '–' },
};

/** An apostrophe, in both languages. */
const apostrophe = '’';

export const Typing = Extension.create<{ language: Language }>({
  name: 'typing',
  addOptions: () => ({ language: 'en' }),
  addInputRules() {
    const { open, close, innerOpen, innerClose, dash } = signs[this.options.language];
    // A quote opens at the start of a line, behind a blank and behind an opening bracket or dash; elsewhere it closes.
    const opening = (sign: string) => new RegExp(`(?:^|[\\s\\u00a0([{<—–„“‚‘])(${sign})$`);
    return [
      textInputRule({ find: opening('"'), replace: open }),
      textInputRule({ find: /"$/, replace: close }),
      // A letter before makes it an apostrophe, or else the end of a quote, which looks the same in English.
      textInputRule({
        find: /[\p{L}\p{N}](')$/u,
        replace: this.options.language === 'de' ? apostrophe : innerClose,
      }),
      textInputRule({ find: opening("'"), replace: innerOpen }),
      beforeDigit(innerOpen),
      textInputRule({ find: /'$/, replace: innerClose }),
      textInputRule({ find: /\.\.\.$/, replace: '…' }),
      textInputRule({ find: /--$/, replace: dash }),
    ];
  },
});

/** The apostrophe of '90s: the sign was taken for the beginning of a quote until the digit came. */
function beforeDigit(innerOpen: string): InputRule {
  return new InputRule({
    find: new RegExp(`(?:^|[\\s\\u00a0([])${innerOpen}(\\d)$`),
    handler: ({ state, range, match }) => {
      const digit = match[1] ?? '';
      state.tr.insertText(apostrophe, range.to - 1, range.to).insertText(digit);
    },
  });
}
