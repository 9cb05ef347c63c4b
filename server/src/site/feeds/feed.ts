// What every format of a news feed knows of the feed that it writes.
import type { Language } from '@galley/shared/api/people.ts';
import type { Story } from '../stories.ts';

/** What a feed is of, whatever its format. */
export interface FeedSource {
  /** Below which path its formats stand; empty for the feed of the whole site. */
  path: string;
  title: string;
  /** The path of the page that shows the same stories. */
  page: string;
  /** Null where it is of several languages. */
  language: Language | null;
  /** In a sentence, where the site's own description does not say it. */
  description?: string;
}

/** A feed that is written: the page's address is whole. */
export interface Feed extends FeedSource {
  /** Its own address. */
  self: string;
}

/** When the newest change in a list went out; the beginning of time for an empty one, so that it does not change by itself. */
export function newestChange(stories: readonly Pick<Story, 'publishedAt'>[]): string {
  const [newest] = stories.map(({ publishedAt }) => publishedAt).toSorted((a, b) => (a < b ? 1 : -1));
  return newest ?? new Date(0).toISOString();
}
