// What an article's row says of it beside its text.
import { type Author, authorSchema, authorsFrom } from '@galley/shared/article/authors.ts';
import { idSchema } from '@galley/shared/id-schema.ts';
import type { ArticleId, SiteSectionId } from '@galley/shared/ids.ts';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Tables } from './tables.ts';

/** Whether there is an article of this id. */
export async function isKnownArticle(db: Kysely<Tables>, article: ArticleId): Promise<boolean> {
  const row = await db.selectFrom('article').select('id').where('id', '=', article).executeTakeFirst();
  return row !== undefined;
}

const tagsSchema = z.array(z.string());

/** An article's tags, which are kept as JSON. */
export function tagsIn({ tags }: { tags: string }): string[] {
  return tagsSchema.parse(JSON.parse(tags));
}

const relatedSchema = z.array(idSchema<ArticleId>());

/** The articles that readers are led to from one, in their order, as they were chosen. */
export function relatedIn({ related }: { related: string }): ArticleId[] {
  return relatedSchema.parse(JSON.parse(related));
}

/** Those of these articles that there are, with their headlines, in this order. */
export async function headlinesOf(
  db: Kysely<Tables>,
  articles: readonly ArticleId[],
): Promise<{ id: ArticleId; headline: string }[]> {
  if (articles.length === 0) return [];
  const rows = await db
    .selectFrom('article')
    .select(['id', 'headline'])
    .where('id', 'in', articles)
    .execute();
  const found = new Map(rows.map((row) => [row.id, row]));
  return articles.flatMap((id) => found.get(id) ?? []);
}

const authorsSchema = z.array(authorSchema);

/** An article's authors, in their order: those that were chosen, or those whom its byline names. */
export function authorsIn({ authors, byline }: { authors: string | null; byline: string }): Author[] {
  return authors === null ? authorsFrom(byline) : authorsSchema.parse(JSON.parse(authors));
}

/** What a section of the site is called; null where there is none of this id. */
export async function siteSectionNamed(db: Kysely<Tables>, section: SiteSectionId): Promise<string | null> {
  const row = await db.selectFrom('siteSection').select('name').where('id', '=', section).executeTakeFirst();
  return row?.name ?? null;
}

/** Whether nothing of the article may be public at that moment, in ISO 8601. */
export function isUnderEmbargo({ embargo }: { embargo: string | null }, moment: string): boolean {
  return embargo !== null && embargo > moment;
}

/** Whether nothing of this article may be public at that moment; false for one that is not known. */
export async function isArticleEmbargoed(
  db: Kysely<Tables>,
  article: ArticleId,
  moment: Date,
): Promise<boolean> {
  const row = await db.selectFrom('article').select('embargo').where('id', '=', article).executeTakeFirst();
  return row !== undefined && isUnderEmbargo(row, moment.toISOString());
}

/** Whether the article is in the archive; false for one that is not known. */
export async function isArticleArchived(db: Kysely<Tables>, article: ArticleId): Promise<boolean> {
  const row = await db
    .selectFrom('article')
    .select('archivedAt')
    .where('id', '=', article)
    .executeTakeFirst();
  return row !== undefined && row.archivedAt !== null;
}

/** When an article is to be withdrawn by itself; null where nobody has set that. */
export async function expiryOf(db: Kysely<Tables>, article: ArticleId): Promise<string | null> {
  const row = await db.selectFrom('expiry').select('at').where('id', '=', article).executeTakeFirst();
  return row?.at ?? null;
}
