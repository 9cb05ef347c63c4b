// Articles have authors beside their byline, authors have profiles, and the site finds what is public by its authors.
import { authorSlug, authorsFrom } from '@galley/shared/article/authors.ts';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Tables } from '../tables.ts';

/** What was in a revision's metadata when this step was made. */
const metadataSchema = z.object({ language: z.enum(['en', 'de']), byline: z.string() });

export async function createAuthors(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema.alterTable('article').addColumn('authors', 'text').execute();
  await schema
    .createTable('author')
    .addColumn('slug', 'text', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('bio', 'text', (column) => column.notNull())
    .addColumn('picture', 'text')
    .addColumn('link', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .execute();
  await schema
    .createTable('liveAuthor')
    .addColumn('article', 'text', (column) => column.notNull())
    .addColumn('slug', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('liveAuthorKey', ['slug', 'article'])
    .execute();
  await schema.createIndex('liveAuthorByArticle').on('liveAuthor').column('article').execute();
  const tables = db as Kysely<Tables>;
  const live = await tables
    .selectFrom('article')
    .innerJoin('revision', (join) =>
      join.onRef('revision.article', '=', 'article.id').onRef('revision.number', '=', 'article.liveRevision'),
    )
    .select(['article.id', 'revision.metadata'])
    .execute();
  for (const { id, metadata } of live) {
    const { byline, language } = metadataSchema.parse(JSON.parse(metadata));
    const slugs = new Set(authorsFrom(byline).map((author) => authorSlug(author, language)));
    for (const slug of slugs)
      if (slug !== '') await tables.insertInto('liveAuthor').values({ article: id, slug }).execute();
  }
}
