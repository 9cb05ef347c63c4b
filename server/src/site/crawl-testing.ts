// Every address of the public site, for tests that look at all of its outputs: which there are is asked of the site, by its routes
// and by the links, feeds and sitemaps that lead from them. What comes new is found by itself.
import { type Output, unescaped } from './outputs-testing.ts';
import { Part, type Reader } from './page-testing.ts';

/** As much of a desk as names its routes. */
interface Routed {
  routes: readonly { method: string; path: string }[];
}

/** What came of an address. */
export interface Crawled extends Output {
  status: number;
}

/** Where readers are answered, as the running desk has it. */
function publicRoutes({ routes }: Routed): string[] {
  return routes
    .filter(({ method, path }) => method === 'GET' && !/^\/(?:api|health|ready|metrics)(?:\/|$)/.test(path))
    .map(({ path }) => path);
}

/** Those routes that name no part of their own: nobody needs to lead there. */
export function fixedRoutes(desk: Routed): string[] {
  return publicRoutes(desk).filter((path) => !path.includes(':'));
}

/** The routes of which none of these outputs is a good answer. */
export function unansweredRoutes(desk: Routed, outputs: readonly Crawled[]): string[] {
  const good = outputs.filter(({ status }) => status < 400).map(({ address }) => address.split('?')[0] ?? '');
  return publicRoutes(desk).filter((route) => {
    const pattern = new RegExp(`^${route.replace(/[.?]/g, '\\$&').replace(/:\w+/g, '[^/]+')}$`);
    return !good.some((path) => pattern.test(path));
  });
}

interface Crawl {
  read: Reader;
  /** Where the site is. */
  url: string;
  /** Of a subscriber. */
  token: string;
  /** Addresses that are left out. */
  except?: RegExp;
}

/** Asks these addresses, every one to which they lead, and theirs. */
export async function crawl(
  { read, url, token, except = /^\/desk/ }: Crawl,
  from: readonly string[],
): Promise<Crawled[]> {
  const seen = new Map<string, Crawled>();
  const open = [...from];
  for (let address = open.pop(); address !== undefined; address = open.pop()) {
    if (seen.has(address) || except.test(address)) continue;
    const { status, headers, text } = await read(address, { authorization: `Bearer ${token}` });
    const type = headers['content-type']?.split(';')[0] ?? '';
    const output = { address, status, type, text };
    seen.set(address, output);
    if (headers.location !== undefined) open.push(headers.location);
    else open.push(...linksIn(output, url));
  }
  return [...seen.values()];
}

/** Those that hold something. */
export function answered(outputs: readonly Crawled[]): Crawled[] {
  return outputs.filter(({ status, text }) => status !== 204 && text !== '');
}

/** The addresses on the site to which an output leads. What feeds carry is HTML, escaped. */
function linksIn({ type, text }: Output, url: string): string[] {
  const addresses =
    type === 'text/html'
      ? linksOnPage(text)
      : [...unescaped(unescaped(text)).matchAll(/https?:\/\/[^\s"'<>()\\]+/g)].map(([one]) => one);
  return addresses
    .filter((one) => one.startsWith(url) || /^\/(?!\/)/.test(one))
    .map((one) => new URL(one, url))
    .map(({ pathname, search }) => pathname + search);
}

function linksOnPage(text: string): string[] {
  return Part.of(text)
    .all('*')
    .flatMap((element) => {
      const set =
        element
          .attribute('srcset')
          ?.split(', ')
          .map((one) => one.split(' ')[0] ?? '') ?? [];
      return [element.attribute('href') ?? '', element.attribute('src') ?? '', ...set];
    });
}
