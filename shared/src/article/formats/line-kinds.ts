// What the look of a line says of it. All of these are guesses, which the person who imports may correct.
import type { SectionSpec } from '../template.ts';

const sentenceEnd = /[.:;,…]["'”“’‘«»)\]]*$/u;

/** Whether a line is in capitals, as section names are in mailed text: `AUSBLICK`, `WHAT COMES NEXT`. */
export function isCapitals(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  return (
    letters.length >= 4 &&
    text.length <= 60 &&
    !/\p{Ll}/u.test(text.replaceAll('ß', '')) &&
    /\p{Lu}/u.test(text) &&
    !/[.,;…]$/.test(text) &&
    text.split(' ').length <= 6
  );
}

/** Whether a line names its makers, such as `Agency | Outlet` or `Von Jonas Weber`. */
export function isCredit(text: string): boolean {
  if (text.length > 160) return false;
  const parts = text.split('|').map((part) => part.trim());
  if (parts.length > 1)
    return parts.every((part) => part !== '' && part.length <= 60 && !/[.!?]\s/.test(part));
  return bylineLead.test(text) && text.split(' ').length <= 8 && !/[.!?]$/.test(text);
}

const bylineLead = /^(?:[Vv]on|VON|[Bb]y|BY|Text:|Autor:|Autorin:|Author:)\s+(?=\p{Lu})/u;

/** A credit line as a byline, without the word that only introduces it: `Jonas Weber`. */
export function bylineOf(text: string): string {
  return text
    .replace(bylineLead, '')
    .replace(/\s*\|\s*/g, ' | ')
    .trim();
}

/** Whether a line is as short as a subheading and ends like one: with no full stop, comma or colon. */
export function isShortLine(text: string): boolean {
  return (
    text.length <= 80 &&
    text.split(' ').length <= 12 &&
    !sentenceEnd.test(text) &&
    /^["'„“‚‘«»(]*[\p{Lu}\p{N}]/u.test(text) &&
    /\p{L}/u.test(text)
  );
}

/** The kind of section that a line names, by its label or an alias in any language, or null where it names none. */
export function labelKind(text: string, sections: readonly SectionSpec[]): string | null {
  const name = folded(text.replace(/\s*:$/, ''));
  if (name === '' || name.length > 80) return null;
  const named = (names: (spec: SectionSpec) => readonly string[]) =>
    sections.find((spec) => names(spec).some((candidate) => folded(candidate) === name))?.kind;
  // A label wins over another section's alias.
  return named(({ label }) => [label.en, label.de]) ?? named(({ aliases }) => aliases) ?? null;
}

/** Letters of any case, and typographic and plain apostrophes, count as the same. */
function folded(text: string): string {
  return text
    .normalize('NFC')
    .toUpperCase()
    .replace(/[’‘`´]/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
}
