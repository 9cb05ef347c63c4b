// The journal as a record: its rows with their times, and the merging of old rows.
import type { DocumentName } from '@galley/shared/ids.ts';
import type { Kysely, Transaction } from 'kysely';
import * as Y from 'yjs';
import { lockNames } from '../storage/dialect.ts';
import { mergingKey } from '../storage/migrations/0006-history.ts';
import type { Storage } from '../storage/storage.ts';
import type { Tables } from '../storage/tables.ts';
import type { DatedEntry, MergeOptions } from './journal.ts';
import { isReadable, readableRows } from './quarantine.ts';

/** The rows behind a position, oldest first, at most so many. */
export async function entriesAfter(
  db: Kysely<Tables>,
  document: DocumentName,
  position: number,
  limit: number,
): Promise<DatedEntry[]> {
  return await readableRows(db, document)
    .select(['position', 'bytes', 'author', 'at'])
    .where('position', '>', position)
    .orderBy('position')
    .limit(limit)
    .execute();
}

/** Merges rows as `Journal.mergeOld` says. */
export async function mergeOld(
  { db, kind }: Storage,
  { document, after, upTo, before, every }: MergeOptions,
): Promise<{ position: number; rows: number }> {
  return await db.transaction().execute(async (transaction) => {
    await lockNames(transaction, kind, [document]);
    const rows = await readableRows(transaction, document)
      .selectAll()
      .where('position', '>', after)
      .where('position', '<=', upTo)
      .where('at', '<', before)
      .orderBy('position')
      .limit(mostRows)
      .execute();
    const lots = lotsOf(rows, every, rows.length < mostRows);
    let saved = 0;
    await mergingAllowed(transaction, async () => {
      for (const lot of lots) saved += await mergeLot(transaction, lot);
    });
    return { position: lots.at(-1)?.at(-1)?.position ?? after, rows: saved };
  });
}

type Row = Tables['update'];
const mostRows = 4000;

/** Rows of the same minute or day; the last one may go on behind what was read, unless that was all. */
function lotsOf(rows: readonly Row[], every: MergeOptions['every'], isAll: boolean): Row[][] {
  const length = every === 'minute' ? '2026-01-01T00:00'.length : '2026-01-01'.length;
  const lots: Row[][] = [];
  for (const row of rows) {
    const lot = lots.at(-1);
    if (lot?.[0]?.at.slice(0, length) === row.at.slice(0, length)) lot.push(row);
    else lots.push([row]);
  }
  return isAll || lots.length < 2 ? lots : lots.slice(0, -1);
}

/** One row a person, at the position and the time of their last one; gives how many rows that saved. */
async function mergeLot(transaction: Transaction<Tables>, lot: readonly Row[]): Promise<number> {
  const byAuthor = Map.groupBy(lot, ({ author }) => author);
  if (byAuthor.size === lot.length) return 0;
  const [first] = lot;
  const last = lot.at(-1);
  if (!first || !last) return 0;
  await transaction
    .deleteFrom('update')
    .where('document', '=', first.document)
    .where('position', '>=', first.position)
    .where('position', '<=', last.position)
    .where(isReadable)
    .execute();
  for (const rows of byAuthor.values()) {
    const end = rows.at(-1);
    if (!end) continue;
    const clients = new Set(rows.flatMap((row) => JSON.parse(row.clients) as number[]));
    const bytes = rows.length === 1 ? end.bytes : Y.mergeUpdates(rows.map((row) => row.bytes));
    await transaction
      .insertInto('update')
      .values({ ...end, bytes, clients: JSON.stringify([...clients]) })
      .execute();
  }
  return lot.length - byAuthor.size;
}

/** Opens the guard of the journal's rows for this transaction alone. */
async function mergingAllowed(transaction: Transaction<Tables>, merge: () => Promise<void>): Promise<void> {
  await transaction.insertInto('setting').values({ key: mergingKey, value: 'now' }).execute();
  await merge();
  await transaction.deleteFrom('setting').where('key', '=', mergingKey).execute();
}
