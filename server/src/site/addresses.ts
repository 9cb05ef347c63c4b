// What the addresses of the public site mean: under which of them a page is kept, which slug is meant, which page of a list.
import { withoutInvisible } from '@galley/shared/text/characters.ts';
import type { Request, Response } from 'express';

const maxPage = 1000;

const pagePattern =
  /^\/articles\/[a-z0-9-]{1,100}(?:\/(?:(?:ninjs|passport)\.json|newsml-g2\.xml))?$|^\/about\/[a-z]{2,20}$/;
const listPattern =
  /^\/(?:[a-z]{2})?$|^(?:\/[a-z]{2})?\/corrections$|^\/(?:tags|authors|sections)\/[a-z0-9-]{1,100}$/;
const olderPattern =
  /^(?:\/[a-z]{2}|(?:\/[a-z]{2})?\/corrections|\/(?:tags|authors|sections)\/[a-z0-9-]{1,100})\?page=[1-9]\d{0,3}$/;
const versionPattern = /^\?version=\d{1,2}\.\d{1,2}$/;
const outputPattern =
  /^\/(?:[a-z]{2}\/|(?:tags|authors|sections)\/[a-z0-9-]{1,100}\/)?(?:feed\.xml|rss\.xml|feed\.json)$|^\/(?:[a-z]{2}\/)?corrections\.xml$|^\/sitemap(?:-news|-tags|-[1-9]\d{0,4})?\.xml$|^\/[a-z]{2}\/opensearch\.xml$|^\/llms\.txt$/;

/**
 * Under which address the page of a request is kept, so that links which mark where their readers come from lead to the
 * same one. Null for what has to be looked at more closely.
 */
export function keptAddress(url: string): string | null {
  const mark = url.indexOf('?');
  const path = mark === -1 ? url : url.slice(0, mark);
  const isList = listPattern.test(path);
  if (!isList && !pagePattern.test(path) && !outputPattern.test(path)) return null;
  if (mark === -1) return path;
  if (/\/(?:ninjs\.json|newsml-g2\.xml)$/.test(path)) {
    if (versionPattern.test(url.slice(mark))) return url;
    return /version|%/i.test(url) ? null : path;
  }
  if (!isList) return path;
  // Lists of stories have pages, so there the question counts.
  if (olderPattern.test(url)) return url;
  return /page|%/i.test(url) ? null : path;
}

export const slugPattern = /^[a-z0-9-]{1,100}$/;

/** The slug that an address means: as mails, chats and people write it, in capitals or with a full stop behind it. */
export function asSlug(written: string): string {
  return withoutInvisible(written)
    .toLowerCase()
    .replace(/[\s.,;:!?)\]}>"'“”’…/]+$/u, '');
}

/** Leads on, with all that was asked behind the path. It may lead there again one day, so browsers must not go on by memory. */
export function redirect(request: Request, response: Response, path: string): void {
  const { search } = new URL(request.originalUrl, 'http://site');
  response.set('cache-control', 'no-cache').redirect(301, path + search);
}

/** Which page of a list is asked for; null for what is no page. */
export function pageNumber(request: Request): number | null {
  const { page } = request.query;
  if (page === undefined) return 1;
  const number = typeof page === 'string' && /^[1-9]\d*$/.test(page) ? Number(page) : 0;
  return number >= 1 && number <= maxPage ? number : null;
}
