// Every correction and clarification of what is public, the newest first: a page and a feed, of all languages and of each.
import { attribute, type Html, html } from '@galley/shared/html/html.ts';
import { type Language, languages } from '@galley/shared/language.ts';
import type { PagePart } from './changed-parts.ts';
import { hubLinks } from './feeds/feed.ts';
import { page } from './page.ts';
import type { Site } from './site-facts.ts';
import type { StoryCorrection } from './stories.ts';
import { articlePath } from './story-items.ts';
import { dateWords, editionNames, siteWords } from './words.ts';

/** Null for those of all languages. */
type Range = Language | null;

export const correctionRanges: readonly Range[] = [null, ...languages];
export const correctionsOnPage = 50;

export function correctionsPath(range: Range, number = 1): string {
  return `${range === null ? '' : `/${range}`}/corrections${number === 1 ? '' : `?page=${number}`}`;
}

export function correctionsFeedPath(range: Range): string {
  return `${range === null ? '' : `/${range}`}/corrections.xml`;
}

interface CorrectionsPage {
  range: Range;
  number: number;
  corrections: readonly StoryCorrection[];
  /** Whether there are older ones. */
  older: boolean;
}

export function correctionsPage(site: Site, { range, number, corrections, older }: CorrectionsPage): string {
  const language = range ?? site.settings.language;
  const words = siteWords[language].correctionsPage;
  const empty = html`<p>${words.empty}</p>`;
  return page(site, {
    language,
    title: number === 1 ? words.title : `${words.title} · ${siteWords[language].page(number)}`,
    description: words.about,
    path: correctionsPath(range, number),
    head: html`<link rel="alternate" type="application/atom+xml" title="${words.title}"${attribute('hreflang', range)} href="${correctionsFeedPath(range)}">
${correctionRanges.map((other) => other !== null && html`<link rel="alternate" hreflang="${other}" href="${site.url + correctionsPath(other)}">`)}`,
    main: html`<section class="corrections-page"><h1>${words.title}</h1><p class="about">${words.about} <a href="${correctionsFeedPath(range)}">${words.feed}</a></p>${corrections.length === 0 ? empty : html`<ol>${corrections.map((correction) => item(site, language, correction))}</ol>`}</section>
${paging(language, { range, number, older })}`,
  });
}

/** Links to what was changed, below the path of the story's page; on that page itself without a path. */
export function changedLinks(parts: readonly PagePart[], language: Language, path = ''): Html | null {
  if (parts.length === 0) return null;
  const links = parts.map(({ anchor, label }, index) => [
    index > 0 && ', ',
    html`<a href="${`${path}#${anchor}`}">${label}</a>`,
  ]);
  return html` <span class="changed">${siteWords[language].changedParts} ${links}</span>`;
}

function item(
  { timeZone }: Site,
  language: Language,
  { story, note, kind, at, changed }: StoryCorrection,
): Html {
  const day = html`<time datetime="${at}">${dateWords(at, language, timeZone)}</time>`;
  return html`<li><p class="facts"><span><b>${siteWords[language].noteKinds[kind]}</b></span><span>${day}</span></p><p class="note" lang="${story.metadata.language}">${note}${changedLinks(changed, story.metadata.language, articlePath(story))}</p><p class="of" lang="${story.metadata.language}"><a href="${articlePath(story)}">${story.headline}</a></p></li>`;
}

function paging(
  language: Language,
  { range, number, older }: Pick<CorrectionsPage, 'range' | 'number' | 'older'>,
): Html | null {
  if (number === 1 && !older) return null;
  const words = siteWords[language].correctionsPage;
  return html`<p class="paging">${number > 1 && html`<a href="${correctionsPath(range, number - 1)}" rel="prev">${words.newer}</a>`}${older && html`<a href="${correctionsPath(range, number + 1)}" rel="next">${words.older}</a>`}</p>`;
}

/** Atom (RFC 4287): an entry a correction, which never changes. */
export function correctionsFeed(site: Site, range: Range, corrections: readonly StoryCorrection[]): string {
  const language = range ?? site.settings.language;
  const words = siteWords[language].correctionsPage;
  const address = site.url + correctionsPath(range);
  const name = range === null ? site.name : `${site.name} · ${editionNames[range]}`;
  return html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">
<id>${site.url + correctionsFeedPath(range)}</id>
<title>${words.title} · ${name}</title>
<link rel="alternate" type="text/html" href="${address}"/>
<link rel="self" type="application/atom+xml" href="${site.url + correctionsFeedPath(range)}"/>
${hubLinks(site, 'link')}<updated>${corrections[0]?.at ?? new Date(0).toISOString()}</updated>
<author><name>${site.name}</name></author>
${corrections.map(
  ({ story, number, note, kind, at, changed }) => html`<entry xml:lang="${story.metadata.language}">
<id>${`${story.feedId}/corrections/${number}`}</id>
<title>${siteWords[story.metadata.language].noteKinds[kind]}: ${story.headline}</title>
<link rel="alternate" type="text/html" href="${site.url + articlePath(story)}"/>
${changed.map(
  ({ anchor, label }) =>
    html`<link rel="related" type="text/html" title="${label}" href="${`${site.url}${articlePath(story)}#${anchor}`}"/>
`,
)}<published>${at}</published>
<updated>${at}</updated>
<summary>${note}</summary>
</entry>
`,
)}</feed>
`.toString();
}
