// Surnames that stand in the text before the person's full name does.
import type { Language } from '../language.ts';
import { isFirstName } from './first-names.ts';
import type { Span } from './sentences.ts';

const capitalized = "\\p{Lu}[\\p{L}\\p{M}'’]*(?:-\\p{Lu}[\\p{L}\\p{M}'’]*)*";
/** "von der", "de", an initial or a second first name may stand between. */
const fullName = new RegExp(
  `(?<![\\p{L}\\p{N}-])(${capitalized})((?:[ \\u00a0](?:von|van|der|den|de|du|da|di|la|el|al|bin|ten|ter|zu|zur|\\p{Lu}\\.))*)[ \\u00a0](${capitalized})(?:[ \\u00a0](${capitalized}))?`,
  'gu',
);

interface Person {
  surname: string;
  /** Where the full name stands first: the text and the place in it. */
  text: number;
  from: number;
}

/** In each of the texts, which follow one another, the first surname that stands alone before its full name does. */
export function surnamesBeforeFullNames(texts: readonly string[], language: Language): Span[][] {
  const found: Span[][] = texts.map(() => []);
  const people = peopleIn(texts);
  for (const person of people.values()) {
    for (const [index, text] of texts.slice(0, person.text + 1).entries()) {
      const end = index === person.text ? person.from : text.length;
      const place = aloneIn(text.slice(0, end), person.surname, language);
      if (!place) continue;
      found[index]?.push(place);
      break;
    }
  }
  return found;
}

function peopleIn(texts: readonly string[]): ReadonlyMap<string, Person> {
  const people = new Map<string, Person>();
  for (const [index, text] of texts.entries())
    for (const { from, surname } of fullNamesIn(text))
      if (!people.has(surname)) people.set(surname, { surname, text: index, from });
  return people;
}

function fullNamesIn(text: string): { from: number; surname: string }[] {
  const names: { from: number; surname: string }[] = [];
  // What is no first name may stand before one: "Ministerin Anna Adler".
  fullName.lastIndex = 0;
  for (let match = fullName.exec(text); match; match = fullName.exec(text)) {
    const [whole, first = '', , second = '', third] = match;
    if (isFirstName(first)) {
      const surname = (third !== undefined && isFirstName(second) ? third : second).replace(/['’]s?$/u, '');
      if (surname.length >= 3) names.push({ from: match.index, surname });
      fullName.lastIndex = match.index + whole.length;
    } else fullName.lastIndex = match.index + first.length;
  }
  return names;
}

/** An article makes a common noun of the word behind it: "der Wolf", "ein grauer Wolf"; not of a name behind a title: "der Minister Wolf". */
const determined: Record<Language, RegExp> = {
  de: /(?:^|[^\p{L}])(?:[Dd](?:er|ie|as|en|em|es)|[Ee]in(?:e|en|em|er|es)?|[Kk]ein\p{Ll}*|[Jj]ede\p{Ll}*|[Dd]iese\p{Ll}*|[IiAa]m|[Vv]om|[Zz]u[mr]|[Bb]eim|[Ii]ns)[ \u00a0](?:\p{Ll}+(?:e|en|er|es|em)[ \u00a0])?$/u,
  en: /(?:^|[^\p{L}])(?:[Tt]he|[Aa]n?|[Tt]his|[Tt]hat|[Ee]ach|[Ee]very|[Nn]o)[ \u00a0](?:\p{Ll}+[ \u00a0])?$/u,
};

function aloneIn(text: string, surname: string, language: Language): Span | null {
  // A genitive goes on with an s.
  const ending = language === 'de' ? "(?:s|['’])?" : "(?:['’]s?)?";
  const word = new RegExp(`(?<![\\p{L}\\p{N}-])${surname}${ending}(?![\\p{L}\\p{N}-])`, 'gu');
  for (const { 0: quote, index: from } of text.matchAll(word)) {
    const before = text.slice(0, from);
    const neighbor = /(\p{Lu}[\p{L}\p{M}-]*\.?)[ \u00a0]$/u.exec(before)?.[1] ?? '';
    // With another first name it is somebody else; with an initial it is a name in full.
    if (isFirstName(neighbor) || /^\p{Lu}\.$/u.test(neighbor) || determined[language].test(before)) continue;
    return { from, to: from + quote.length };
  }
  return null;
}
