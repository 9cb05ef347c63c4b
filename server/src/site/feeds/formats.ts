// The news feeds: the newest stories of all languages, and of each, in three formats. One list says what there is, so
// that pages, routes and the cache of rendered pages name the same ones.
import { languages } from '@galley/shared/api/people.ts';
import type { Site } from '../page.ts';
import type { Story } from '../stories.ts';
import { editionNames } from '../words.ts';
import { atomFeed } from './atom.ts';
import type { Feed, FeedRange } from './feed.ts';
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

export const feedFormats: readonly FeedFormat[] = [
  { name: 'Atom', file: 'feed.xml', type: 'application/atom+xml', write: atomFeed },
  { name: 'RSS', file: 'rss.xml', type: 'application/rss+xml', write: rssFeed },
  { name: 'JSON Feed', file: 'feed.json', type: 'application/feed+json', write: jsonFeed },
];

export const feedRanges: readonly FeedRange[] = [null, ...languages].map((language) => ({ language }));

export function feedPath({ language }: FeedRange, { file }: Pick<FeedFormat, 'file'>): string {
  return language === null ? `/${file}` : `/${language}/${file}`;
}

/** The feed's title: the site's name, with that of the edition where it is of one language only. */
export function feedTitle({ name }: Pick<Site, 'name'>, { language }: FeedRange): string {
  return language === null ? name : `${name} · ${editionNames[language]}`;
}

/** The whole text of a feed. */
export function writeFeed(
  site: Site,
  stories: readonly Story[],
  range: FeedRange,
  format: FeedFormat,
): string {
  return format.write(site, stories, {
    ...range,
    title: feedTitle(site, range),
    page: site.url + (range.language === null ? '/' : `/${range.language}`),
    self: site.url + feedPath(range, format),
  });
}
