// What a revision's public note is: a correction, a clarification or an update. Notes of former times were corrections.
import type { Kysely } from 'kysely';

export async function addNoteKinds({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .alterTable('revision')
    .addColumn('noteKind', 'text', (column) => column.notNull().defaultTo('correction'))
    .execute();
}
