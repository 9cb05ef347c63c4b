// JSON-LD in a page's scripts: what schema.org's article types say (https://schema.org/Article). A page may hold several
// objects, in lists and graphs; the first article among them counts. What it names by an `@id` alone, such as its author,
// stands elsewhere in them.
import { allElements, attributeOf, type HtmlElement, rawText } from './html-tree.ts';

export interface JsonLdFacts {
  headline?: string;
  /** `alternativeHeadline`. */
  dek?: string;
  description?: string;
  authors: string[];
  tags: string[];
  section?: string;
  published?: string;
  image?: string;
  /** IPTC's term for what made the text. */
  digitalSourceType?: string;
}

export function jsonLdFacts(root: HtmlElement): JsonLdFacts {
  const scripts = [...allElements(root)]
    .filter(
      (element) =>
        element.tagName === 'script' &&
        attributeOf(element, 'type')?.trim().toLowerCase() === 'application/ld+json',
    )
    .map((element) => parsed(rawText(element)));
  const article = articleIn(scripts, -1);
  if (!article) return { authors: [], tags: [] };
  const named = new Map<string, Thing>();
  nameThings(scripts, named, -1);
  return factsOf(article, named);
}

type Thing = Record<string, unknown>;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\s*(<!\[CDATA\[|\/\/<!\[CDATA\[)|(\]\]>|\/\/\]\]>)\s*$/g, ''));
  } catch {
    // A page's own mistakes say nothing of its article.
    return null;
  }
}

const types =
  /^(https?:\/\/schema\.org\/)?(Article|AdvertiserContentArticle|NewsArticle|AnalysisNewsArticle|AskPublicNewsArticle|BackgroundNewsArticle|OpinionNewsArticle|ReportageNewsArticle|ReviewNewsArticle|Report|SatiricalArticle|ScholarlyArticle|SocialMediaPosting|BlogPosting|LiveBlogPosting|DiscussionForumPosting|TechArticle)$/;

/** Whether it is a type of articles, by its name or its address. */
export function isArticleType(type: unknown): boolean {
  return typeof type === 'string' && types.test(type);
}

const maxDepth = 6;

function articleIn(value: unknown, depth: number): Thing | null {
  if (depth > maxDepth || typeof value !== 'object' || value === null) return null;
  if (Array.isArray(value)) {
    for (const one of value) {
      const found = articleIn(one, depth + 1);
      if (found) return found;
    }
    return null;
  }
  const thing = value as Thing;
  if (listOf(thing['@type']).some(isArticleType)) return thing;
  return articleIn(thing['@graph'], depth + 1) ?? articleIn(thing.mainEntity, depth + 1);
}

/** Finds all that has an `@id`, wherever it stands; of several places that speak of one thing the one that says most. */
function nameThings(value: unknown, named: Map<string, Thing>, depth: number): void {
  if (depth > maxDepth || typeof value !== 'object' || value === null) return;
  const id = '@id' in value ? value['@id'] : undefined;
  if (typeof id === 'string') {
    const before = named.get(id);
    if (!before || Object.keys(before).length < Object.keys(value).length) named.set(id, value as Thing);
  }
  for (const one of Object.values(value)) nameThings(one, named, depth + 1);
}

function factsOf(article: Thing, named: ReadonlyMap<string, Thing>): JsonLdFacts {
  const allOf = (value: unknown) => listOf(value).map((one) => meant(one, named));
  const facts: JsonLdFacts = {
    authors: allOf(article.author).flatMap((author) => nameOf(author) ?? []),
    tags: listOf(article.keywords)
      .flatMap((word) => (typeof word === 'string' ? word.split(',') : []))
      .map((word) => word.trim()),
  };
  const headline = wordsOf(article.headline) ?? wordsOf(article.name);
  const dek = wordsOf(article.alternativeHeadline);
  const description = wordsOf(article.description);
  const section = wordsOf(listOf(article.articleSection)[0]);
  const published = wordsOf(article.datePublished);
  const digitalSourceType = wordsOf(listOf(article.digitalSourceType)[0]);
  const image = allOf(article.image).flatMap((one) => addressOf(one) ?? [])[0];
  if (headline !== undefined) facts.headline = headline;
  if (dek !== undefined) facts.dek = dek;
  if (description !== undefined) facts.description = description;
  if (section !== undefined) facts.section = section;
  if (published !== undefined) facts.published = published;
  if (image !== undefined) facts.image = image;
  if (digitalSourceType !== undefined) facts.digitalSourceType = digitalSourceType;
  return facts;
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

/** What a reference means: `{"@id": "#ines"}` is the thing that bears this id. */
function meant(value: unknown, named: ReadonlyMap<string, Thing>): unknown {
  const id = typeof value === 'object' && value !== null && '@id' in value ? value['@id'] : undefined;
  const thing = typeof id === 'string' ? named.get(id) : undefined;
  return thing ?? value;
}

function nameOf(author: unknown): string | undefined {
  if (typeof author === 'object' && author !== null && 'name' in author)
    return wordsOf(listOf(author.name)[0]);
  return wordsOf(author);
}

function addressOf(image: unknown): string | undefined {
  if (typeof image === 'object' && image !== null && 'url' in image) return wordsOf(image.url);
  return wordsOf(image);
}

/** A text as it reads; some systems write character references into JSON. */
function wordsOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value
    .replace(/&(amp|lt|gt|quot|#0?39|apos|nbsp);/g, (_, name: string) => references[name] ?? ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return text === '' ? undefined : text;
}

const references: Record<string, string | undefined> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  '#39': "'",
  '#039': "'",
};
