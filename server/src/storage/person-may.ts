// What a person may do who is named by others, not by a session of their own.
import { type Action, may, type Role } from '@galley/shared/access/roles.ts';
import type { UserId } from '@galley/shared/ids.ts';
import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** Whether this person is active and has a role that allows the action. */
export async function personMay(db: Kysely<Tables>, person: UserId, action: Action): Promise<boolean> {
  const row = await db
    .selectFrom('user')
    .select('role')
    .where('id', '=', person)
    .where('active', '=', 1)
    .executeTakeFirst();
  return row !== undefined && may(row.role as Role, action);
}
