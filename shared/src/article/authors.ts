// Who an article is by: several in order, each a person or an organization. Its byline is the same as a text, and what is
// written as a text is read into authors.
import { z } from 'zod';
import { type Language, languages } from '../language.ts';
import { cleanName } from '../text/characters.ts';
import { slugFrom } from './slug.ts';

/** What an author may be. */
export const authorKinds = ['person', 'organization'] as const;
export type AuthorKind = (typeof authorKinds)[number];

/** How many an article may have. */
export const maxAuthors = 12;
/** In characters. */
export const maxAuthorName = 100;

/** An author as the article names them; what it was called when it was published stays so. */
export const authorSchema = z.object({
  name: z.string().overwrite(cleanName).min(1).max(maxAuthorName),
  kind: z.enum(authorKinds),
  /** The slug of their profile; null for a name alone. */
  profile: z.string().max(100).nullable(),
});
export type Author = z.infer<typeof authorSchema>;

const words: Record<Language, { and: string; by: RegExp; splits: RegExp }> = {
  en: { and: ' and ', by: /^by:?\s+/i, splits: /,?\s+(?:and|with)\s+|\s*&\s*/i },
  de: { and: ' und ', by: /^von:?\s+/i, splits: /,?\s+(?:und|mit)\s+|\s*&\s*/i },
};

/** Names of news agencies that look like nobody’s but theirs. */
const agencies = /^(?:dpa|afp|apa?|reuters|sid|epd|kna|keystone|sda|ansa|efe|pa|tass|upi)(?:-\w+)?$/i;

/** Words that stand in names of organizations and in no person’s. */
const organizationWords =
  /\b(?:agency|agentur|associates|association|board|bote|bureau|company|corp|desk|dienst|editors|foundation|gmbh|group|inc|institut|institute|journal|ltd|magazin|magazine|media|network|news|nachrichten|newsroom|presse|radio|redaktion|reporters|rundfunk|service|staff|stiftung|team|times|tribune|tv|union|university|universität|verband|verein|verlag|wire|zeitung)\b|[a-zäöü](?:dienst|redaktion|zeitung|agentur)\b|\s(?:&|and|und)\s+(?:co|sons|söhne|partner)\b/i;

/**
 * The authors that a byline names, in its order: `Kim Doe and Lee Roe`, `dpa | The Post`. A part that can’t be divided
 * from a place or an office, as in `Kim Doe, Berlin`, stays with the name before it.
 */
export function authorsFrom(byline: string): Author[] {
  const text = cleanName(byline).replace(words.en.by, '').replace(words.de.by, '');
  return text
    .split(/\s*(?:[|;]|\s\/\s)\s*/)
    .flatMap(splitNames)
    .map((name) => name.trim().slice(0, maxAuthorName).trim())
    .filter((name) => name !== '')
    .slice(0, maxAuthors)
    .map((name) => ({ name, kind: kindOf(name), profile: null }));
}

function splitNames(text: string): string[] {
  const parts = languages.reduce<string[]>(
    (all, language) => all.flatMap((part) => splitAt(part, words[language].splits)),
    [text],
  );
  return parts.flatMap((part) => {
    const names = part.split(/\s*,\s*/).filter((name) => name !== '');
    return names.length > 1 && names.every(isWholeName) ? names : [part.replace(/^,\s*|\s*,$/g, '')];
  });
}

/** Splits unless that tears an organization’s name apart, such as `Kim & Co` or `Sound and Sons`. */
function splitAt(text: string, pattern: RegExp): string[] {
  const names = text.split(pattern);
  return names.length > 1 && names.every((name) => isWholeName(name.split(/\s*,\s*/).at(-1) ?? name))
    ? names
    : [text];
}

function isWholeName(name: string): boolean {
  return /\S\s+\S/.test(name) || agencies.test(name);
}

function kindOf(name: string): AuthorKind {
  if (agencies.test(name) || organizationWords.test(name) || /^(?:the|der|die|das)\s/i.test(name))
    return 'organization';
  // One word in capitals is a sign, such as `AFP`.
  return /^\p{Lu}{2,6}$/u.test(name) ? 'organization' : 'person';
}

/** The authors as one line: people as a sentence lists them, organizations between bars. */
export function bylineOf(authors: readonly Pick<Author, 'name' | 'kind'>[], language: Language): string {
  const runs: string[][] = [];
  let before: AuthorKind | null = null;
  for (const { name, kind } of authors) {
    const run = runs.at(-1);
    if (run && kind === 'person' && before === 'person') run.push(name);
    else runs.push([name]);
    before = kind;
  }
  return runs.map((names) => listed(names, language)).join(' | ');
}

function listed(names: readonly string[], language: Language): string {
  const last = names.at(-1) ?? '';
  const others = names.slice(0, -1);
  return others.length === 0 ? last : others.join(', ') + words[language].and + last;
}

/** Under which slug the site lists an author’s stories, whether there is a profile or not; empty for a name without letters. */
export function authorSlug({ name, profile }: Pick<Author, 'name' | 'profile'>, language: Language): string {
  return profile ?? slugFrom(name, language);
}
