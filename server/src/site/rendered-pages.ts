// Public pages, rendered once and given out from memory: as they are, and compressed, each form with a strong tag of its
// own. A page holds as long as the site's version does under which it was made; nothing older is ever given out.
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import { acceptedEncodings, type Encoding, namesTag } from './encodings.ts';
import type { SiteVersion } from './site-version.ts';

/** What stands at an address. */
export interface Rendered {
  outcome: 'page';
  body: string;
  type: string;
  /** More headers, their names in lower case. */
  headers?: Record<string, string>;
  /** For how long it holds, in ms, where more than the site's version decides it. */
  holdsMs?: number;
}

/** A page of HTML. */
export function asPage(body: string, headers: Record<string, string> = {}): Rendered {
  return { outcome: 'page', body, type: 'text/html', headers };
}

/** There is no page at the address. */
export const nothing = { outcome: 'nothing' } as const;

/** One form of a page, with its headers as they are written: names and values in turns. */
interface Variant {
  bytes: Buffer;
  etag: string;
  head: readonly string[];
  notModifiedHead: readonly string[];
}

/** A page in memory. */
export interface KeptPage {
  outcome: 'kept';
  version: number;
  until: number;
  hash: string;
  variants: Partial<Record<Encoding, Variant>> & { identity: Variant };
}

export interface RenderedPages {
  /** Answers from memory where the page is there, and says whether it did. */
  serve(request: IncomingMessage, response: ServerResponse): boolean;
  /** The page of this address, made where it is not there; what is no page comes back as it was made. */
  get<Other extends { outcome: string }>(
    address: string,
    make: () => Promise<Rendered | Other>,
  ): Promise<KeptPage | Other>;
  send(request: IncomingMessage, response: ServerResponse, page: KeptPage): void;
  /** Resolves once nothing is being compressed any longer. */
  settled(): Promise<void>;
}

export interface RenderedPagesOptions {
  version: Pick<SiteVersion, 'known' | 'confirmed'>;
  /** The address under which a request's page is kept; null for what must not be answered from memory. */
  addressOf: (url: string) => string | null;
  /** What every answer carries. */
  headers: Record<string, string>;
  log: Logger;
  maxBytes?: number;
  /** A clock in milliseconds. */
  now?: () => number;
}

const maxKeptBytes = 64 * 1024 * 1024;
/** What a page's headers and places in maps take, roughly. */
const overheadBytes = 4096;

const compressors = {
  gzip: (bytes: Buffer) => promisify(gzip)(bytes, { level: 9 }),
  br: (bytes: Buffer) =>
    promisify(brotliCompress)(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 11,
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    }),
};

