// Sections of the site, the addresses that they have or had, and which one an article and its live revision are in.
import type { Kysely } from 'kysely';

export async function createSiteSections({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('siteSection')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('slug', 'text', (column) => column.notNull().unique())
    .addColumn('description', 'text', (column) => column.notNull())
    .addColumn('place', 'integer', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .execute();
  await schema
    .createTable('siteSectionSlug')
    .addColumn('slug', 'text', (column) => column.primaryKey())
    .addColumn('section', 'text', (column) =>
      column.notNull().references('siteSection.id').onDelete('cascade'),
    )
    .execute();
  // Whoever removes a section while somebody puts an article into it is refused by the database itself.
  for (const column of ['siteSection', 'liveSiteSection']) {
    await schema
      .alterTable('article')
      .addColumn(column, 'text', (definition) => definition.references('siteSection.id'))
      .execute();
    await schema
      .createIndex(`article${column === 'siteSection' ? 'BySiteSection' : 'ByLiveSiteSection'}`)
      .on('article')
      .column(column)
      .execute();
  }
}
