// RSS 2.0 (rssboard.org/rss-specification), as the RSS Advisory Board's best practices say: authors by Dublin Core, ids
// that are no addresses, one enclosure with its length, the text in `content:encoded`.
import { picturePath } from '@galley/shared/article/picture-files.ts';
import { attribute, type Html, html } from '@galley/shared/html/html.ts';
import { authorsOf } from '../authors.ts';
import { categories } from '../sections.ts';
import type { Site } from '../site-facts.ts';
import type { Story } from '../stories.ts';
import { articlePath, firstPublishedElsewhere } from '../story-items.ts';
import { type Feed, hubLinks, newestChange } from './feed.ts';
import { fullText } from './full-text.ts';
import { mediaContent } from './media-content.ts';

export function rssFeed(site: Site, stories: readonly Story[], feed: Feed): string {
  const { language, title, page, self, description = site.settings.description } = feed;
  return html`<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel>
<title>${title}</title>
<link>${page}</link>
<description>${description || title}</description>
${language && html`<language>${language}</language>`}
<lastBuildDate>${rfc822(newestChange(stories))}</lastBuildDate>
<atom:link rel="self" type="application/rss+xml" href="${self}"/>
${hubLinks(site, 'atom:link')}${stories.map((story) => item(site, story))}
</channel>
</rss>
`.toString();
}

function item(site: Site, story: Story): Html {
  const { feedId, headline, summary, metadata } = story;
  const first = firstPublishedElsewhere(site, story);
  return html`<item>
<title>${headline}</title>
<link>${site.url + articlePath(story)}</link>
<guid isPermaLink="false">${feedId}</guid>
${
  first !== null &&
  html`<atom:link rel="canonical" href="${first}"/>
`
}<pubDate>${rfc822(metadata.firstPublishedAt)}</pubDate>
${authorsOf(site, metadata).map(({ name }) => html`<dc:creator>${name}</dc:creator>`)}
${categories(site, story).map(({ name }) => html`<category>${name}</category>`)}
<dc:language>${metadata.language}</dc:language>
${summary && html`<description>${summary}</description>`}
${site.fullFeeds && html`<content:encoded>${fullText(site, story)}</content:encoded>`}
${enclosure(site, story)}${mediaContent(site, story)}</item>
`;
}

/** RSS wants all three facts of an enclosure; a picture of which they are not known is in Media RSS only. */
function enclosure(site: Site, { lead, leadFile }: Story): Html | null {
  if (!leadFile) return null;
  return html`<enclosure url="${site.url + picturePath(lead.media)}"${attribute('length', leadFile.bytes)}${attribute('type', leadFile.type)}/>
`;
}

/** `Sat, 28 Nov 2026 09:30:00 GMT`: RFC 822 with the four digits of the year that RSS asks for. */
function rfc822(at: string): string {
  return new Date(at).toUTCString();
}
