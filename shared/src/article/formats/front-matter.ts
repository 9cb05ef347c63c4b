// What stands above the text of a Markdown file, between lines of `---` (YAML) or `+++` (TOML), as publishing systems
// write it: title, author, date. What an article has no place for is named, so that nothing is lost.
import { parse as parseToml } from 'smol-toml';
import { parse as parseYaml } from 'yaml';
import { sourceTypeIn } from '../picture-settings.ts';
import { broughtTexts, fittingTexts } from '../search-and-social.ts';
import { slugSchema } from '../slug-schema.ts';
import type { FoundFacts, Lost } from './pieces.ts';

export interface FrontMatter {
  /** What is left of the file. */
  text: string;
  facts: FoundFacts;
  lost: Lost[];
}

/** The file without its front matter, and what that says. A file that only begins with a divider stays as it is. */
export function readFrontMatter(input: string): FrontMatter {
  const [whole = '', fence = '', block = ''] =
    /^\ufeff?(---|\+\+\+)[ \t]*\r?\n([\s\S]*?)\r?\n\1[ \t]*(?:\r?\n|$)/.exec(input) ?? [];
  const fields = whole === '' ? null : fieldsOf(fence, block);
  if (!fields) return { text: input, facts: {}, lost: [] };
  const { facts, others } = factsOf(fields);
  const lost: Lost[] = others.length > 0 ? [{ what: 'details', count: others.length, words: others }] : [];
  return { text: input.slice(whole.length), facts, lost };
}

type Fields = [name: string, value: unknown][];

