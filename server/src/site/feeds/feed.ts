// What every format of a news feed knows of the feed that it writes.
import { Html, html } from '@galley/shared/html/html.ts';
import type { Language } from '@galley/shared/language.ts';
import { openToOthers } from '../headers.ts';
import type { Site } from '../site-facts.ts';
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

/** The hubs in the feed itself, by links of Atom under this name. */
export function hubLinks({ settings: { hubs } }: Pick<Site, 'settings'>, name: 'link' | 'atom:link'): Html[] {
  return hubs.map(
    (hub) => html`<${Html.trusted(name)} rel="hub" href="${hub}"/>
`,
  );
}

/** What goes with a feed: where it stands and which hubs send on what changes in it (WebSub, section 4). */
export function feedHeaders(
  { settings: { hubs }, url }: Pick<Site, 'settings' | 'url'>,
  path: string,
): Record<string, string> {
  if (hubs.length === 0) return openToOthers;
  const links = [...hubs.map((hub) => `<${hub}>; rel="hub"`), `<${url}${path}>; rel="self"`];
  return { ...openToOthers, link: links.join(', ') };
}

/** When a public note last said that something in a list changed; the beginning of time for an empty one, so that it does not change by itself. */
export function newestChange(stories: readonly Pick<Story, 'updatedAt'>[]): string {
  const [newest] = stories.map(({ updatedAt }) => updatedAt).toSorted((a, b) => (a < b ? 1 : -1));
  return newest ?? new Date(0).toISOString();
}
