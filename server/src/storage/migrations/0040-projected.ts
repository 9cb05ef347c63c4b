// Up to which position of its document's journal an article's row and its entry in the search index were made.
import { type Kysely, sql } from 'kysely';

export async function addProjected(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('article')
    .addColumn('projected', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  // What was edited last may have been left behind by a crash; it is made anew at the start.
  await sql`update "article" set "projected" = coalesce(
      (select max("position") from "update" where "document" = 'article/' || "article"."id"), 0)
    where "id" not in (select "id" from "article" order by "editedAt" desc limit 20)`.execute(db);
}
