// What pictures' files said of them, as JSON; null for pictures from before that was read.
import type { Kysely } from 'kysely';

export async function addPictureNotes(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('media').addColumn('notes', 'text').execute();
}
