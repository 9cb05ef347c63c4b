// What search engines and hubs are sent when an article has changed in public: which addresses, and in which form.
import type { PingKind } from '@galley/shared/api/pings.ts';
import type { RevisionMetadata } from '@galley/shared/api/publishing.ts';
import type { SiteSettings } from '@galley/shared/api/site-settings.ts';
import { slugFrom } from '@galley/shared/article/slug.ts';
import { authorsOf } from './authors.ts';
import { correctionsFeedPath } from './corrections.ts';
import { feedFormats, feedPath } from './feeds/formats.ts';
import { sectionOf, sectionPath } from './sections.ts';
import type { Site } from './site-facts.ts';
import { tagPath } from './story-items.ts';

/** As much of a revision as decides which feeds it is in. */
type FeedFacts = Pick<RevisionMetadata, 'language' | 'byline' | 'authors' | 'tags' | 'siteSection'>;

/** The addresses of all feeds that an article with these facts is in, or was before it changed. */
export function feedsWith(
  site: Pick<Site, 'url' | 'authors' | 'sections'>,
  revisions: readonly FeedFacts[],
): string[] {
  const lists = revisions.flatMap((facts) => {
    const section = sectionOf(site, facts);
    return [
      '',
      `/${facts.language}`,
      ...(section ? [sectionPath(section)] : []),
      ...facts.tags.flatMap((tag) => {
        const slug = slugFrom(tag, facts.language);
        return slug === '' ? [] : [tagPath(slug)];
      }),
      ...authorsOf(site, facts).flatMap(({ path }) => path ?? []),
    ];
  });
  const feeds = [...new Set(lists)].flatMap((path) =>
    feedFormats.map((format) => feedPath({ path }, format)),
  );
  const corrections = revisions.flatMap(({ language }) => [
    correctionsFeedPath(null),
    correctionsFeedPath(language),
  ]);
  return [...feeds, ...new Set(corrections)].map((path) => site.url + path);
}

/** Where the key of IndexNow stands, by which search engines see that it is the site that asks them. */
export function indexNowKeyPath(key: string): string {
  return `/${key}.txt`;
}

/** One message as it is sent; null where the settings no longer name whom it is for. */
export function pingMessage(
  { kind, target, addresses }: { kind: PingKind; target: string; addresses: readonly string[] },
  { indexNow: { key, endpoint }, hubs }: Pick<SiteSettings, 'indexNow' | 'hubs'>,
  url: string,
): { headers: Record<string, string>; body: string } | null {
  if (kind === 'indexnow') {
    if (key === '' || endpoint !== target) return null;
    const keyLocation = url + indexNowKeyPath(key);
    return {
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ host: new URL(url).host, key, keyLocation, urlList: addresses }),
    };
  }
  if (!hubs.includes(target)) return null;
  const form = new URLSearchParams({ 'hub.mode': 'publish' });
  for (const address of addresses) form.append('hub.url', address);
  return {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
  };
}
