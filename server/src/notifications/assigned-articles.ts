// Articles that one act assigned to somebody are one notification, and leave it again with the assignment.
import { idSchema } from '@galley/shared/id-schema.ts';
import type { ArticleId, UserId } from '@galley/shared/ids.ts';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Tables } from '../storage/tables.ts';
import { lastUnread } from './last-unread.ts';

const idsSchema = z.array(idSchema<ArticleId>());

/** All articles that a notification speaks of, in the order in which they were assigned. */
function articlesOf({ article, articles }: { article: ArticleId; articles: string | null }): ArticleId[] {
  return articles === null ? [article] : idsSchema.parse(JSON.parse(articles));
}

/**
 * Adds an article to the notification of the same act that its reader has not read yet; false where there is none. Not where
 * that one was sent by e-mail already and this one has to be sent as well.
 */
export async function joinAssigned(
  transaction: Kysely<Tables>,
  row: { user: UserId; article: ArticleId; at: string; event: string; inbox: number; together: string },
  byMail: boolean,
): Promise<boolean> {
  const earlier = await lastUnread(transaction, row)
    .where('notification.together', '=', row.together)
    .executeTakeFirst();
  if (!earlier || (byMail && earlier.due === null)) return false;
  const articles = [...new Set([...articlesOf(earlier), row.article])];
  await transaction
    .updateTable('notification')
    .set({ articles: JSON.stringify(articles), at: row.at, event: row.event })
    .where('id', '=', earlier.id)
    .execute();
  return true;
}

/**
 * Takes an article out of what its former owner has not read yet of getting it; a notification that speaks of no other goes,
 * with the e-mail that was still to be sent. Gives who has to look anew.
 */
export async function endAssignment(
  transaction: Kysely<Tables>,
  { article, from }: { article: ArticleId; from: UserId },
): Promise<UserId[]> {
  const rows = await transaction
    .selectFrom('notification')
    .select(['id', 'article', 'articles'])
    .where('user', '=', from)
    .where('kind', '=', 'article-assigned')
    .where('readAt', 'is', null)
    .execute();
  const about = rows.filter((row) => articlesOf(row).includes(article));
  for (const row of about) {
    const left = articlesOf(row).filter((id) => id !== article);
    const [first] = left;
    if (first) {
      await transaction
        .updateTable('notification')
        .set({ article: first, articles: JSON.stringify(left) })
        .where('id', '=', row.id)
        .execute();
      continue;
    }
    await transaction.deleteFrom('notificationMail').where('notification', '=', row.id).execute();
    await transaction.deleteFrom('notification').where('id', '=', row.id).execute();
  }
  return about.length > 0 ? [from] : [];
}

/** The headlines of these articles, by their ids. */
export async function headlinesOf(
  db: Kysely<Tables>,
  articles: readonly ArticleId[],
): Promise<ReadonlyMap<ArticleId, string>> {
  if (articles.length === 0) return new Map();
  const rows = await db
    .selectFrom('article')
    .select(['id', 'headline'])
    .where('id', 'in', [...new Set(articles)])
    .execute();
  return new Map(rows.map(({ id, headline }) => [id, headline]));
}

/** How many headlines a notification of several articles names. */
const named = 5;

/** What a notification says of several articles; null of one. */
export function severalOf(
  row: { article: ArticleId; articles: string | null },
  headlines: ReadonlyMap<ArticleId, string>,
): { count: number; headlines: string[] } | null {
  const articles = articlesOf(row);
  if (articles.length < 2) return null;
  return { count: articles.length, headlines: namedOf(row).map((id) => headlines.get(id) ?? '') };
}

/** Those of a notification's articles whose headlines it names; none where it speaks of one. */
export function namedOf(row: { article: ArticleId; articles: string | null }): ArticleId[] {
  const articles = articlesOf(row);
  return articles.length < 2 ? [] : articles.slice(0, named);
}
