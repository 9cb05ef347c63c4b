// What feeds call an article, for good: whatever becomes of its slug or of the site's address, readers' programs know it again.
import type { ArticleId } from '@galley/shared/ids.ts';
import type { Kysely } from 'kysely';
import type { Tables } from '../storage/tables.ts';

/** A tag URI (RFC 4151): the site's host and the day, as they are when the article is first published, and its id. */
export function newFeedId(url: string, article: ArticleId, at: string): string {
  return `tag:${new URL(url).hostname},${at.slice(0, 10)}:${article}`;
}

/** Articles that were published before there were such ids keep the address that feeds called them by. */
export async function keepFeedIds(db: Kysely<Tables>, url: string): Promise<void> {
  const rows = await db
    .selectFrom('article')
    .innerJoin('revision', (join) =>
      join.onRef('revision.article', '=', 'article.id').onRef('revision.number', '=', 'article.liveRevision'),
    )
    .select(['article.id', 'revision.slug'])
    .where('article.feedId', 'is', null)
    .execute();
  for (const { id, slug } of rows)
    await db
      .updateTable('article')
      .set({ feedId: `${url}/articles/${slug}` })
      .where('id', '=', id)
      .where('feedId', 'is', null)
      .execute();
}
