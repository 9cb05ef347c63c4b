// The news feeds: the newest stories of all languages, and of each, in three formats. One list says what there is, so
// that pages, routes and the cache of rendered pages name the same ones.
import { attribute, type Html, html } from '@galley/shared/html/html.ts';
import { languages } from '@galley/shared/language.ts';
import type { Site } from '../site-facts.ts';
import type { Story } from '../stories.ts';
import { editionNames } from '../words.ts';
import { atomFeed } from './atom.ts';
import type { Feed, FeedSource } from './feed.ts';
import { jsonFeed } from './json-feed.ts';
import { rssFeed } from './rss.ts';

export interface FeedFormat {
  name: string;
  /** The last part of its path. */
  file: string;
  /** The media type. */
  type: string;
  write(site: Site, stories: readonly Story[], feed: Feed): string;
}

/** The formats of each feed of the site. */
export const feedFormats: readonly FeedFormat[] = [
  { name: 'Atom', file: 'feed.xml', type: 'application/atom+xml', write: atomFeed },
  { name: 'RSS', file: 'rss.xml', type: 'application/rss+xml', write: rssFeed },
  { name: 'JSON Feed', file: 'feed.json', type: 'application/feed+json', write: jsonFeed },
];

/** The site's own feeds: of all languages, and of each. */
export const feedRanges: readonly Pick<FeedSource, 'path' | 'language'>[] = [null, ...languages].map(
  (language) => ({ language, path: language === null ? '' : `/${language}` }),
);

/** Where a feed is in this format. */
export function feedPath({ path }: Pick<FeedSource, 'path'>, { file }: Pick<FeedFormat, 'file'>): string {
  return `${path}/${file}`;
}

/** One of the site's own: it has the site's name, with that of the edition where it is of one language only. */
export function siteFeed(
  { name }: Pick<Site, 'name'>,
  { path, language }: Pick<FeedSource, 'path' | 'language'>,
): FeedSource {
  const title = language === null ? name : `${name} · ${editionNames[language]}`;
  return { path, language, title, page: path || '/' };
}

/** The links in a page's head by which feed readers find a feed, in each format. */
export function feedLinks(source: FeedSource): Html[] {
  return feedFormats.map(
    (format) =>
      html`<link rel="alternate" type="${format.type}" title="${`${source.title} (${format.name})`}"${attribute('hreflang', source.language)} href="${feedPath(source, format)}">`,
  );
}

/** The whole text of a feed. */
export function writeFeed(
  site: Site,
  stories: readonly Story[],
  source: FeedSource,
  format: FeedFormat,
): string {
  return format.write(site, stories, {
    ...source,
    page: site.url + source.page,
    self: site.url + feedPath(source, format),
  });
}
