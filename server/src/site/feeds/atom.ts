// Atom (RFC 4287), with the pictures in Media RSS.
import { picturePath } from '@galley/shared/article/picture-files.ts';
import { attribute, type Html, html } from '@galley/shared/html/html.ts';
import { languages } from '@galley/shared/language.ts';
import { authorsOf } from '../authors.ts';
import { categories } from '../sections.ts';
import type { Site } from '../site-facts.ts';
import type { Story } from '../stories.ts';
import { articlePath, firstPublishedElsewhere } from '../story-items.ts';
import { editionNames } from '../words.ts';
import { type Feed, hubLinks, newestChange } from './feed.ts';
import { fullText } from './full-text.ts';
import { mediaContent } from './media-content.ts';

/** What XML escapes is what HTML escapes, so the same templates write it. */
export function atomFeed(site: Site, stories: readonly Story[], feed: Feed): string {
  const { language, title, page, self, path, description = site.settings.description } = feed;
  // The feed of the whole site names those of the editions.
  const others = path === '' ? languages : [];
  return html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"${attribute('xml:lang', language)}>
<id>${page}</id>
<title>${title}</title>
${
  description &&
  html`<subtitle>${description}</subtitle>
`
}${
  site.logo &&
  html`<logo>${site.url + site.logo.path}</logo>
`
}<link rel="alternate" type="text/html" href="${page}"/>
<link rel="self" type="application/atom+xml" href="${self}"/>
${hubLinks(site, 'link')}${others.map(
  (other) =>
    html`<link rel="related" type="application/atom+xml" hreflang="${other}" title="${editionNames[other]}" href="${`${site.url}/${other}/feed.xml`}"/>
`,
)}<updated>${newestChange(stories)}</updated>
<author><name>${site.name}</name></author>
${stories.map((story) => entry(site, story))}
</feed>
`.toString();
}

function entry(site: Site, story: Story): Html {
  const { feedId, headline, summary, metadata, updatedAt } = story;
  const address = site.url + articlePath(story);
  const first = firstPublishedElsewhere(site, story);
  return html`<entry xml:lang="${metadata.language}">
<id>${feedId}</id>
<title>${headline}</title>
<link rel="alternate" type="text/html" href="${address}"/>
${
  first !== null &&
  html`<link rel="canonical" href="${first}"/>
`
}<published>${metadata.firstPublishedAt}</published>
<updated>${updatedAt}</updated>
${authorsOf(site, metadata).map(({ name, path }) => html`<author><name>${name}</name>${path !== null && html`<uri>${site.url + path}</uri>`}</author>`)}
${categories(site, story).map(({ name, slug }) => html`<category term="${slug}" label="${name}"/>`)}
${summary && html`<summary>${summary}</summary>`}
${site.fullFeeds && html`<content type="html">${fullText(site, story)}</content>`}
${picture(site, story)}</entry>
`;
}

function picture(site: Site, story: Story): Html | null {
  if (story.lead.media === '') return null;
  const address = site.url + picturePath(story.lead.media);
  const { leadFile } = story;
  return html`<link rel="enclosure"${attribute('type', leadFile?.type)}${attribute('length', leadFile?.bytes)} href="${address}"/>
${mediaContent(site, story)}`;
}
