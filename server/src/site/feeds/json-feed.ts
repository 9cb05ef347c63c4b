// JSON Feed 1.1 (jsonfeed.org/version/1.1).
import { picturePath } from '@galley/shared/article/picture-files.ts';
import { cleanData } from '@galley/shared/text/characters.ts';
import { authorsOf } from '../authors.ts';
import { categories } from '../sections.ts';
import type { Site } from '../site-facts.ts';
import { feedIcon } from '../site-icon.ts';
import type { Story } from '../stories.ts';
import { articlePath } from '../story-items.ts';
import type { Feed } from './feed.ts';
import { fullText } from './full-text.ts';

export function jsonFeed(
  site: Site,
  stories: readonly Story[],
  { language, title, page, self, description = site.settings.description }: Feed,
): string {
  const { hubs } = site.settings;
  const data = {
    version: 'https://jsonfeed.org/version/1.1',
    title,
    ...(description && { description }),
    home_page_url: page,
    feed_url: self,
    ...(hubs.length > 0 && { hubs: hubs.map((url) => ({ type: 'WebSub', url })) }),
    icon: site.url + feedIcon(site),
    ...(language && { language }),
    authors: [{ name: site.name, url: site.url }],
    items: stories.map((story) => item(site, story)),
  };
  return JSON.stringify(cleanData(data));
}

/** Every item has a text, since the format asks for one: the summary, or the headline of a story without words. */
function item(site: Site, story: Story): Record<string, unknown> {
  const { feedId, headline, summary, lead, leadFile, metadata, updatedAt } = story;
  const authors = authorsOf(site, metadata).map(({ name, path }) => ({
    name,
    ...(path !== null && { url: site.url + path }),
  }));
  const tags = categories(site, story).map(({ name }) => name);
  const picture = lead.media === '' ? null : site.url + picturePath(lead.media);
  return {
    id: feedId,
    url: site.url + articlePath(story),
    title: headline,
    ...(summary && { summary }),
    ...(site.fullFeeds ? { content_html: fullText(site, story) } : { content_text: summary || headline }),
    language: metadata.language,
    date_published: metadata.firstPublishedAt,
    date_modified: updatedAt,
    ...(authors.length > 0 && { authors }),
    ...(tags.length > 0 && { tags }),
    ...(picture && { image: picture }),
    ...(picture &&
      leadFile && {
        attachments: [{ url: picture, mime_type: leadFile.type, size_in_bytes: leadFile.bytes }],
      }),
  };
}
