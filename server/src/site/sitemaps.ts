// Sitemaps (sitemaps.org/protocol.html), with Google's extensions for pictures and for news: an index, the articles in
// files of a bounded size, and those of the last two days.
import { html } from '@galley/shared/html/html.ts';
import { pictureAddresses } from './feeds/full-text.ts';
import type { Site } from './site-facts.ts';
import type { Story } from './stories.ts';
import { articlePath, firstPublishedElsewhere } from './story-items.ts';
import { alternateEntries } from './translations.ts';

/** How many articles one file lists. The oldest come first, so that files which are full stay as they are. */
export const storiesInSitemap = 500;

/** What a news sitemap may hold, as Google asks: articles of the last two days, and no more than this. */
export const storiesInNewsSitemap = 1000;
export const newsSitemapMs = 48 * 60 * 60 * 1000;

export const sitemapIndexPath = '/sitemap.xml';
export const newsSitemapPath = '/sitemap-news.xml';
export const tagSitemapPath = '/sitemap-tags.xml';

/** How many addresses one file may name, by the protocol. */
export const pagesInSitemap = 50_000;

/** Of one file; the first has the number 1. */
export function sitemapPath(number: number): string {
  return `/sitemap-${number}.xml`;
}

const head = html`<?xml version="1.0" encoding="utf-8"?>`;
const namespace = 'http://www.sitemaps.org/schemas/sitemap/0.9';

/** Names every file: those of the articles, the news, and `lists`, which name pages that list stories. */
export function sitemapIndex({ url }: Pick<Site, 'url'>, stories: number, lists: readonly string[]): string {
  const files = Math.max(1, Math.ceil(stories / storiesInSitemap));
  const numbered = Array.from({ length: files }, (_, index) => sitemapPath(index + 1));
  const paths = [...numbered, newsSitemapPath, ...lists];
  return html`${head}
<sitemapindex xmlns="${namespace}">
${paths.map(
  (path) => html`<sitemap><loc>${url + path}</loc></sitemap>
`,
)}</sitemapindex>
`.toString();
}

/**
 * One file: the pages that list stories, if there are any to name here, and the articles with their pictures and their addresses in
 * other languages, which `translations` has by the stories' keys. Those that search engines are to name elsewhere are in none.
 */
export function sitemap(
  site: Pick<Site, 'url' | 'settings'>,
  pages: readonly string[],
  stories: readonly Story[],
  translations: ReadonlyMap<string, readonly Story[]>,
): string {
  return html`${head}
<urlset xmlns="${namespace}" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${pages.map(
  (path) => html`<url><loc>${site.url + path}</loc></url>
`,
)}${stories.filter(isNamedHere(site)).map((story) => {
  const pictures = pictureAddresses(site, story).map(
    (address) => html`<image:image><image:loc>${address}</image:loc></image:image>`,
  );
  return html`<url><loc>${site.url + articlePath(story)}</loc><lastmod>${story.publishedAt}</lastmod>${alternateEntries(site, story, translations.get(story.key) ?? [])}${pictures}</url>
`;
})}</urlset>
`.toString();
}

/** The stories of the last two days, as `stories` gives them. */
export function newsSitemap(site: Site, stories: readonly Story[]): string {
  return html`${head}
<urlset xmlns="${namespace}" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
${stories.filter(isNamedHere(site)).map((story) => {
  const { headline, metadata } = story;
  const publication = html`<news:publication><news:name>${site.name}</news:name><news:language>${metadata.language}</news:language></news:publication>`;
  return html`<url><loc>${site.url + articlePath(story)}</loc><news:news>${publication}<news:publication_date>${metadata.firstPublishedAt}</news:publication_date><news:title>${headline}</news:title></news:news></url>
`;
})}</urlset>
`.toString();
}

function isNamedHere(site: Pick<Site, 'url'>) {
  return (story: Story) => firstPublishedElsewhere(site, story) === null;
}
