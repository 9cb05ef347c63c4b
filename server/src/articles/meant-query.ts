// What a search that finds nothing was meant to be: its mistyped words replaced by near ones that articles have.
import { matchingArticles } from '../storage/search.ts';
import type { SearchWords } from '../storage/search-words.ts';
import type { Storage } from '../storage/storage.ts';
import { type ArticleQuestion, listArticles } from './article-list.ts';

/** A word of a query that may be mistyped: what stands between blanks and is neither a phrase nor to be left out. */
const plainWord = /(?<=^|\s)[\p{L}\p{M}]{4,}(?=$|\s)/gu;
/** More words are no mistake in typing. */
const mostWords = 8;

/**
 * The question's query with its unknown words replaced by the nearest known ones; null where all words are known, one has
 * no neighbor, or the other query finds nothing either.
 */
export async function meantQuery(
  storage: Storage,
  words: Pick<SearchWords, 'near' | 'nearBeginning'>,
  question: ArticleQuestion,
): Promise<string | null> {
  const { query = '' } = question;
  if (/["“”„«»]/u.test(query)) return null;
  const typed = [...new Set(query.match(plainWord))].slice(0, mostWords);
  const replaced = new Map<string, string>();
  for (const word of typed) {
    if (await isFound(storage, word)) continue;
    const near =
      (await firstFound(storage, await words.near(word))) ??
      // Who is still typing has not come to the end of the last word.
      (query.endsWith(word) ? await firstFound(storage, await words.nearBeginning(word)) : null);
    if (near === null) return null;
    replaced.set(word, near);
  }
  if (replaced.size === 0) return null;
  const meant = query.replace(plainWord, (word) => replaced.get(word) ?? word);
  const page = await listArticles(storage, { ...question, query: meant, cursor: undefined, limit: 1 });
  return page && page.articles.length > 0 ? meant : null;
}

async function firstFound(storage: Storage, words: readonly string[]): Promise<string | null> {
  for (const word of words) if (await isFound(storage, word)) return word;
  return null;
}

async function isFound({ db, kind }: Storage, query: string): Promise<boolean> {
  const matching = matchingArticles(kind, query);
  if (!matching) return false;
  const { rows } = await matching.execute(db);
  return rows.length > 0;
}
