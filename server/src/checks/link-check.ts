// Whether links lead somewhere: those to articles of this desk by their rows, those to elsewhere by asking, at addresses of the
// public internet only, wherever they are led on to.
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { LinkFault } from '@galley/shared/api/text-check.ts';
import type { Kysely } from 'kysely';
import pLimit from 'p-limit';
import { TargetError, type Targets } from '../net/targets.ts';
import type { Tables } from '../storage/tables.ts';

/** What is wrong with an address; null where nothing is, or nothing can be known, and undefined where `end` came first. */
export type LinkCheck = (href: string, end: AbortSignal) => Promise<LinkFault | null | undefined>;

/** Checks of links, and which of them need to ask nobody. */
export interface LinkChecks {
  check: LinkCheck;
  /** Whether an address is one of this desk and its site. */
  isInside(href: string): boolean;
}

interface LinkCheckOptions {
  db: Kysely<Tables>;
  targets: Targets;
  /** Where the desk and the site are, without a path. */
  url: string;
}

const timeoutMs = 10_000;
const maxRedirects = 5;
/** Requests at once, of the whole desk, and of one article's links: others find a place beside them. */
const atOnce = 6;
const share = 3;

/** Asks only where `targets` lets requests go. */
export function createLinkCheck({ db, targets, url }: LinkCheckOptions): LinkChecks {
  const limit = pLimit(atOnce);
  const own = new URL(url).origin;
  const check: LinkCheck = async (href, end) => {
    if (!URL.canParse(href, url)) return 'not-http';
    const address = new URL(href, url);
    // Nobody can ask what an e-mail address or a telephone number leads to.
    if (address.protocol !== 'http:' && address.protocol !== 'https:') return null;
    if (address.origin === own) return await insideFault(db, address.pathname);
    return await limit(() => outsideFault(address.href, targets, end));
  };
  return { check, isInside: (href) => URL.canParse(href, url) && new URL(href, url).origin === own };
}

/** What is wrong with each of these addresses, without those that could not be looked at before the end. */
export async function linkFaults(
  addresses: readonly string[],
  check: LinkCheck,
  end: AbortSignal,
): Promise<Map<string, LinkFault | null>> {
  const limit = pLimit(share);
  const ended = new Promise<undefined>((resolve) => {
    end.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  const faults = new Map<string, LinkFault | null>();
  await Promise.all(
    addresses.map((href) =>
      limit(async () => {
        // Whoever waits for a place behind others' links does not wait beyond the end.
        const fault = end.aborted ? undefined : await Promise.race([check(href, end), ended]);
        if (fault !== undefined) faults.set(href, fault);
      }),
    ),
  );
  return faults;
}

async function insideFault(db: Kysely<Tables>, path: string): Promise<LinkFault | null> {
  if (/^\/desk(\/|$)/.test(path)) return 'desk-only';
  const slug = /^\/articles\/([^/]+)\/?$/.exec(path)?.[1]?.toLowerCase();
  if (slug === undefined) return null;
  const reserved = await db.selectFrom('slug').select('article').where('slug', '=', slug).executeTakeFirst();
  const article = await db
    .selectFrom('article')
    .select(['liveRevision', 'stage'])
    .where((eb) => (reserved ? eb('id', '=', reserved.article) : eb('slug', '=', slug)))
    .executeTakeFirst();
  if (!article) return 'no-article';
  if (article.liveRevision !== null) return null;
  return article.stage === 'withdrawn' ? 'withdrawn' : 'not-public';
}

async function outsideFault(
  href: string,
  targets: Targets,
  end: AbortSignal,
): Promise<LinkFault | null | undefined> {
  if (end.aborted) return undefined;
  const signal = AbortSignal.any([end, AbortSignal.timeout(timeoutMs)]);
  let next = href;
  let method: 'HEAD' | 'GET' = 'HEAD';
  try {
    for (let redirects = 0; redirects <= maxRedirects; ) {
      const target = targets.read(next);
      const { statusCode = 0, headers } = await ask(target, method, targets, signal);
      if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) {
        // Each address on the way is checked as the first one was.
        next = new URL(headers.location, target).href;
        redirects += 1;
      } else if (statusCode >= 400 && method === 'HEAD') {
        // Many servers answer nothing but GET as it should be.
        method = 'GET';
      } else return faultOf(statusCode);
    }
    return 'leads-on';
  } catch (error) {
    if (end.aborted) return undefined;
    if (error instanceof TargetError) return error.why === 'credentials' ? null : error.why;
    const { name = '', code = '' } = error as NodeJS.ErrnoException;
    return name === 'AbortError' || name === 'TimeoutError' || code === 'ETIMEDOUT'
      ? 'timeout'
      : 'unreachable';
  }
}

function faultOf(status: number): LinkFault | null {
  if (status === 404 || status === 410) return 'not-found';
  // 401, 403, 429 and the like are said to programs; a person may get in.
  return status >= 500 ? 'server-error' : null;
}

/** Only the head of an answer is waited for. */
function ask(target: URL, method: string, targets: Targets, signal: AbortSignal): Promise<IncomingMessage> {
  const { request } = target.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    request(target, {
      method,
      headers: { accept: '*/*', 'user-agent': 'Galley' },
      // A kept connection would go to an address that was checked some time ago.
      agent: false,
      lookup: targets.lookup,
      signal,
    })
      .on('error', reject)
      .on('response', (response) => {
        response.destroy();
        resolve(response);
      })
      .end();
  });
}
