// The front page and the pages behind it, on which the older stories are.
import { html, type Part } from '@galley/shared/html/html.ts';
import { type Language, languages } from '@galley/shared/language.ts';
import { newsroom } from './newsroom.ts';
import { searchAction } from './open-search.ts';
import { page, structuredData } from './page.ts';
import type { Site } from './site-facts.ts';
import type { Story } from './stories.ts';
import { hasPicture, storyItem } from './story-items.ts';
import { editionNames, siteWords, weekdayWords } from './words.ts';

/** Some stories in one language, and whether there are older ones. */
export interface Batch {
  language: Language;
  stories: readonly Story[];
  older: boolean;
}

const storiesInRow = 3;

/** The first story large, those after it in rows; below them what there is in other languages. */
export function frontPage(site: Site, main: Batch, others: readonly Batch[], path: string): string {
  const { language, stories } = main;
  const words = siteWords[language];
  const [lead, ...rest] = stories;
  // A pinned story may be old; the edition is as new as its newest.
  const edition = stories
    .map(({ updatedAt }) => updatedAt)
    .toSorted()
    .at(-1);
  const beside = rest.slice(0, storiesInRow);
  const list = rest.slice(storiesInRow);
  const bands = others.filter((batch) => batch.stories.length > 0);
  return page(site, {
    language,
    title: site.name,
    path,
    front: true,
    editions: languages.filter((one) => one === language || bands.some((batch) => batch.language === one)),
    dateline:
      edition !== undefined &&
      html`${words.edition} <time datetime="${edition}">${weekdayWords(edition, language, site.timeZone)}</time>`,
    stories,
    head: html`${structuredData({ '@context': 'https://schema.org', ...newsroom(site) })}
${structuredData(searchAction(site, language))}`,
    description: site.settings.description || undefined,
    main: lead
      ? html`${storyItem(site, lead, 'lead')}
${row(site, beside)}
${list.length > 0 && html`<section class="list" aria-labelledby="latest"><h2 id="latest">${words.latest}</h2><div>${list.map((story) => storyItem(site, story, 'small'))}</div></section>`}
${main.older && html`<p class="paging"><a href="/${language}?page=2" rel="next">${words.older}</a></p>`}
${bands.map((batch) => band(site, batch))}`
      : html`<div class="message"><h2>${words.empty.title}</h2><p>${words.empty.text}</p></div>`,
  });
}

function band(site: Site, { language, stories }: Batch): Part {
  const id = `edition-${language}`;
  return html`<section class="band" lang="${language}" aria-labelledby="${id}"><h2 id="${id}"><a href="/${language}">${editionNames[language]}</a></h2>${row(site, stories)}</section>`;
}

/**
 * Up to three stories beside each other. Those without a picture stand in one column, above one another, where there
 * are pictures to stand beside.
 */
function row(site: Site, stories: readonly Story[]): Part {
  if (stories.length === 0) return null;
  const pictured = stories.filter(hasPicture);
  const plain = stories.filter((story) => !hasPicture(story));
  const stacked = pictured.length > 0 && plain.length > 1;
  const items = (some: readonly Story[]) => some.map((story) => storyItem(site, story, 'picture'));
  const columns = stacked ? pictured.length + 1 : stories.length;
  return html`<div class="row of-${columns}">${stacked ? html`${items(pictured)}<div class="stack">${items(plain)}</div>` : items(stories)}</div>`;
}

/** A page of older stories. */
export function olderPage(site: Site, batch: Batch, number: number): string {
  const { language, stories, older } = batch;
  const words = siteWords[language];
  const path = (to: number) => (to === 1 ? `/${language}` : `/${language}?page=${to}`);
  return page(site, {
    language,
    title: words.page(number),
    path: path(number),
    stories,
    main: html`<section class="list" aria-labelledby="latest"><h1 id="latest">${words.older} <small>${words.page(number)}</small></h1><div>${stories.map((story) => storyItem(site, story, 'small'))}</div></section>
<p class="paging"><a href="${path(number - 1)}" rel="prev">${words.newer}</a>${older && html`<a href="${path(number + 1)}" rel="next">${words.older}</a>`}</p>`,
  });
}
