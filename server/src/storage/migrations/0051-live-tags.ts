// The tags of what is public, as rows, so that the stories with a tag can be found.
import { tagSlugs } from '@galley/shared/article/slug.ts';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Tables } from '../tables.ts';

/** What was in a revision's metadata when this step was made. */
const metadataSchema = z.object({ language: z.enum(['en', 'de']), tags: z.array(z.string()).default([]) });

export async function createLiveTags(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('liveTag')
    .addColumn('article', 'text', (column) => column.notNull())
    .addColumn('slug', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('liveTagKey', ['slug', 'article'])
    .execute();
  await db.schema.createIndex('liveTagByArticle').on('liveTag').column('article').execute();
  await listLiveTags(db as Kysely<Tables>);
}

/** Writes the rows of what is public. */
export async function listLiveTags(tables: Kysely<Tables>): Promise<void> {
  const live = await tables
    .selectFrom('article')
    .innerJoin('revision', (join) =>
      join.onRef('revision.article', '=', 'article.id').onRef('revision.number', '=', 'article.liveRevision'),
    )
    .select(['article.id', 'revision.metadata'])
    .execute();
  for (const { id, metadata } of live) {
    const { tags, language } = metadataSchema.parse(JSON.parse(metadata));
    for (const slug of tagSlugs(tags, language))
      await tables.insertInto('liveTag').values({ article: id, slug }).execute();
  }
}
