// Suggestions for the headline and the dek, which are in no section. SQLite can't let a column be null that could not, so
// the table is made anew and takes the rows over.
import { type Kysely, sql } from 'kysely';

/** Lets a suggestion name a line in place of a section. */
export async function suggestLines(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('suggestionAnew')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('article', 'text', (column) => column.notNull())
    .addColumn('section', 'text')
    .addColumn('line', 'text')
    .addColumn('author', 'text', (column) => column.notNull())
    .addColumn('change', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('createdAt', 'text', (column) => column.notNull())
    .addColumn('updatedAt', 'text', (column) => column.notNull())
    .addColumn('decidedBy', 'text')
    .addColumn('decidedAt', 'text')
    .execute();
  const columns = [
    'id',
    'article',
    'section',
    'author',
    'change',
    'state',
    'createdAt',
    'updatedAt',
    'decidedBy',
    'decidedAt',
  ].map((column) => sql.ref(column));
  const list = sql.join(columns);
  await sql`insert into "suggestionAnew" (${list}) select ${list} from "suggestion"`.execute(db);
  await schema.dropTable('suggestion').execute();
  await schema.alterTable('suggestionAnew').renameTo('suggestion').execute();
  await schema
    .createIndex('suggestionByArticle')
    .on('suggestion')
    .columns(['article', 'state', 'decidedAt'])
    .execute();
}
