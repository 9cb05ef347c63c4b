// What every format of a news feed knows of the feed that it writes.
import type { Language } from '@galley/shared/api/people.ts';
import type { Story } from '../stories.ts';

/** Of one language, or of all. */
export interface FeedRange {
  language: Language | null;
}

/** A feed that is written: where it is, and what it is a feed of. */
export interface Feed extends FeedRange {
  title: string;
  /** The page that shows the same stories. */
  page: string;
  /** Its own address. */
  self: string;
}

/** When the newest change in a list went out; the beginning of time for an empty one, so that it does not change by itself. */
export function newestChange(stories: readonly Pick<Story, 'publishedAt'>[]): string {
  const [newest] = stories.map(({ publishedAt }) => publishedAt).toSorted((a, b) => (a < b ? 1 : -1));
  return newest ?? new Date(0).toISOString();
}
