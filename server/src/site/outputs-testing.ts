// What the outputs of the public site are held against in tests: the schema of each media type, or what its specification asks.
import { readFile } from 'node:fs/promises';
import { passportKeysSchema, passportSchema } from '@galley/shared/api/passport.ts';
import { HtmlValidate } from 'html-validate';
import { parser } from 'sax';
import { validateXML, type XMLFileInfo } from 'xmllint-wasm';
import { z } from 'zod';
import { jsonLdFaults } from './json-ld-testing.ts';
import { ninjsFaults } from './ninjs-testing.ts';
import { Part } from './page-testing.ts';

/** An answer of the site. */
export interface Output {
  /** Path and query. */
  address: string;
  /** The media type, without its parameters. */
  type: string;
  text: string;
}

/**
 * What is wrong with these outputs, each with its address; nothing where all are valid. An output of a type that nobody
 * validates is wrong too.
 */
export async function faultsOf(outputs: readonly Output[]): Promise<string[]> {
  const found: string[] = [];
  for (const [type, some] of Map.groupBy(outputs, (output) => output.type)) {
    const validate = validators[type];
    if (validate) found.push(...(await validate(some)));
    else found.push(...some.map(({ address }) => `${address}: nothing validates ${type}`));
  }
  return found;
}

type Validate = (outputs: readonly Output[]) => Promise<string[]> | string[];

const newsml = xmlSchema('schema', 'NewsML-G2_2.34-spec-All-Power.xsd', 'xml.xsd');

const validators: Record<string, Validate> = {
  'text/html': eachOf(async (output) => [...(await htmlFaults(output)), ...dataFaults(output)]),
  'application/atom+xml': relaxNg('atom.rng'),
  'application/rss+xml': relaxNg('rss.rng'),
  'application/xml': relaxNg('sitemap.rng'),
  'application/opensearchdescription+xml': relaxNg('opensearch.rng'),
  'application/vnd.iptc.g2.newsitem+xml': newsml,
  'application/vnd.iptc.g2.newsmessage+xml': newsml,
  'application/feed+json': eachOf(({ text }) => jsonFaults(jsonFeedSchema, text)),
  'application/json': eachOf(({ address, text }) => {
    if (/\/ninjs(?:\/latest)?\.json/.test(address)) return faultsOfNinjs(address, text);
    const schema = jsonSchemas.find(([pattern]) => pattern.test(address))?.[1];
    return schema ? jsonFaults(schema, text) : ['nothing says what this JSON looks like'];
  }),
  'application/jwk-set+json': eachOf(({ text }) => jsonFaults(passportKeysSchema, text)),
  'image/svg+xml': eachOf(({ text }) => xmlFaults(text)),
  // Of these others say what they look like, or there is nothing to be held against.
  'text/plain': () => [],
  'text/css': () => [],
  'font/woff2': () => [],
  'image/png': () => [],
  'image/x-icon': () => [],
  'image/jpeg': () => [],
  'image/webp': () => [],
  'image/avif': () => [],
};

function eachOf(faults: (output: Output) => Promise<string[]> | string[]): Validate {
  return async (outputs) => {
    const found: string[] = [];
    for (const output of outputs)
      found.push(...(await faults(output)).map((fault) => `${output.address}: ${fault}`));
    return found;
  };
}

// HTML

const html = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:document'],
  rules: {
    // Matters of taste: the standard has both in any form.
    'doctype-style': 'off',
    'prefer-tbody': 'off',
    // What scrolls is no section of the text.
    'prefer-native-element': ['error', { exclude: ['region'] }],
    // Titles are as long as the headlines that people write.
    'long-title': 'off',
    // The site's own files come from where the page does.
    'require-sri': ['error', { target: 'crossorigin' }],
  },
});

async function htmlFaults({ text }: Output): Promise<string[]> {
  const { results } = await html.validateString(text);
  return results.flatMap(({ messages }) =>
    messages
      // An `aside` within an article is no landmark while it has no name (HTML-AAM), which the rule does not know.
      .filter(
        ({ ruleId, selector }) => ruleId !== 'unique-landmark' || !/ article > .*aside$/.test(selector ?? ''),
      )
      .map(
        ({ ruleId, message, selector, line, column }) =>
          `${ruleId}: ${message} (${selector} ${line}:${column})`,
      ),
  );
}

/** The structured data in a page's head. */
function dataFaults({ text }: Output): string[] {
  return Part.of(text)
    .all('script', { type: 'application/ld+json' })
    .flatMap((block) => jsonLdFaults(block.text));
}

// XML

function relaxNg(schema: string): Validate {
  const validate = xmlSchema('relaxng', schema);
  return async (outputs) => [...(await validate(outputs)), ...(await textsInFeeds(outputs))];
}

