// When each session was last used, for its person's list of sessions.
import type { Kysely } from 'kysely';

export async function addSessionSeen(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('session').addColumn('seenAt', 'text').execute();
}
