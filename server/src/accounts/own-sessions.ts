// The sessions of one person: their list, and how they end before their time.
import type { OwnSession } from '@galley/shared/api/people.ts';
import type { UserId } from '@galley/shared/ids.ts';
import type { Kysely } from 'kysely';
import { type NewAuditEntry, record } from '../audit/record.ts';
import type { Storage } from '../storage/storage.ts';
import type { Tables } from '../storage/tables.ts';
import type { SqlSessions } from './sql-sessions.ts';
import { readUserAgent } from './user-agents.ts';

/** The sessions of a person that last, the current one first and then the one that was used last. */
export async function listSessions({ db }: Storage, user: UserId, current: string): Promise<OwnSession[]> {
  const rows = await db
    .selectFrom('session')
    .select(['id', 'createdAt', 'seenAt', 'ipAddress', 'userAgent'])
    .where('userId', '=', user)
    .where('expiresAt', '>', new Date().toISOString())
    .execute();
  return rows
    .map(({ id, createdAt, seenAt, ipAddress, userAgent }) => ({
      id,
      current: id === current,
      createdAt,
      seenAt: seenAt ?? createdAt,
      address: ipAddress === '' ? null : ipAddress,
      ...readUserAgent(userAgent),
    }))
    .sort(
      (one, other) => Number(other.current) - Number(one.current) || (one.seenAt < other.seenAt ? 1 : -1),
    );
}

/** Which sessions of a person are to end: all, one, or all but one. */
export interface EndedSessions {
  user: UserId;
  only?: string;
  except?: string;
}

/**
 * Ends sessions of a person and writes `entry` into the audit log, both or neither; their sockets close at once. Gives how
 * many ended; where there were none nothing is written.
 */
export async function endSessions(
  { db }: Storage,
  sessions: SqlSessions,
  { user, only, except }: EndedSessions,
  entry: NewAuditEntry,
): Promise<number> {
  const ended = await db.transaction().execute(async (transaction) => {
    const rows = await deleteSessions(transaction, { user, only, except });
    if (rows.length > 0) await record(transaction, entry);
    return rows;
  });
  for (const session of ended) sessions.announce({ type: 'ended', user, session });
  return ended.length;
}

async function deleteSessions(
  db: Kysely<Tables>,
  { user, only, except }: { user: UserId; only: string | undefined; except: string | undefined },
): Promise<string[]> {
  let query = db.deleteFrom('session').where('userId', '=', user);
  if (only !== undefined) query = query.where('id', '=', only);
  if (except !== undefined) query = query.where('id', '!=', except);
  const rows = await query.returning('id').execute();
  return rows.map(({ id }) => id);
}
