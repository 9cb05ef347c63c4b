// Media RSS (rssboard.org/media-rss), which Atom and RSS feeds both carry.
import { picturePath } from '@galley/shared/article/picture-files.ts';
import { attribute, type Html, html } from '@galley/shared/html/html.ts';
import type { Site } from '../site-facts.ts';
import type { Story } from '../stories.ts';

/** The lead picture; nothing for a story without one. */
export function mediaContent(site: Site, { lead, metadata, leadFile }: Story): Html | null {
  if (lead.media === '') return null;
  const size = metadata.lead;
  return html`<media:content url="${site.url + picturePath(lead.media)}" medium="image"${attribute('type', leadFile?.type)}${attribute('fileSize', leadFile?.bytes)}${attribute('width', size?.width)}${attribute('height', size?.height)}>
${lead.alt && html`<media:description type="plain">${lead.alt}</media:description>`}
${lead.credit && html`<media:credit>${lead.credit}</media:credit>`}
</media:content>
`;
}