export function createRenderedPages(options: RenderedPagesOptions): RenderedPages {
  const { version, addressOf, headers, log, maxBytes = maxKeptBytes, now = Date.now } = options;
  const kept = new LRUCache<string, KeptPage>({ maxSize: maxBytes, sizeCalculation: bytesOf });
  const making = new Map<string, { under: number; made: Promise<unknown> }>();
  const debug = log.isLevelEnabled('debug');
  // One after the other: compressing at the highest quality is slow, and the threads are others' too.
  let compressing: Promise<void> = Promise.resolve();

  const holds = (page: KeptPage | undefined, under: number): page is KeptPage =>
    page !== undefined && page.version === under && page.until > now();

  const compress = async (address: string, page: KeptPage, common: Common): Promise<void> => {
    for (const encoding of ['gzip', 'br'] as const) {
      // What is old by now, or was put out of memory, is worth no work.
      if (kept.peek(address) !== page || page.variants[encoding]) continue;
      const bytes = await compressors[encoding](page.variants.identity.bytes);
      if (bytes.length >= page.variants.identity.bytes.length) continue;
      page.variants[encoding] = variantOf(bytes, encoding, page.hash, common);
      // Put in anew for its size.
      if (kept.peek(address) === page) kept.set(address, page);
    }
  };

  const keep = (
    address: string,
    { body, type, headers: own, holdsMs }: Rendered,
    under: number,
  ): KeptPage => {
    const bytes = Buffer.from(body);
    const hash = createHash('sha256')
      .update(type + JSON.stringify(own ?? {}))
      .update(bytes)
      .digest('base64url')
      .slice(0, 22);
    const until = holdsMs === undefined ? Number.POSITIVE_INFINITY : now() + holdsMs;
    const common: Common = { type, headers: { ...headers, ...own } };
    const before = kept.peek(address);
    // Most pages come out the same after a change elsewhere, and need not be compressed anew.
    const variants =
      before?.hash === hash ? before.variants : { identity: variantOf(bytes, 'identity', hash, common) };
    const page: KeptPage = { outcome: 'kept', version: under, until, hash, variants };
    kept.set(address, page);
    compressing = compressing
      .then(() => compress(address, page, common))
      .catch((error: unknown) => log.warn({ err: error }, 'A public page could not be compressed'));
    return page;
  };

  const get: RenderedPages['get'] = async <Other extends { outcome: string }>(
    address: string,
    make: () => Promise<Rendered | Other>,
  ): Promise<KeptPage | Other> => {
    // Asked for before anything is read: what is made of newer rows only counts as older than it is.
    const under = await version.confirmed();
    const known = kept.get(address);
    if (holds(known, under)) return known;
    const underWay = making.get(address);
    // Whoever asks for one address gets what the same code makes.
    if (underWay?.under === under) return (await underWay.made) as KeptPage | Other;
    const made = make().then((result) => {
      if (isRendered(result)) return keep(address, result, under);
      kept.delete(address);
      return result;
    });
    making.set(address, { under, made });
    try {
      return await made;
    } finally {
      if (making.get(address)?.made === made) making.delete(address);
    }
  };

  const send: RenderedPages['send'] = ({ method, headers: asked }, response, { variants }) => {
    const accepted = acceptedEncodings(asked['accept-encoding']);
    const ifNoneMatch = asked['if-none-match'];
    if (ifNoneMatch !== undefined)
      for (const encoding of accepted) {
        const variant = variants[encoding];
        if (!variant || !namesTag(ifNoneMatch, variant.etag)) continue;
        // Node only reads it, but takes no list that says so.
        response.writeHead(304, variant.notModifiedHead as string[]).end();
        return;
      }
    let chosen = variants.identity;
    for (const encoding of accepted) {
      const variant = variants[encoding];
      if (!variant) continue;
      chosen = variant;
      break;
    }
    response.writeHead(200, chosen.head as string[]);
    if (method === 'HEAD') response.end();
    else response.end(chosen.bytes);
  };

  return {
    serve: (request, response) => {
      const { method, url } = request;
      if ((method !== 'GET' && method !== 'HEAD') || url === undefined) return false;
      const address = addressOf(url);
      if (address === null) return false;
      const page = kept.get(address);
      if (!page) return false;
      const under = version.known();
      if (under === null || !holds(page, under)) return false;
      send(request, response, page);
      if (debug) log.debug({ method, path: address, status: response.statusCode }, 'request completed');
      return true;
    },
    get,
    send,
    settled: async () => await compressing,
  };
}

/** What all forms of a page have in common. */
interface Common {
  type: string;
  headers: Record<string, string>;
}

function variantOf(bytes: Buffer, encoding: Encoding, hash: string, { type, headers }: Common): Variant {
  const etag = encoding === 'identity' ? `"${hash}"` : `"${hash}-${encoding}"`;
  const always: Record<string, string> = {
    ...headers,
    // Browsers and proxies may keep it, but ask each time whether it still holds.
    'cache-control': 'public, no-cache',
    vary: 'accept-encoding',
    etag,
  };
  const head: Record<string, string> = {
    ...always,
    'content-type': `${type}; charset=utf-8`,
    'content-length': String(bytes.length),
    ...(encoding !== 'identity' && { 'content-encoding': encoding }),
  };
  return { bytes, etag, head: Object.entries(head).flat(), notModifiedHead: Object.entries(always).flat() };
}

function bytesOf({ variants }: KeptPage): number {
  return Object.values(variants).reduce(
    (sum, { bytes }) => sum + bytes.length + overheadBytes,
    overheadBytes,
  );
}

function isRendered(result: { outcome: string }): result is Rendered {
  return result.outcome === 'page';
}
