// The frame of every public page: head, masthead, footer.
import { picturePath } from '@galley/shared/article/picture-files.ts';
import { attribute, Html, html, type Part } from '@galley/shared/html/html.ts';
import type { Language } from '@galley/shared/language.ts';
import type { FeedSource } from './feeds/feed.ts';
import { feedLinks, feedRanges, siteFeed } from './feeds/formats.ts';
import { policyLinks } from './policies.ts';
import { openSearchPath, openSearchType, searchForm } from './search-form.ts';
import { sectionPath } from './sections.ts';
import type { Site } from './site-facts.ts';
import { iconLinks } from './site-icon.ts';
import type { Story } from './stories.ts';
import { sharedPicture } from './story-items.ts';
import { editionNames, localeOf, siteWords } from './words.ts';

export interface PageOptions {
  language: Language;
  title: string;
  description?: string | undefined;
  /** The page's own path; without it the page is none that anybody should link to. */
  path?: string;
  /** The whole address of the page that search engines are to name in its place, if there is one. */
  canonical?: string | undefined;
  /** More of the head: previews, structured data. */
  head?: Part;
  /** It has the form for the search in itself. */
  searching?: boolean;
  /** The page's own feed; feed readers find it before those of the site. */
  feed?: FeedSource;
  /** The section of the site, by its id, that the page's story is in. */
  section?: string | undefined;
  /** The nameplate is the page's title only on the front page. */
  front?: boolean;
  /** Languages in which there is something to read; a choice is offered where there are several. */
  editions?: readonly Language[];
  /** Beside the nameplate: the day of the edition. */
  dateline?: Part;
  /** Above everything else: what is to be known before the page is read. */
  notice?: Part;
  /** Shows the page in one of the two, whatever the browser prefers. */
  scheme?: 'light' | 'dark' | undefined;
  /** It is a story, which says itself what links to it show elsewhere. */
  isStory?: boolean;
  /** The stories that it lists. */
  stories?: readonly Story[];
  main: Part;
}

/** A whole document. */
export function page(site: Site, options: PageOptions): string {
  const { language, title, description, path, head, front = false, editions = [], dateline, main } = options;
  const { notice, scheme, feed, section, canonical, searching = false } = options;
  const words = siteWords[language];
  const address = path === undefined ? undefined : site.url + path;
  return html`<!doctype html>
<html lang="${language}"${attribute('data-scheme', scheme)}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="${scheme ?? 'light dark'}">
<title>${front ? site.name : `${title} · ${site.name}`}</title>
${description && html`<meta name="description" content="${description}">`}
${address === undefined ? html`<meta name="robots" content="noindex">` : html`<link rel="canonical" href="${canonical ?? address}">`}
${editionAlternates(site, editions)}
${site.assets.fonts.map((font) => html`<link rel="preload" href="${font}" as="font" type="font/woff2" crossorigin>`)}
<link rel="stylesheet" href="${site.assets.style}">
${iconLinks(site)}
${[...(feed ? [feed] : []), ...feedRanges.map((range) => siteFeed(site, range))].map(feedLinks)}
<link rel="search" type="${openSearchType}" title="${site.name}" href="${openSearchPath(language)}">
<meta property="og:site_name" content="${site.name}">
<meta property="og:locale" content="${localeOf(language)}">
${address !== undefined && !options.isStory && sharing(site, options, address)}
${head}
</head>
<body${attribute('class', front && 'front')}>
<a class="skip" href="#content">${words.skip}</a>
${notice && html`<aside class="notice" aria-label="${words.preview.title}">${notice}</aside>`}
<header class="masthead">
${nameplate(site, front)}
${navigation(site, language, path, section)}
<div class="dateline"><span>${dateline}</span>${editionLinks(editions, language)}${!searching && searchForm(language, 'masthead-search')}</div>
</header>
<main id="content">
${main}
</main>
<footer class="colophon">
<p><a href="/">${words.front}</a><a href="/feed.xml">${words.feed}</a><a href="/${language}/corrections">${words.correctionsPage.title}</a></p>
${policyLinks(site, language)}
<p>${words.privacy}</p>
</footer>
</body>
</html>
`.toString();
}

