// What a search of the board that finds nothing was meant to be.
import { meantQuery } from '../storage/meant-query.ts';
import { matchingArticles } from '../storage/search.ts';
import type { SearchWords } from '../storage/search-words.ts';
import type { Storage } from '../storage/storage.ts';
import { type ArticleQuestion, listArticles } from './article-list.ts';

/** More words are no mistake in typing. */
const mostWords = 8;

/** The question's query as it may have been meant: see `meantQuery`. */
export async function meantQuestion(
  storage: Storage,
  words: Pick<SearchWords, 'near' | 'nearBeginning'>,
  question: ArticleQuestion,
): Promise<string | null> {
  const isFound = (word: string) => isFoundBy(storage, word);
  return await meantQuery(question.query ?? '', {
    words,
    isFound,
    written: async (word) => ((await isFound(word)) ? word : null),
    finds: async (query) => {
      const page = await listArticles(storage, { ...question, query, cursor: undefined, limit: 1 });
      return page !== null && page.articles.length > 0;
    },
    mostWords,
  });
}

async function isFoundBy({ db, kind }: Storage, query: string): Promise<boolean> {
  const matching = matchingArticles(kind, query);
  if (!matching) return false;
  const { rows } = await matching.execute(db);
  return rows.length > 0;
}