/** Validates all at once: to read the schema takes longest. */
function xmlSchema(extension: 'schema' | 'relaxng', schema: string, ...besides: string[]): Validate {
  const file = async (fileName: string): Promise<XMLFileInfo> => ({
    fileName,
    contents: await readFile(new URL(`schemas/${fileName}`, import.meta.url), 'utf8'),
  });
  return async (outputs) => {
    const { errors, valid, rawOutput } = await validateXML({
      xml: outputs.map(({ text: contents }, index) => ({ fileName: `${index}.xml`, contents })),
      extension,
      schema: await file(schema),
      preload: await Promise.all(besides.map(file)),
    });
    if (!valid && errors.length === 0) return [rawOutput];
    return errors.map(({ message, loc }) => {
      const address = outputs[Number.parseInt(loc?.fileName ?? '', 10)]?.address ?? '';
      return `${address}: ${message} (line ${loc?.lineNumber})`;
    });
  };
}

/** The whole texts that a feed carries are HTML, to which the same rules apply as on pages. */
const textPattern = /<(content:encoded|content type="html")>(.*?)<\/content/gs;

async function textsInFeeds(outputs: readonly Output[]): Promise<string[]> {
  const texts = outputs.flatMap(({ address, text }) =>
    [...text.matchAll(textPattern)].map(([, , escaped = '']) => ({ address, text: unescaped(escaped) })),
  );
  const frame = [
    '<!doctype html><html lang="en"><head><title>Feed</title></head><body><h1>Feed</h1>',
    '</body></html>',
  ];
  return await eachOf(htmlFaults)(
    texts.map(({ address, text }) => ({ address, type: 'text/html', text: frame.join(text) })),
  );
}

/** What XML says with this. */
export function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replace(/&#39;|&apos;/g, "'")
    .replaceAll('&amp;', '&');
}

/** Why it is not well-formed. */
function xmlFaults(text: string): string[] {
  const found: string[] = [];
  const reader = parser(true, { xmlns: true });
  reader.onerror = (error) => {
    found.push(error.message);
    reader.resume();
  };
  reader.write(text).close();
  return found;
}

// JSON

function jsonFaults(schema: z.ZodType, text: string): string[] {
  try {
    const { error } = schema.safeParse(JSON.parse(text));
    return error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
  } catch (error) {
    return [String(error)];
  }
}

/** One item, or those of a list. */
function faultsOfNinjs(address: string, text: string): string[] {
  const faults = ninjsFaults[address.includes('version=1.7') ? '1.7' : '3.3'];
  const data = JSON.parse(text);
  return (Array.isArray(data.items) ? data.items : [data]).flatMap(faults);
}

const words = z.string().regex(/\S/);
const author = z
  .strictObject({ name: words, url: z.url(), avatar: z.url() })
  .partial()
  .refine((one) => Object.keys(one).length > 0);

/** JSON Feed 1.1 (jsonfeed.org/version/1.1), without what Galley does not write. */
const jsonFeedSchema = z.strictObject({
  version: z.literal('https://jsonfeed.org/version/1.1'),
  title: words,
  description: words.optional(),
  home_page_url: z.url(),
  feed_url: z.url(),
  icon: z.url(),
  language: z.string().optional(),
  authors: z.array(author),
  hubs: z.array(z.strictObject({ type: words, url: z.url() })).optional(),
  items: z.array(
    z
      .strictObject({
        id: words,
        url: z.url(),
        title: words,
        summary: words.optional(),
        content_html: words.optional(),
        content_text: words.optional(),
        language: z.string(),
        date_published: z.iso.datetime(),
        date_modified: z.iso.datetime(),
        authors: z.array(author).optional(),
        tags: z.array(words).optional(),
        image: z.url().optional(),
        attachments: z
          .array(
            z.strictObject({
              url: z.url(),
              mime_type: z.string().regex(/^[a-z]+\/\S+$/),
              size_in_bytes: z.int().positive(),
            }),
          )
          .optional(),
      })
      .refine((item) => item.content_html !== undefined || item.content_text !== undefined),
  ),
});

/** An answer of oEmbed of the type `link` (oembed.com, 2.3.4). */
const oembedSchema = z
  .strictObject({
    version: z.literal('1.0'),
    type: z.literal('link'),
    title: words,
    author_name: words,
    provider_name: words,
    provider_url: z.url(),
    thumbnail_url: z.url(),
    thumbnail_width: z.int().positive(),
    thumbnail_height: z.int().positive(),
  })
  .partial({ author_name: true, thumbnail_url: true, thumbnail_width: true, thumbnail_height: true });

/** What JSON at an address looks like. */
const jsonSchemas: readonly [RegExp, z.ZodType][] = [
  [
    /^\/articles\/[^/]+\/passport\.json$/,
    z.union([passportSchema, z.strictObject({ withdrawnAt: z.iso.datetime() })]),
  ],
  [/^\/oembed\?/, oembedSchema],
  [
    /^\/\.well-known\/tdmrep\.json$/,
    z.array(z.strictObject({ location: z.string(), 'tdm-reservation': z.literal([0, 1]) })),
  ],
];