function fieldsOf(fence: string, block: string): Fields | null {
  let value: unknown;
  try {
    value = fence === '---' ? parseYaml(block) : parseToml(block);
  } catch {
    // Such as `title: Hafen: Der Kran`, which is no YAML and common.
    return plainFields(block);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return Object.entries(value);
}

function plainFields(block: string): Fields | null {
  const fields = block.split(/\r?\n/).map((line): [string, string] | null => {
    const [, name, value = ''] = /^([\p{L}_][\p{L}\d_-]*)\s*[:=]\s*(.*)$/u.exec(line) ?? [];
    return name === undefined ? (line.trim() === '' ? null : ['', line]) : [name, unquoted(value)];
  });
  const filled = fields.filter((field) => field !== null);
  return filled.some(([name]) => name !== '') ? filled : null;
}

function unquoted(value: string): string {
  return value.trim().replace(/^(["'])(.*)\1$/, '$2');
}

/** Which fact a field is, by the names that publishing systems and people give it. */
const names: Record<string, keyof FoundFacts | undefined> = {
  title: 'headline',
  headline: 'headline',
  titel: 'headline',
  überschrift: 'headline',
  description: 'dek',
  dek: 'dek',
  subtitle: 'dek',
  summary: 'dek',
  excerpt: 'dek',
  teaser: 'dek',
  unterzeile: 'dek',
  lead: 'dek',
  standfirst: 'dek',
  author: 'byline',
  authors: 'byline',
  byline: 'byline',
  autor: 'byline',
  autorin: 'byline',
  autoren: 'byline',
  by: 'byline',
  date: 'published',
  published: 'published',
  publishdate: 'published',
  pubdate: 'published',
  datum: 'published',
  published_at: 'published',
  embargo: 'embargo',
  embargoed: 'embargo',
  embargo_until: 'embargo',
  embargoed_until: 'embargo',
  sperrfrist: 'embargo',
  tags: 'tags',
  tag: 'tags',
  keywords: 'tags',
  categories: 'tags',
  category: 'tags',
  schlagwörter: 'tags',
  topics: 'tags',
  section: 'siteSection',
  site_section: 'siteSection',
  ressort: 'siteSection',
  rubrik: 'siteSection',
  seo_title: 'searchTitle',
  meta_title: 'searchTitle',
  seo_description: 'searchDescription',
  meta_description: 'searchDescription',
  canonical: 'canonical',
  canonical_url: 'canonical',
  canonicalurl: 'canonical',
  slug: 'slug',
  permalink: 'slug',
  language: 'language',
  lang: 'language',
  locale: 'language',
  sprache: 'language',
  image: 'image',
  cover: 'image',
  thumbnail: 'image',
  featured_image: 'image',
  hero: 'image',
  bild: 'image',
  photo: 'image',
  picture_credit: 'pictureCredit',
  photo_credit: 'pictureCredit',
  image_credit: 'pictureCredit',
  credit: 'pictureCredit',
  digital_source_type: 'machineMade',
  digitalsourcetype: 'machineMade',
  fotocredit: 'pictureCredit',
  bildnachweis: 'pictureCredit',
  foto: 'pictureCredit',
};

function factsOf(fields: Fields): { facts: FoundFacts; others: string[] } {
  const facts: FoundFacts = {};
  const others: string[] = [];
  for (const [name, value] of fields) {
    const fact = names[name.toLowerCase().replaceAll('-', '_')];
    const said = textsOf(value);
    const words = said.join(', ');
    if (words.trim() === '') continue;
    const isNew = fact !== undefined && facts[fact] === undefined;
    if (fact === 'tags') {
      facts.tags = [
        ...(facts.tags ?? []),
        // In a list, a comma is a tag's own.
        ...(Array.isArray(value) ? said : said.flatMap((one) => one.split(','))).map((one) => one.trim()),
      ].filter(Boolean);
    } else if (isNew && (fact === 'published' || fact === 'embargo')) {
      const date = isoDate(words);
      if (date === null) others.push(`${name}: ${words}`);
      else facts[fact] = date;
    } else if (isNew && fact === 'slug') {
      const slug = words.replace(/^\/|\/$/g, '');
      if (slugSchema.safeParse(slug).success) facts.slug = slug;
      else others.push(`${name}: ${words}`);
    } else if (fact === 'machineMade') {
      const type = sourceTypeIn(words);
      if (type !== null) facts.machineMade = type === 'trainedAlgorithmicMedia' ? 'all' : 'part';
      else others.push(`${name}: ${words}`);
    } else if (isNew && broughtTexts.some((one) => one === fact)) {
      const fitting = fittingTexts({ [fact]: words });
      Object.assign(facts, fitting);
      if (Object.keys(fitting).length === 0) others.push(`${name}: ${words}`);
    } else if (isNew && fact === 'image') {
      const { address, more } = imageOf(value);
      if (address !== '') facts.image = address;
      others.push(...more.map((one) => `${name}: ${one}`));
    } else if (isNew && fact !== undefined) {
      facts[fact] = words;
    } else {
      others.push(`${name}: ${words}`.replace(/^: /, ''));
    }
  }
  return { facts, others };
}

/** A picture's address alone, or with its words beside it. */
function imageOf(value: unknown): { address: string; more: string[] } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const [address = '', ...more] = textsOf(value);
    return { address, more };
  }
  const entries = Object.entries(value);
  const source = entries.find(([name]) => /^(?:src|url|image|path|file)$/i.test(name));
  return {
    address: textsOf(source?.[1]).join(' '),
    more: entries
      .filter((entry) => entry !== source)
      .map(([name, one]) => `${name}: ${textsOf(one).join(', ')}`),
  };
}

function textsOf(value: unknown): string[] {
  if (value === null || value === undefined) return [];
  // TOML has dates of its own; they say themselves how exact they are.
  if (value instanceof Date) return [value.toISOString()];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value !== 'object') return [String(value)];
  const { name } = value as { name?: unknown };
  if (typeof name === 'string' && Object.keys(value).length === 1) return [name];
  return Object.entries(value).map(([key, one]) =>
    key === 'name' ? textsOf(one).join(', ') : `${key}: ${textsOf(one).join(', ')}`,
  );
}

/** A date as ISO 8601 writes it, the day alone or with its time; null for words that are none. */
function isoDate(text: string): string | null {
  const [, day, time, zone = ''] =
    /^(\d{4}-\d{2}-\d{2})(?:[T ]+(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(Z|[+-]\d{2}:?\d{2})?)?$/.exec(
      text.trim(),
    ) ?? [];
  if (day === undefined || Number.isNaN(new Date(day).getTime())) return null;
  return time === undefined ? day : `${day}T${time}${zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')}`;
}
