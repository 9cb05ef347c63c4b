// Articles that tell the same story, each in another language. The desk names them; readers are led from one to the other once one
// of them is published after that.
import { type ArticleId, newId, type WorkId } from '@galley/shared/ids.ts';
import type { Kysely, Transaction } from 'kysely';
import { headlinesOf } from './article-facts.ts';
import { lockNames, type StorageKind } from './dialect.ts';
import type { Tables } from './tables.ts';

/**
 * Lets nobody else change which articles tell the same story before the transaction ends. To be taken with the article’s own row at
 * most, and before any other.
 */
export async function lockTranslations(transaction: Transaction<Tables>, kind: StorageKind): Promise<void> {
  await lockNames(transaction, kind, ['translations']);
}

/** The other articles that tell the same story as each of these, as the desk has it. */
export async function translationsOf(
  db: Kysely<Tables>,
  articles: readonly ArticleId[],
): Promise<ReadonlyMap<ArticleId, ArticleId[]>> {
  const rows = await db
    .selectFrom('translation as own')
    .innerJoin('translation as other', (join) =>
      join.onRef('other.work', '=', 'own.work').onRef('other.article', '!=', 'own.article'),
    )
    .select(['own.article', 'other.article as translation'])
    .where('own.article', 'in', articles)
    .orderBy('other.language')
    .execute();
  const found = Map.groupBy(rows, ({ article }) => article);
  return new Map([...found].map(([article, others]) => [article, others.map((one) => one.translation)]));
}

/** They, and those that readers had when one of them was last published, with their headlines. */
export async function translationsBothWays(db: Kysely<Tables>, article: ArticleId) {
  const now = (await translationsOf(db, [article])).get(article) ?? [];
  const live = await db
    .selectFrom('liveTranslation as own')
    .innerJoin('liveTranslation as other', 'other.work', 'own.work')
    .select('other.article')
    .where('own.article', '=', article)
    .where('other.article', '!=', article)
    .orderBy('other.article')
    .execute();
  return {
    now: await headlinesOf(db, now),
    live: await headlinesOf(
      db,
      live.map((row) => row.article),
    ),
  };
}

/** Why articles can't be named as telling the same story. */
export type TranslationRefusal = 'translation-unfit' | 'translation-taken';

/**
 * From now on these other articles, and no more, tell the same story as this one; what they have been named with comes along. Null
 * where that is done. Whoever calls it holds `lockTranslations`.
 */
export async function nameTranslations(
  transaction: Transaction<Tables>,
  { article, language }: { article: ArticleId; language: string },
  wanted: readonly ArticleId[],
): Promise<TranslationRefusal | null> {
  const named = [article, ...wanted];
  const others =
    wanted.length === 0
      ? []
      : await transaction
          .selectFrom('article')
          .select(['id as article', 'language'])
          .where('id', 'in', wanted)
          .execute();
  const languages = [{ article, language }, ...others];
  if (others.length < wanted.length || hasOneTwice(languages)) return 'translation-unfit';
  const before = await transaction
    .selectFrom('translation')
    .select(['article', 'work'])
    .where('article', 'in', named)
    .execute();
  const own = before.find((row) => row.article === article)?.work;
  const joined = before.map(({ work }) => work).filter((work) => work !== own);
  const brought =
    joined.length === 0
      ? []
      : await transaction
          .selectFrom('translation')
          .select(['article', 'language'])
          .where('work', 'in', joined)
          .where('article', 'not in', named)
          .execute();
  const all = [...languages, ...brought];
  if (hasOneTwice(all)) return 'translation-taken';
  const work = own ?? joined[0] ?? newId<WorkId>();
  // Whoever leaves the others alone leaves them together; whoever is left out here is in nothing any longer.
  await transaction
    .deleteFrom('translation')
    .where((eb) =>
      eb.or([
        eb(
          'article',
          'in',
          all.map((one) => one.article),
        ),
        ...(wanted.length === 0 ? [] : [eb('work', '=', work)]),
      ]),
    )
    .execute();
  if (wanted.length > 0)
    await transaction
      .insertInto('translation')
      .values(all.map((one) => ({ ...one, work })))
      .execute();
  return null;
}

/** The article is in another language; false where another one tells the same story in that. Under `lockTranslations` too. */
export async function translationSpeaks(
  transaction: Transaction<Tables>,
  article: ArticleId,
  language: string,
): Promise<boolean> {
  const others = (await translationsOf(transaction, [article])).get(article) ?? [];
  if (others.length > 0) {
    const taken = await transaction
      .selectFrom('translation')
      .select('article')
      .where('article', 'in', others)
      .where('language', '=', language)
      .executeTakeFirst();
    if (taken) return false;
  }
  await transaction.updateTable('translation').set({ language }).where('article', '=', article).execute();
  return true;
}

/** With this article its translations are public as the desk has them now; pages ask which of them are live. Under `lockTranslations`. */
export async function writeLiveTranslations(
  transaction: Transaction<Tables>,
  article: ArticleId,
): Promise<void> {
  const own = await transaction
    .selectFrom('translation')
    .select('work')
    .where('article', '=', article)
    .executeTakeFirst();
  if (!own) {
    await transaction.deleteFrom('liveTranslation').where('article', '=', article).execute();
    return;
  }
  const rows = await transaction
    .selectFrom('translation')
    .select(['article', 'work'])
    .where('work', '=', own.work)
    .execute();
  const articles = rows.map((row) => row.article);
  await transaction
    .deleteFrom('liveTranslation')
    .where((eb) => eb.or([eb('work', '=', own.work), eb('article', 'in', articles)]))
    .execute();
  await transaction.insertInto('liveTranslation').values(rows).execute();
}

function hasOneTwice(rows: readonly { language: string }[]): boolean {
  return new Set(rows.map(({ language }) => language)).size < rows.length;
}
