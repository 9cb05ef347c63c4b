// Suggestions name the part of the article that they would change in one column, be it a section or a line, which their change
// named before. SQLite can't add a column that is never null, so the table is made anew and takes the rows over.
import { type Kysely, sql } from 'kysely';

const kept = [
  'id',
  'article',
  'author',
  'change',
  'state',
  'createdAt',
  'updatedAt',
  'decidedBy',
  'decidedAt',
];

export async function nameSuggestedRegions(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  const ofLines = await sql<{ id: string; change: string }>`
    select "id", "change" from "suggestion" where "line" is not null`.execute(db);
  await schema
    .createTable('suggestionOfRegion')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('article', 'text', (column) => column.notNull())
    .addColumn('region', 'text', (column) => column.notNull())
    .addColumn('author', 'text', (column) => column.notNull())
    .addColumn('change', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('createdAt', 'text', (column) => column.notNull())
    .addColumn('updatedAt', 'text', (column) => column.notNull())
    .addColumn('decidedBy', 'text')
    .addColumn('decidedAt', 'text')
    .execute();
  const same = sql.join(kept.map((column) => sql.ref(column)));
  await sql`
    insert into "suggestionOfRegion" (${same}, "region")
    select ${same}, coalesce("line", "section") from "suggestion"`.execute(db);
  await schema.dropTable('suggestion').execute();
  await schema.alterTable('suggestionOfRegion').renameTo('suggestion').execute();
  await schema
    .createIndex('suggestionByArticle')
    .on('suggestion')
    .columns(['article', 'state', 'decidedAt'])
    .execute();
  for (const { id, change } of ofLines.rows) {
    const { line: _line, ...rest } = JSON.parse(change) as { line: string };
    await sql`update "suggestion" set "change" = ${JSON.stringify(rest)} where "id" = ${id}`.execute(db);
  }
  await nameInEvents(db);
}

interface Decided {
  type: string;
  which?: { id: string; section?: string | null }[];
}

/** Of decisions that nobody has been notified of yet. */
async function nameInEvents(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ id: string; event: string }>`
    select "id", "event" from "deskEvent" where "event" like '%"suggestions-decided"%'`.execute(db);
  for (const { id, event: json } of rows) {
    const event = JSON.parse(json) as Decided;
    if (event.type !== 'suggestions-decided' || !event.which) continue;
    const which: object[] = [];
    for (const { section, ...one } of event.which)
      which.push({ ...one, region: section ?? (await regionOf(db, one.id)) });
    const now = JSON.stringify({ ...event, which });
    await sql`update "deskEvent" set "event" = ${now} where "id" = ${id}`.execute(db);
  }
}

/** Where the suggestion is gone, its article is too, and nobody looks at which line it was. */
async function regionOf(db: Kysely<unknown>, suggestion: string): Promise<string> {
  const { rows } = await sql<{ region: string }>`
    select "region" from "suggestion" where "id" = ${suggestion}`.execute(db);
  return rows[0]?.region ?? 'headline';
}
