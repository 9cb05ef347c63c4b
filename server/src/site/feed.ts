// The news feed (Atom, RFC 4287): the newest stories of all languages.
import { html } from '@galley/shared/html/html.ts';
import type { Site } from './page.ts';
import type { Story } from './stories.ts';
import { articlePath } from './story-items.ts';

/** What XML escapes is what HTML escapes, so the same templates write it. */
export function atomFeed(site: Site, stories: readonly Story[]): string {
  const updated = stories
    .map(({ publishedAt }) => publishedAt)
    .toSorted()
    .at(-1);
  return html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>${site.url}/</id>
<title>${site.name}</title>
<link rel="alternate" type="text/html" href="${site.url}/"/>
<link rel="self" type="application/atom+xml" href="${site.url}/feed.xml"/>
<updated>${updated ?? new Date(0).toISOString()}</updated>
<author><name>${site.name}</name></author>
${stories.map((story) => entry(site, story))}
</feed>
`.toString();
}

function entry(site: Site, story: Story) {
  const { headline, dek, metadata, publishedAt } = story;
  const address = site.url + articlePath(story);
  return html`<entry xml:lang="${metadata.language}">
<id>${address}</id>
<title>${headline}</title>
<link rel="alternate" type="text/html" href="${address}"/>
<published>${metadata.firstPublishedAt}</published>
<updated>${publishedAt}</updated>
${metadata.byline && html`<author><name>${metadata.byline}</name></author>`}
${dek && html`<summary>${dek}</summary>`}
</entry>
`;
}
