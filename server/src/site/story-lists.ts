// Pages that list stories, thirty on each, and the feeds of the same stories. story-list-kind.ts says what a list can be of.
import { slugFrom } from '@galley/shared/article/slug.ts';
import { html } from '@galley/shared/html/html.ts';
import { withoutInvisible } from '@galley/shared/text/characters.ts';
import type { Request, Router } from 'express';
import { pageNumber, redirect, slugPattern } from './addresses.ts';
import { type FeedSource, feedHeaders } from './feeds/feed.ts';
import { feedFormats, feedPath, writeFeed } from './feeds/formats.ts';
import { type MachineOutputs, storiesInFeed } from './machine-outputs.ts';
import { page, structuredData } from './page.ts';
import { asPage, nothing } from './rendered-pages.ts';
import type { Site } from './site-facts.ts';
import type { Story } from './stories.ts';
import { articlePath, storyItem } from './story-items.ts';
import type { StoryListHead, StoryListKind } from './story-list-kind.ts';
import { siteWords } from './words.ts';

const storiesOnPage = 30;

/** Adds the pages of these lists and the feeds below them. */
export function addStoryLists(
  router: Router,
  { path, range, head, moved = () => null }: StoryListKind,
  { currentSite, stories, pages, send, missing }: Omit<MachineOutputs, 'fixed'>,
): void {
  router.get(path(':slug'), async (request, response) => {
    const site = await currentSite();
    // People write what they read, such as `/tags/Öffentlicher Verkehr`.
    const slug = slugFrom(withoutInvisible(slugIn(request)), site.settings.language);
    const number = pageNumber(request);
    if (!slugPattern.test(slug) || number === null) return missing(request, response);
    const own = path(slug);
    const now = moved(site, slug);
    if (now !== null) return redirect(request, response, path(now));
    const found = await pages.get(pageOf(own, number), async () => {
      const now = await currentSite();
      const asked = range(now, slug);
      if (!asked) return nothing;
      // One more than is shown tells whether there are others.
      const limit = storiesOnPage + 1;
      const some = await stories.latest({ ...asked, limit, offset: (number - 1) * storiesOnPage });
      if (number > 1 && some.length === 0) return nothing;
      const [newest] = number === 1 ? some : await stories.latest({ ...asked, limit: 1 });
      const said = await head(now, slug, newest);
      if (!said) return nothing;
      const shown = some.slice(0, storiesOnPage);
      return asPage(listPage(now, said, { path: own, number, shown, older: some.length > shown.length }));
    });
    if (found.outcome !== 'kept') return missing(request, response);
    if (request.path === own) send(request, response, found);
    else redirect(request, response, own);
  });

  for (const format of feedFormats)
    router.get(feedPath({ path: path(':slug') }, format), async (request, response) => {
      const slug = slugIn(request);
      if (!slugPattern.test(slug)) return missing(request, response);
      const own = path(slug);
      const now = moved(await currentSite(), slug);
      if (now !== null) return redirect(request, response, feedPath({ path: path(now) }, format));
      const found = await pages.get(feedPath({ path: own }, format), async () => {
        const site = await currentSite();
        const asked = range(site, slug);
        if (!asked) return nothing;
        const newest = await stories.latest({ ...asked, limit: storiesInFeed });
        const said = await head(site, slug, newest[0]);
        if (!said) return nothing;
        const body = writeFeed(site, newest, feedOf(site, said, own), format);
        const headers = feedHeaders(site, feedPath({ path: own }, format));
        return { outcome: 'page', body, type: format.type, headers };
      });
      if (found.outcome === 'kept') send(request, response, found);
      else missing(request, response);
    });
}

/** As it is asked for. */
function slugIn({ params: { slug } }: Request): string {
  return typeof slug === 'string' ? slug : '';
}

function feedOf({ name }: Site, head: StoryListHead, path: string): FeedSource {
  // Stories in other languages may be among them, and each says its own.
  return { path, page: path, language: null, title: `${head.name} · ${name}`, description: head.description };
}

interface Shown {
  path: string;
  number: number;
  shown: readonly Story[];
  /** Whether there are older ones. */
  older: boolean;
}

function listPage(site: Site, head: StoryListHead, { path, number, shown, older }: Shown): string {
  const { language, name, kind, description, feedWords, more, empty, section, data } = head;
  const words = siteWords[language];
  const title = number === 1 ? name : `${name} · ${words.page(number)}`;
  const own = pageOf(path, number);
  return page(site, {
    language,
    title,
    description,
    path: own,
    feed: feedOf(site, head, path),
    stories: shown,
    head: html`${structuredData({
      '@context': 'https://schema.org',
      '@type': 'CollectionPage',
      name: title,
      description,
      url: site.url + own,
      inLanguage: language,
      isPartOf: { '@type': 'WebSite', name: site.name, url: site.url },
      mainEntity: {
        '@type': 'ItemList',
        itemListElement: shown.map((story, index) => ({
          '@type': 'ListItem',
          position: (number - 1) * storiesOnPage + index + 1,
          url: site.url + articlePath(story),
        })),
      },
      ...data,
    })}`,
    main: html`<section class="list story-list"><header><p class="kind">${kind}</p><h1>${name}${number > 1 && html` <small>${words.page(number)}</small>`}</h1>${more}<p class="feed"><a href="${`${path}/feed.xml`}">${feedWords}</a></p></header>${shown.length > 0 ? html`<div>${shown.map((story) => storyItem(site, story, 'small', section))}</div>` : empty && html`<p>${empty}</p>`}</section>
${(number > 1 || older) && html`<p class="paging">${number > 1 && html`<a href="${pageOf(path, number - 1)}" rel="prev">${words.newer}</a>`}${older && html`<a href="${pageOf(path, number + 1)}" rel="next">${words.older}</a>`}</p>`}`,
  });
}

function pageOf(path: string, number: number): string {
  return number === 1 ? path : `${path}?page=${number}`;
}
