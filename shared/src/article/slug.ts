// Slugs: an article's part of its public address, suggested from its headline.
import slugify from '@sindresorhus/slugify';
import type { Language } from '../language.ts';

/** Longest slug in characters; see `slugSchema`. */
export const maxSlugLength = 100;

/** What a sign is called where it stands for a word; the library's own names are English. */
const signs: Record<Language, [string, string][]> = {
  en: [
    ['&', ' and '],
    ['€', ' euro '],
  ],
  de: [
    ['&', ' und '],
    ['€', ' euro '],
  ],
};

/** Raised and lowered digits and ligatures, which the library drops, and fractions, which join the digit before them. */
const composed = /[\u00b2\u00b3\u00b9\u2070-\u2089\ufb00-\ufb06]/g;
const fractions = /[\u00bc-\u00be\u2150-\u215e]/g;

/**
 * A slug from a headline: lower-case letters and digits of ASCII, words joined by hyphens, umlauts spelled out, other
 * accents dropped, other alphabets spelled. Empty where the headline has no letter that can be written so. Cut at a word's
 * end where it can be.
 */
export function slugFrom(headline: string, language: Language): string {
  const plain = headline
    .replace(composed, (sign) => sign.normalize('NFKC'))
    .replace(fractions, (sign) => ` ${sign.normalize('NFKC')}`);
  const words = slugify(plain, { decamelize: false, customReplacements: signs[language] }).match(
    /[a-z0-9]+/g,
  );
  if (!words) return '';
  let slug = '';
  for (const word of words) {
    const longer = slug === '' ? word : `${slug}-${word}`;
    if (longer.length > maxSlugLength) return slug === '' ? word.slice(0, maxSlugLength) : slug;
    slug = longer;
  }
  return slug;
}

/**
 * The slugs under which the public site lists an article's tags, each once: tags that differ in case or accents alone are
 * one. Tags of which no letter can be written so have none.
 */
export function tagSlugs(tags: readonly string[], language: Language): string[] {
  return [...new Set(tags.map((tag) => slugFrom(tag, language)))].filter((slug) => slug !== '');
}

/** The slug, or the first of those with a number behind it that is not taken. */
export function freeSlug(slug: string, taken: ReadonlySet<string>): string {
  let free = slug;
  for (let number = 2; taken.has(free); number += 1) free = numberedSlug(slug, number);
  return free;
}

/** The slug with a number behind it, still short enough: `harbor-ferry-2`. */
export function numberedSlug(slug: string, number: number): string {
  const ending = `-${number}`;
  return slug.slice(0, maxSlugLength - ending.length).replace(/-$/, '') + ending;
}
