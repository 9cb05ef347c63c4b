// The same story in other languages: which of them are public, and how a page, the sitemap and structured data name them.
import { attribute, type Html, html } from '@galley/shared/html/html.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import type { Kysely } from 'kysely';
import type { Tables } from '../storage/tables.ts';
import type { Site } from './site-facts.ts';
import { articleOf, type Stories, type Story } from './stories.ts';
import { articlePath, firstPublishedElsewhere } from './story-items.ts';
import { alsoIn, localeOf } from './words.ts';

export interface Translations {
  /** The live stories that tell the same as each of these in other languages, each language once, by the stories' keys. */
  of(stories: readonly Story[]): Promise<ReadonlyMap<string, Story[]>>;
  /** Those of a story that is not published, as its desk has named them. */
  ofDraft(story: Story): Promise<Story[]>;
}

export function createTranslations(db: Kysely<Tables>, stories: Pick<Stories, 'of'>): Translations {
  return {
    of: async (asked) => {
      const own = asked.flatMap(withArticle);
      if (own.length === 0) return new Map();
      const rows = await db
        .selectFrom('liveTranslation as own')
        .innerJoin('liveTranslation as other', 'other.work', 'own.work')
        .select(['own.article', 'other.article as translation'])
        .where(
          'own.article',
          'in',
          own.map(([article]) => article),
        )
        .whereRef('own.article', '!=', 'other.article')
        .orderBy('other.article')
        .execute();
      const found = new Map(
        (await stories.of(rows.map(({ translation }) => translation))).flatMap((story) => withArticle(story)),
      );
      const others = Map.groupBy(rows, ({ article }) => article);
      return new Map(
        own.map(([article, story]) => {
          const named = (others.get(article) ?? []).flatMap(
            ({ translation }) => found.get(translation) ?? [],
          );
          return [story.key, onceEach(story, named)];
        }),
      );
    },

    ofDraft: async (story) =>
      onceEach(story, await stories.of(story.metadata.translations.map(({ id }) => id))),
  };
}

function withArticle(story: Story): [ArticleId, Story][] {
  const article = articleOf(story);
  return article === null ? [] : [[article, story]];
}

/** A language that a revision has may be another by now at the desk: no page leads to two stories in one. */
function onceEach({ metadata }: Story, others: readonly Story[]): Story[] {
  const byLanguage = new Map(others.map((other) => [other.metadata.language, other]));
  byLanguage.delete(metadata.language);
  return [...byLanguage.values()].toSorted((a, b) => (a.metadata.language < b.metadata.language ? -1 : 1));
}

/** What leads readers to them, each in its own language. */
export function translationLinks(translations: readonly Story[]): Html | null {
  if (translations.length === 0) return null;
  return html`<p class="translations">${translations.map((story) => {
    const { language } = story.metadata;
    return html`<a href="${articlePath(story)}" rel="alternate" lang="${language}" hreflang="${language}">${alsoIn[language]}</a>`;
  })}</p>`;
}

/**
 * The addresses of a story in all languages, its own among them, and the one for everybody else: that in the site's language, or else
 * the one that was public first. Empty where there is one language only. Those that search engines are to name elsewhere are left out.
 */
function alternates(
  site: Pick<Site, 'url' | 'settings'>,
  story: Story,
  translations: readonly Story[],
): { language: string; address: string }[] {
  const all = [story, ...translations].filter((one) => firstPublishedElsewhere(site, one) === null);
  if (!all.includes(story) || all.length < 2) return [];
  const inOrder = all.toSorted((a, b) => (a.metadata.language < b.metadata.language ? -1 : 1));
  const main = all.find(({ metadata }) => metadata.language === site.settings.language) ?? originalOf(all);
  return [
    ...inOrder.map((one) => ({ language: one.metadata.language, address: site.url + articlePath(one) })),
    ...(main ? [{ language: 'x-default', address: site.url + articlePath(main) }] : []),
  ];
}

/** They for the head of a page. */
export function alternateLinks(site: Site, story: Story, translations: readonly Story[]): Html {
  return html`${alternates(site, story, translations).map(
    ({ language, address }) => html`<link rel="alternate" hreflang="${language}" href="${address}">
`,
  )}${translations.map(
    ({ metadata }) => html`<meta property="og:locale:alternate" content="${localeOf(metadata.language)}">
`,
  )}`;
}

/** They for the sitemap's entry of a story. */
export function alternateEntries(
  site: Pick<Site, 'url' | 'settings'>,
  story: Story,
  translations: readonly Story[],
): Html[] {
  return alternates(site, story, translations).map(
    ({ language, address }) =>
      html`<xhtml:link rel="alternate"${attribute('hreflang', language)}${attribute('href', address)}/>`,
  );
}

/** In the words of schema.org: what was public first is the work, and the others are translations of it. */
export function translationData(site: Site, story: Story, translations: readonly Story[]) {
  if (translations.length === 0) return {};
  const workOf = (other: Story) => ({
    '@type': 'NewsArticle',
    headline: other.headline,
    inLanguage: other.metadata.language,
    url: firstPublishedElsewhere(site, other) ?? site.url + articlePath(other),
  });
  const original = originalOf([story, ...translations]);
  if (original && original !== story) return { translationOfWork: workOf(original) };
  const works = translations.map(workOf);
  return { workTranslation: works.length === 1 ? works[0] : works };
}

function originalOf(stories: readonly Story[]): Story | undefined {
  return stories.toSorted((a, b) => (a.metadata.firstPublishedAt <= b.metadata.firstPublishedAt ? -1 : 1))[0];
}
