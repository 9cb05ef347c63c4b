// What readers search: the revisions that articles are live with, and nothing else. See publishing/live-search.ts for the index.
import type { Language } from '@galley/shared/language.ts';
import { type SqlBool, sql } from 'kysely';
import { meantQuery } from '../storage/meant-query.ts';
import { closeStories, matchingHeadlines, matchingStories } from '../storage/search.ts';
import { withoutAccents, wordsIn } from '../storage/search-terms.ts';
import { createSearchWords } from '../storage/search-words.ts';
import type { Storage } from '../storage/storage.ts';
import type { Stories, Story } from './stories.ts';

/** What is asked for, and in which language stories are. */
export interface StoryQuestion {
  query: string;
  language: Language;
}

export interface StorySearch {
  /** How many stories a query finds in each language that has any. */
  counts(query: string): Promise<ReadonlyMap<Language, number>>;
  /** Those with all that is asked for in the headline first, then the others that have it, then those with the parts of a compound apart; of each the newest first. */
  find(question: StoryQuestion & { limit: number; offset: number }): Promise<Story[]>;
  /** What a query that finds nothing may have been meant to be, in words that stand in a live story; null for nothing. */
  meant(question: StoryQuestion): Promise<string | null>;
}

/** Each word costs as much as some searches do. */
const mostMeantWords = 3;

export function createStorySearch(
  storage: Pick<Storage, 'db' | 'kind'>,
  stories: Pick<Stories, 'of'>,
): StorySearch {
  const { db, kind } = storage;
  const words = createSearchWords(storage, 'storyWord');

  /** The live stories that a query finds. The index has no others; this holds where it were wrong, too. */
  const live = (query: string) => {
    const matching = matchingStories(kind, query);
    return (
      matching &&
      db
        .selectFrom('article')
        .where('article.liveRevision', 'is not', null)
        .where(sql<SqlBool>`"article"."id" in (${matching})`)
    );
  };

  const firstOf = async ({ query, language }: StoryQuestion) =>
    await live(query)
      ?.select('article.id')
      .where('article.liveLanguage', '=', language)
      .limit(1)
      .executeTakeFirst();

  return {
    counts: async (query) => {
      const rows = await live(query)
        ?.select(({ fn }) => ['article.liveLanguage as language', fn.countAll<number | string>().as('count')])
        .groupBy('article.liveLanguage')
        .execute();
      return new Map(rows?.map(({ language, count }) => [language as Language, Number(count)]));
    },

    find: async ({ query, language, limit, offset }) => {
      const headlines = matchingHeadlines(kind, query);
      let found = live(query)
        ?.innerJoin('revision as first', (join) =>
          // With the plus the embedded database takes the index that has the time in it, and not the row behind its whole text.
          join.onRef('first.article', '=', 'article.id').on(sql<SqlBool>`+"first"."number" = 1`),
        )
        .select('article.id')
        .where('article.liveLanguage', '=', language);
      if (headlines)
        found = found?.orderBy(sql`case when "article"."id" in (${headlines}) then 0 else 1 end`);
      const close = closeStories(kind, query);
      if (close) found = found?.orderBy(sql`case when "article"."id" in (${close}) then 0 else 1 end`);
      const rows = await found
        ?.orderBy('first.publishedAt', 'desc')
        .orderBy('article.id')
        .limit(limit)
        .offset(offset)
        .execute();
      return await stories.of(rows?.map(({ id }) => id) ?? []);
    },

    meant: async ({ query, language }) =>
      await meantQuery(query, {
        words,
        isFound: async (word) => (await firstOf({ query: word, language })) !== undefined,
        written: async (word) => {
          // As it stands, and not in another form: the table knows words of what was withdrawn, too.
          const found = await firstOf({ query: `"${word}"`, language });
          const [story] = found ? await stories.of([found.id]) : [];
          return story ? spellingIn(story, word) : null;
        },
        finds: async (meant) => (await firstOf({ query: meant, language })) !== undefined,
        mostWords: mostMeantWords,
      }),
  };
}

/** A word as the story writes it, in lower case; null where it stands in what is not shown of the story. */
function spellingIn({ headline, dek, text }: Story, word: string): string | null {
  const bare = withoutAccents(word);
  return wordsIn([headline, dek, text].join('\n')).find((one) => withoutAccents(one) === bare) ?? null;
}
