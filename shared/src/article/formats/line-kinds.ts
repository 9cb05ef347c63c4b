// What the look of a line says of it. All of these are guesses, which the person who imports may correct.
import type { Language } from '../../language.ts';
import type { SectionSpec } from '../template.ts';
import { namesPictureGenerator } from './picture-generators.ts';

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

/** Whether a line is a person's name and nothing else, as bylines are. */
export function isName(text: string): boolean {
  const words = text.split(' ');
  return words.length >= 2 && words.length <= 4 && nameForm.test(text) && !articles.has(words[0] ?? '');
}

const nameForm =
  /^\p{Lu}[\p{L}’'-]+(?: (?:von|van|de|del|di|der|den|zu|zur|le|la|ten|\p{Lu}\.|\p{Lu}[\p{L}’'-]+))* \p{Lu}[\p{L}’'-]+$/u;
/** Words that begin titles and no names. */
const articles: ReadonlySet<string> = new Set(
  `Der Die Das Den Dem Des Ein Eine Einen Kein Keine Mehr Neue Neuer Neues Alte Alter Altes Im In Am An Auf Aus Bei Für Mit
  Nach Ohne Um Unter Von Vor Wie Was Wer Zum Zur The A An New Old More No How Why What When Where`.split(
    /\s+/,
  ),
);

/** Whether a line says whose a picture is: by its first word, or because it names a program that makes pictures. */
export function pictureCreditForm(text: string): 'picture-credit-form' | 'picture-tool' | null {
  if (text.length > 160) return null;
  if (pictureLead.test(text)) return 'picture-credit-form';
  return text.includes('|') && namesPictureGenerator(text) ? 'picture-tool' : null;
}

const pictureLead =
  /^(?:Foto|Fotos|Photo|Photos|Bild|Bilder|Symbolbild|Aufmacherbild|Image|Picture|Illustration|Grafik|Graphic|Bildnachweis|Bildquelle|Fotocredit|Photo credit|Picture credit|Image credit)(?: by)?\s*:\s*(?=\S)/i;

/** A picture's credit without the word that only introduces it: `Mara Beispiel/dpa`. */
export function pictureCreditOf(text: string): string {
  return text.replace(pictureLead, '').trim();
}

/** `Berlin (dpa) -`, `HARBOR CITY, May 3 (AP) --` or `Nordhafen, 3. Mai 2026 –`, with which an agency's text begins. */
export function hasDateline(text: string): boolean {
  return (
    /^\p{Lu}[\p{L}\d .,'’/-]{1,60}\([\p{L}/-]{2,16}\)\s*[-–—]+\s/u.test(text) ||
    /^\p{Lu}[\p{L} .'’/-]{1,40}, (?:\d{1,2}\. ?\p{L}+|\p{L}+ \d{1,2})(?:,? \d{4})?\.?\s*[-–—:]+\s/u.test(text)
  );
}

/** How many sentences a text has, about. */
export function sentencesIn(text: string): number {
  return (text.match(/[.!?…]["'”“’‘«»)\]]*(?=\s+["'„“‚‘«»(]*\p{Lu}|$)/gu) ?? []).length;
}

/** Whether a line says just what the section is called anyway, in this language. */
export function saysLabel(text: string, spec: SectionSpec | null, language: Language): boolean {
  return spec !== null && folded(text.replace(/\s*:$/, '')) === folded(spec.label[language]);
}

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