/** What links to a page of lists or of words show elsewhere. */
function sharing(
  site: Site,
  { title, description, front, stories = [] }: PageOptions,
  address: string,
): Html {
  const properties: Properties = [
    ['og:type', 'website'],
    ['og:title', front ? site.name : title],
    ['og:url', address],
    ...(description ? [['og:description', description] satisfies Properties[number]] : []),
    ...pictureProperties(site, stories.map(sharedPicture).find((picture) => picture !== null) ?? null, 'own'),
  ];
  return html`${properties.map(propertyTag)}<meta name="twitter:card" content="summary">`;
}

/** Open Graph's, in their order. */
export type Properties = [property: string, content: string | number][];

export function propertyTag([property, content]: Properties[number]): Html {
  return html`<meta property="${property}" content="${content}">
`;
}

/** The picture of a link: one of a story, or the site's own. Where there are both, `first` says which one it is. */
export function pictureProperties(
  { url, logo, name }: Site,
  picture: ReturnType<typeof sharedPicture>,
  first: 'own' | 'story',
): Properties {
  const own = logo && { ...logo, alt: name };
  const ofStory = picture && { ...picture, path: picturePath(picture.media) };
  const shown = first === 'own' ? (own ?? ofStory) : (ofStory ?? own);
  if (!shown) return [];
  const { path, width, height, alt } = shown;
  return [
    ['og:image', url + path],
    ['og:image:width', width],
    ['og:image:height', height],
    ...(alt ? [['og:image:alt', alt] satisfies Properties[number]] : []),
  ];
}

function nameplate({ name, logo }: Site, front: boolean): Html {
  const shown =
    logo &&
    html`<img class="logo" src="${logo.path}" width="${logo.width}" height="${logo.height}" alt="${name}">`;
  const link = html`<a href="/">${shown ?? name}</a>`;
  return front ? html`<h1 class="nameplate">${link}</h1>` : html`<p class="nameplate">${link}</p>`;
}

/** The sections, and what else admins have put into the head of every page, in the language of the site's settings. */
function navigation(
  { settings, sections }: Site,
  language: Language,
  path: string | undefined,
  within: string | undefined,
): Html | null {
  const own = sections.inOrder.map((section) => ({
    label: section.name,
    link: sectionPath(section),
    isAround: section.id === within,
  }));
  const others = settings.navigation.filter(({ link }) => own.every((section) => section.link !== link));
  const links = [...own, ...others.map((other) => ({ ...other, isAround: false }))];
  if (links.length === 0) return null;
  const lang = settings.language !== language && settings.language;
  return html`<nav class="sections" aria-label="${siteWords[language].sections}"><ul${attribute('lang', lang)}>${links.map(
    ({ label, link, isAround }) =>
      html`<li><a href="${link}"${attribute('aria-current', link === path ? 'page' : isAround && 'true')}>${label}</a></li>`,
  )}</ul></nav>`;
}

/** The same page in each language, for search engines; without a language it is the front page of all. */
function editionAlternates({ url }: Site, editions: readonly Language[]): Html[] {
  if (editions.length < 2) return [];
  return [
    ...editions.map((language) => [language, `/${language}`] as const),
    ['x-default', '/'] as const,
  ].map(([language, path]) => html`<link rel="alternate" hreflang="${language}" href="${url + path}">`);
}

function editionLinks(editions: readonly Language[], current: Language): Html | null {
  if (editions.length < 2) return null;
  return html`<nav aria-label="${siteWords[current].languages}">${editions.map(
    (language) =>
      html`<a href="/${language}" lang="${language}" hreflang="${language}">${editionNames[language]}</a>`,
  )}</nav>`;
}

/** Structured data for machines. It is no script that runs, but it must not end the element that it stands in. */
export function structuredData(data: Record<string, unknown>): Html {
  const json = JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return Html.trusted(`<script type="application/ld+json">${json}</script>`);
}
