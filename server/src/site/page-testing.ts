// Reads public pages for tests as a browser does: parsed, so that what a page says is distinguished from what it only looks like.
import { type IncomingHttpHeaders, request } from 'node:http';
import type { SavedSiteSettings, SiteSettings } from '@galley/shared/api/site-settings.ts';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { expect } from 'vitest';
import type { Browser } from '../accounts/testing.ts';
import { feedFormats, feedPath, feedRanges } from './feeds/formats.ts';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/** What a reader gets. */
interface Answered {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  page: Part;
}

/** Every address at which a story that is public is listed or named, besides its own page. */
export const listings = [
  '/',
  '/en',
  '/de',
  ...feedRanges.flatMap((range) => feedFormats.map((format) => feedPath(range, format))),
  '/sitemap-1.xml',
  '/sitemap-news.xml',
  // What has not this word is everything.
  '/en/search?q=-qqqq',
  '/de/search?q=-qqqq',
];

export type Reader = (path: string, headers?: Record<string, string>, method?: string) => Promise<Answered>;

/** Asks the site as a reader does: with no cookie, and as plainly as HTTP allows. */
export function readerOf(url: string): Reader {
  return (path, headers = {}, method = 'GET') =>
    new Promise((resolve, reject) => {
      const asked = request(new URL(path, url), { method, headers, agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          const { statusCode: status = 0, headers: answered } = response;
          resolve({ status, headers: answered, text, page: Part.of(text) });
        });
      });
      asked.on('error', reject).end();
    });
}

/** That a page holds nothing which could run or lead astray, whatever words went into it. */
export function expectInert(page: Part): void {
  for (const element of page.all('*')) {
    const { name, attributes } = element;
    if (name === 'script') expect(element.attribute('type')).toBe('application/ld+json');
    expect(['object', 'embed', 'applet', 'base', 'style']).not.toContain(name);
    // The only form is that of the search.
    if (name === 'form') expect(element.attribute('action')).toMatch(/^\/[a-z]{2}\/search$/);
    for (const [attribute, value] of attributes) {
      expect(attribute, `${name} ${attribute}`).not.toMatch(/^on|^style$/);
      if (attribute === 'href' || attribute === 'src') expect(value).toMatch(/^(https?:|mailto:|\/|#)/);
      if (attribute === 'srcdoc') expectInert(Part.of(value));
    }
  }
}

/** A parsed page, or a part of it. */
export class Part {
  readonly #node: DefaultTreeAdapterTypes.ParentNode;

  private constructor(node: DefaultTreeAdapterTypes.ParentNode) {
    this.#node = node;
  }

  static of(html: string): Part {
    return new Part(parse(html));
  }

  /** All elements of this name below, in their order; with these attributes, where some are named. */
  all(name: string, attributes: Record<string, string> = {}): Part[] {
    return this.#elements()
      .filter((element) => name === '*' || element.tagName === name)
      .map((element) => new Part(element))
      .filter((part) => Object.entries(attributes).every(([key, value]) => part.attribute(key) === value));
  }

  /** The one element of this name; throws where there is none or there are several. */
  one(name: string, attributes: Record<string, string> = {}): Part {
    const [found, ...others] = this.all(name, attributes);
    if (!found || others.length > 0)
      throw new Error(`${found ? others.length + 1 : 0} <${name}> ${JSON.stringify(attributes)}`);
    return found;
  }

  /** The elements right below. */
  get children(): Part[] {
    return this.#node.childNodes.filter(isElement).map((element) => new Part(element));
  }

  get name(): string {
    return isElement(this.#node) ? this.#node.tagName : '';
  }

  attribute(name: string): string | null {
    return this.attributes.get(name) ?? null;
  }

  get attributes(): ReadonlyMap<string, string> {
    const attrs = isElement(this.#node) ? this.#node.attrs : [];
    return new Map(attrs.map(({ name, value }) => [name, value]));
  }

  /** The text that is read here. */
  get text(): string {
    const text = (node: Node): string =>
      node.nodeName === '#text' && 'value' in node
        ? node.value
        : 'childNodes' in node
          ? node.childNodes.map(text).join('')
          : '';
    return this.#node.childNodes.map(text).join('').trim();
  }

  /** What a `<meta>` of this property or name says. */
  meta(name: string): string | null {
    const found = [...this.all('meta', { property: name }), ...this.all('meta', { name })];
    return found[0]?.attribute('content') ?? null;
  }

  #elements(): Element[] {
    const below = (node: DefaultTreeAdapterTypes.ParentNode): Element[] =>
      node.childNodes.filter(isElement).flatMap((element) => [element, ...below(element)]);
    return below(this.#node);
  }
}

function isElement(node: Node | DefaultTreeAdapterTypes.ParentNode): node is Element {
  return 'tagName' in node;
}

/** The site's settings as they are now. */
export async function settingsOf(admin: Browser): Promise<SavedSiteSettings> {
  return (await admin.ask('GET', '/api/site-settings')).body;
}

/** Changes some of the settings; gives the answer, whatever it is. */
export async function changeSettings(admin: Browser, some: Partial<SiteSettings>) {
  const { version, settings } = await settingsOf(admin);
  return await admin.ask('PUT', '/api/site-settings', { version, settings: { ...settings, ...some } });
}
