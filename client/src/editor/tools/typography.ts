// Typographic signs for typed ones, by the language: quotes in quotes, apostrophes, dashes and the ellipsis.
import type { Language } from '@galley/shared/language.ts';

/** What takes the place of the last letters of a text. */
export interface TypedSign {
  /** The letters that go, at the end of the text. */
  typed: string;
  sign: string;
}

interface Quotes {
  open: string;
  close: string;
}

const signs: Record<Language, { outer: Quotes; inner: Quotes; dash: string }> = {
  en: { outer: { open: '“', close: '”' }, inner: { open: '‘', close: '’' }, dash: '—' },
  de: { outer: { open: '„', close: '“' }, inner: { open: '‚', close: '‘' }, dash: '–' },
};

/** The same in both languages. */
const apostrophe = '’';

/** Behind these a quote opens, besides behind the opening sign of the other kind. */
const beforeOpening = /[\s([{<]$/;
const dashes = /[—–]$/;

/**
 * What the end of a text becomes now that its last letter was typed; null where it stays. `text` is the line up to the
 * caret. Addresses stay as they are typed.
 */
export function typedSign(text: string, language: Language): TypedSign | null {
  const { outer, inner, dash } = signs[language];
  const last = text.at(-1) ?? '';
  const before = text.slice(0, -1);
  if (last === '"') return { typed: last, sign: opens(before, outer, inner) ? outer.open : outer.close };
  if (isAddress(before, inner.open)) return null;
  if (last === "'") return { typed: last, sign: singleSign(before, language) };
  if (text.endsWith('...')) return { typed: '...', sign: '…' };
  if (text.endsWith('--')) return { typed: '--', sign: dash };
  // '90s: the sign was taken for the beginning of a quote until the digit came.
  const year = new RegExp(`(?:^|[\\s(\\[])${inner.open}\\d$`);
  if (year.test(text)) return { typed: text.slice(-2), sign: apostrophe + last };
  // ‚Wie geht’s?‘: it was taken for the end of the quote until the letter came.
  const within = new RegExp(`\\p{L}${inner.close}\\p{L}$`, 'u');
  if (inner.close !== apostrophe && within.test(text))
    return { typed: text.slice(-2), sign: apostrophe + last };
  return null;
}

function singleSign(before: string, language: Language): string {
  const { outer, inner } = signs[language];
  if (opens(before, inner, outer)) return inner.open;
  const closesQuote = isUnclosed(before, inner) || !/[\p{L}\p{N}]$/u.test(before);
  return closesQuote ? inner.close : apostrophe;
}

function opens(before: string, own: Quotes, other: Quotes): boolean {
  if (before === '' || beforeOpening.test(before) || before.endsWith(other.open)) return true;
  // After a dash one begins to speak, or breaks off.
  return dashes.test(before) && !isUnclosed(before, own);
}

/** Whether a quote has been opened before and not been closed. */
function isUnclosed(before: string, { open, close }: Quotes): boolean {
  return before.lastIndexOf(open) > before.lastIndexOf(close);
}

/** Whether the word that is being typed is an address of the web or of mail. */
function isAddress(before: string, innerOpen: string): boolean {
  const word = /[^\s([{<„“”"]*$/.exec(before)?.[0] ?? '';
  // Behind an address in quotes of its own the quote ends.
  if (word.startsWith(innerOpen)) return false;
  return (
    /^(?:[a-z][a-z0-9+.-]*:\/\/|mailto:|www\.)/i.test(word) ||
    /^[\w-]+(?:\.[\w-]+)+\/|^\S+@\S+\.\S/.test(word)
  );
}
