// The parts of a series that are public, in their order: what stands before and behind a story, and how its page says so.
import { seriesKey } from '@galley/shared/article/series.ts';
import { type Html, html } from '@galley/shared/html/html.ts';
import type { Kysely } from 'kysely';
import type { Tables } from '../storage/tables.ts';
import { articleOf, type Stories, type Story } from './stories.ts';
import { articlePath } from './story-items.ts';
import { siteWords } from './words.ts';

/** Where a story stands in its series. */
export interface SeriesPlace {
  name: string;
  /** Counted among the public parts in the story’s language, from 1. */
  number: number;
  count: number;
  previous: Story | null;
  next: Story | null;
}

export interface SeriesOfStories {
  /** Null for a story that is in no series. One that is not published counts as it would be. */
  around(story: Story): Promise<SeriesPlace | null>;
}

export function createSeries(db: Kysely<Tables>, stories: Pick<Stories, 'of'>): SeriesOfStories {
  return {
    around: async ({ key, metadata }) => {
      const own = articleOf({ key });
      if (!metadata.series || own === null) return null;
      const { name, place } = metadata.series;
      const others = await db
        .selectFrom('livePart')
        .innerJoin('article', 'article.id', 'livePart.article')
        .innerJoin('revision as first', 'first.article', 'livePart.article')
        .select(['livePart.article', 'livePart.place', 'first.publishedAt as at'])
        .where('livePart.series', '=', seriesKey(name))
        .where('livePart.article', '!=', own)
        .where('article.liveLanguage', '=', metadata.language)
        .where('first.number', '=', 1)
        .execute();
      const parts = [...others, { article: own, place, at: metadata.firstPublishedAt }].toSorted(
        (a, b) =>
          (a.place ?? Number.POSITIVE_INFINITY) - (b.place ?? Number.POSITIVE_INFINITY) ||
          compare(a.at, b.at) ||
          compare(a.article, b.article),
      );
      const index = parts.findIndex(({ article }) => article === own);
      const beside = [parts[index - 1]?.article, parts[index + 1]?.article];
      const found = await stories.of(beside.filter((article) => article !== undefined));
      const [previous = null, next = null] = beside.map(
        (article) => found.find((story) => articleOf(story) === article) ?? null,
      );
      return {
        name,
        number: index + 1,
        count: parts.length,
        previous,
        next,
      };
    },
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** In the head of the page: which part it is. Nothing while there is no other. */
export function seriesLine(place: SeriesPlace | null, { metadata: { language } }: Story): Html | null {
  if (!place || place.count < 2) return null;
  return html`<p class="series-place">${siteWords[language].series.part(place.number, place.count)} <b>${place.name}</b></p>`;
}

/** Below the text: the parts beside it. */
export function seriesLinks(place: SeriesPlace | null, { metadata: { language } }: Story): Html | null {
  if (!place || (!place.previous && !place.next)) return null;
  const words = siteWords[language].series;
  const link = (story: Story | null, rel: 'prev' | 'next') =>
    story &&
    html`<p class="${rel}"><a href="${articlePath(story)}" rel="${rel}"><span>${words[rel]}</span> ${story.headline}</a></p>`;
  return html`<nav class="series" aria-label="${words.label(place.name)}">${link(place.previous, 'prev')}${link(place.next, 'next')}</nav>`;
}

/** In the words of schema.org. */
export function seriesData(place: SeriesPlace | null) {
  if (!place) return {};
  return { isPartOf: { '@type': 'CreativeWorkSeries', name: place.name }, position: place.number };
}
