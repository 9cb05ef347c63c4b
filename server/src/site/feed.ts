// The news feeds (Atom, RFC 4287, with the pictures in Media RSS): the newest stories of all languages, and of each.

import { picturePath } from '@galley/shared/api/media.ts';
import { type Language, languages } from '@galley/shared/api/people.ts';
import { attribute, type Html, html } from '@galley/shared/html/html.ts';
import type { Site } from './page.ts';
import type { Story } from './stories.ts';
import { articlePath } from './story-items.ts';
import { editionNames } from './words.ts';

/** Where a feed is: of one language, or of all. */
export function feedPath(language: Language | null): string {
  return language === null ? '/feed.xml' : `/${language}/feed.xml`;
}

/** What XML escapes is what HTML escapes, so the same templates write it. */
export function atomFeed(site: Site, stories: readonly Story[], language: Language | null): string {
  const updated = stories
    .map(({ publishedAt }) => publishedAt)
    .toSorted()
    .at(-1);
  const page = site.url + (language === null ? '/' : `/${language}`);
  const others = language === null ? languages : [];
  return html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"${attribute('xml:lang', language)}>
<id>${page}</id>
<title>${site.name}${language !== null && ` · ${editionNames[language]}`}</title>
<link rel="alternate" type="text/html" href="${page}"/>
<link rel="self" type="application/atom+xml" href="${site.url + feedPath(language)}"/>
${others.map(
  (other) =>
    html`<link rel="related" type="application/atom+xml" hreflang="${other}" title="${editionNames[other]}" href="${site.url + feedPath(other)}"/>
`,
)}<updated>${updated ?? new Date(0).toISOString()}</updated>
<author><name>${site.name}</name></author>
${stories.map((story) => entry(site, story))}
</feed>
`.toString();
}

function entry(site: Site, story: Story): Html {
  const { feedId, headline, summary, metadata, publishedAt } = story;
  const address = site.url + articlePath(story);
  return html`<entry xml:lang="${metadata.language}">
<id>${feedId}</id>
<title>${headline}</title>
<link rel="alternate" type="text/html" href="${address}"/>
<published>${metadata.firstPublishedAt}</published>
<updated>${publishedAt}</updated>
${metadata.byline && html`<author><name>${metadata.byline}</name></author>`}
${summary && html`<summary>${summary}</summary>`}
${picture(site, story)}</entry>
`;
}

function picture(site: Site, { lead, metadata }: Story): Html | null {
  if (lead.media === '') return null;
  const address = site.url + picturePath(lead.media);
  const size = metadata.lead;
  return html`<link rel="enclosure" href="${address}"/>
<media:content url="${address}" medium="image"${attribute('width', size?.width)}${attribute('height', size?.height)}>
${lead.alt && html`<media:description type="plain">${lead.alt}</media:description>`}
${lead.credit && html`<media:credit>${lead.credit}</media:credit>`}
</media:content>
`;
}
