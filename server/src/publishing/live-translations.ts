// A publication makes public which articles tell the same story in other languages.
import type { ArticleId } from '@galley/shared/ids.ts';
import type { Transaction } from 'kysely';
import type { StorageKind } from '../storage/dialect.ts';
import type { Tables } from '../storage/tables.ts';
import { lockTranslations, translationsBothWays, writeLiveTranslations } from '../storage/translations.ts';
import type { Manuscript } from './manuscript.ts';

/** With the article they are public as they were judged; false where they are others by now. */
export async function publishTranslations(
  transaction: Transaction<Tables>,
  kind: StorageKind,
  article: ArticleId,
  { now, live }: Manuscript['translations'],
): Promise<boolean> {
  if (now.length === 0 && live.length === 0) return true;
  await lockTranslations(transaction, kind);
  const { now: current } = await translationsBothWays(transaction, article);
  if (idsOf(current) !== idsOf(now)) return false;
  await writeLiveTranslations(transaction, article);
  return true;
}

function idsOf(articles: Manuscript['translations']['now']): string {
  return articles.map(({ id }) => id).join();
}
