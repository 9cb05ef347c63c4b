// Slugs: an article's part of its public address, suggested from its headline.

/** Longest slug in characters; see `slugSchema`. */
export const maxSlugLength = 100;

const spelled: Record<string, string> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'oe',
  å: 'aa',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  '&': ' and ',
};

/**
 * A slug from a headline: lower-case letters and digits of ASCII, words joined by hyphens, umlauts spelled out, other
 * accents dropped. Empty where the headline has no letter that can be written so. Cut at a word's end where it can be.
 */
export function slugFrom(headline: string): string {
  const words = headline
    .normalize('NFC')
    .toLowerCase()
    .replace(/[äöüßæœøåłđðþ&]/g, (letter) => spelled[letter] ?? '')
    .replace(/['’‘]/g, '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .match(/[a-z0-9]+/g);
  if (!words) return '';
  let slug = '';
  for (const word of words) {
    const longer = slug === '' ? word : `${slug}-${word}`;
    if (longer.length > maxSlugLength) return slug === '' ? word.slice(0, maxSlugLength) : slug;
    slug = longer;
  }
  return slug;
}

/** The slug with a number behind it, still short enough: `harbor-ferry-2`. */
export function numberedSlug(slug: string, number: number): string {
  const ending = `-${number}`;
  return slug.slice(0, maxSlugLength - ending.length).replace(/-$/, '') + ending;
}
