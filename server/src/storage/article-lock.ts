// The lock that the journal takes to hold an article, for acts on its rows alone.
import { type ArticleId, documentNameOf } from '@galley/shared/ids.ts';
import type { Transaction } from 'kysely';
import { lockNames, type StorageKind } from './dialect.ts';
import type { Tables } from './tables.ts';

/** Lets nobody else publish, schedule or write into an article before the transaction ends. To be taken before any row. */
export async function lockArticle(
  transaction: Transaction<Tables>,
  kind: StorageKind,
  article: ArticleId,
): Promise<void> {
  await lockNames(transaction, kind, [documentNameOf(article)]);
}
