// The structured data of pages, for tests: what schema.org lets each type say, as far as Galley says it. What a type does not have
// here is refused, so that no property stands where nobody reads it.
import { z } from 'zod';

const words = z.string().regex(/\S/);
const moment = z.iso.datetime();
const language = z.enum(['en', 'de']);
const sourceType = z.url().startsWith('http://cv.iptc.org/newscodes/digitalsourcetype/');
const oneOrMore = <T extends z.ZodType>(one: T) => z.union([one, z.array(one).min(2)]);

const imageObject = z.strictObject({
  '@type': z.literal('ImageObject'),
  url: z.url(),
  width: z.int().positive().optional(),
  height: z.int().positive().optional(),
  caption: words.optional(),
  creditText: words.optional(),
  digitalSourceType: sourceType.optional(),
});

const newsroom = {
  '@type': z.literal('NewsMediaOrganization'),
  name: words,
  url: z.url(),
  description: words.optional(),
  logo: imageObject.optional(),
  correctionsPolicy: z.url().optional(),
  ethicsPolicy: z.url().optional(),
  ownershipFundingInfo: z.url().optional(),
  publishingPrinciples: oneOrMore(z.url()).optional(),
};

const author = z.strictObject({
  '@type': z.enum(['Person', 'Organization']),
  name: words,
  url: z.url().optional(),
});

const translation = z.strictObject({
  '@type': z.literal('NewsArticle'),
  headline: words,
  inLanguage: language,
  url: z.url(),
});

const context = { '@context': z.literal('https://schema.org') };

const storyList = z.strictObject({
  '@type': z.literal('ItemList'),
  itemListElement: z.array(
    z.strictObject({ '@type': z.literal('ListItem'), position: z.int().positive(), url: z.url() }),
  ),
});

const listPage = {
  ...context,
  name: words,
  description: words,
  url: z.url(),
  inLanguage: language,
  isPartOf: z.strictObject({ '@type': z.literal('WebSite'), name: words, url: z.url() }),
};

/** By the type of a page's block. */
const blocks: Record<string, z.ZodType> = {
  NewsArticle: z
    .strictObject({
      ...context,
      '@type': z.literal('NewsArticle'),
      headline: words,
      alternativeHeadline: words.optional(),
      description: words.optional(),
      inLanguage: language,
      articleSection: words.optional(),
      keywords: z.array(words).min(1).optional(),
      datePublished: moment,
      dateModified: moment,
      author: z.array(author).min(1).optional(),
      publisher: z.strictObject(newsroom),
      publishingPrinciples: newsroom.publishingPrinciples,
      image: oneOrMore(imageObject).optional(),
      mainEntityOfPage: z.url(),
      isBasedOn: z.url().optional(),
      workTranslation: oneOrMore(translation).optional(),
      translationOfWork: translation.optional(),
      isPartOf: z.strictObject({ '@type': z.literal('CreativeWorkSeries'), name: words }).optional(),
      position: z.int().positive().optional(),
      wordCount: z.int().nonnegative(),
      correction: z
        .array(
          z.strictObject({
            '@type': z.literal('CorrectionComment'),
            text: words,
            datePublished: moment,
            url: z.url().optional(),
          }),
        )
        .min(1)
        .optional(),
      digitalSourceType: sourceType.optional(),
      isAccessibleForFree: z.literal(true),
    })
    .refine(
      ({ datePublished, dateModified }) => datePublished <= dateModified,
      'is modified before it is there',
    ),
  NewsMediaOrganization: z.strictObject({ ...context, ...newsroom }),
  WebSite: z.strictObject({
    ...context,
    '@type': z.literal('WebSite'),
    name: words,
    url: z.url(),
    potentialAction: z.strictObject({
      '@type': z.literal('SearchAction'),
      target: z.strictObject({
        '@type': z.literal('EntryPoint'),
        urlTemplate: z.string().regex(/^https?:.*\{search_term_string\}$/),
      }),
      'query-input': z.literal('required name=search_term_string'),
    }),
  }),
  CollectionPage: z.strictObject({
    ...listPage,
    '@type': z.literal('CollectionPage'),
    mainEntity: storyList,
  }),
  ProfilePage: z.strictObject({
    ...listPage,
    '@type': z.literal('ProfilePage'),
    mainEntity: z.strictObject({
      ...author.shape,
      description: words.optional(),
      image: z.url().optional(),
      email: z.email().optional(),
      sameAs: z.array(z.url()).length(1).optional(),
    }),
  }),
};

/** What is wrong with a page's block of structured data. */
export function jsonLdFaults(text: string): string[] {
  const data: unknown = JSON.parse(text);
  const type = typeof data === 'object' && data !== null && '@type' in data ? String(data['@type']) : '';
  const schema = blocks[type];
  if (!schema) return [`nothing says what “${type}” looks like`];
  const { error } = schema.safeParse(data);
  return error?.issues.map(({ path, message }) => `${type} ${path.join('.')}: ${message}`) ?? [];
}
