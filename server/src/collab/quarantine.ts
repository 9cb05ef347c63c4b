// What of a journal can't be read: the rows behind the last good position are kept aside, and everybody reads around them.
// Nothing is deleted. While a quarantine is open the article can only be read; ended, it goes on behind the rows in it.
import { setImmediate } from 'node:timers/promises';
import type { DocumentName, UserId } from '@galley/shared/ids.ts';
import { type Kysely, type SqlBool, sql, type Transaction } from 'kysely';
import * as Y from 'yjs';
import type { Tables } from '../storage/tables.ts';

/** An open quarantine. */
export interface Quarantine {
  /** The last good position: the rows behind it are kept aside. */
  after: number;
  /** When the article's last good edit was made, in ISO 8601; null where there is none. */
  goodAt: string | null;
}

/** The rows of a document's journal but for those in quarantine. */
export function readableRows(db: Kysely<Tables>, document: DocumentName) {
  return db.selectFrom('update').where('document', '=', document).where(isReadable);
}

/** Whether a row of the journal is in no quarantine, as a condition. */
export const isReadable = sql<SqlBool>`not exists (select 1 from "quarantine" where "quarantine"."document" = "update"."document"
  and "update"."position" > "quarantine"."after"
  and ("quarantine"."upTo" is null or "update"."position" <= "quarantine"."upTo"))`;

/** The document's open quarantine, or null. */
export async function openQuarantine(db: Kysely<Tables>, document: DocumentName): Promise<Quarantine | null> {
  const row = await db
    .selectFrom('quarantine')
    .select(['after'])
    .where('document', '=', document)
    .where('upTo', 'is', null)
    .executeTakeFirst();
  if (!row) return null;
  const good = await db
    .selectFrom('update')
    .select('at')
    .where('document', '=', document)
    .where('position', '=', row.after)
    .executeTakeFirst();
  return { after: row.after, goodAt: good?.at ?? null };
}

/** Puts what follows a journal's last good position in quarantine; gives false where another process was first. */
export async function beginQuarantine(
  transaction: Transaction<Tables>,
  document: DocumentName,
  good: LastGood,
): Promise<boolean> {
  const begun = await transaction
    .insertInto('quarantine')
    .values({
      document,
      after: good.position,
      upTo: null,
      reason: good.reason,
      foundAt: new Date().toISOString(),
      endedAt: null,
      endedBy: null,
    })
    .onConflict((conflict) => conflict.columns(['document', 'after']).doNothing())
    .returning('after')
    .executeTakeFirst();
  // A snapshot may hold what can't be read.
  await transaction.deleteFrom('snapshot').where('document', '=', document).execute();
  return begun !== undefined;
}

/**
 * Ends the open quarantine: from now on the article goes on behind the rows in it. To be called under the document's lock.
 * Gives the position up to which rows stay aside, or null where none is open.
 */
export async function endQuarantine(
  transaction: Transaction<Tables>,
  document: DocumentName,
  by: UserId,
): Promise<number | null> {
  const { last } = await transaction
    .selectFrom('update')
    .select(({ fn }) => fn.max('position').as('last'))
    .where('document', '=', document)
    .executeTakeFirstOrThrow();
  const ended = await transaction
    .updateTable('quarantine')
    .set({ upTo: last, endedAt: new Date().toISOString(), endedBy: by })
    .where('document', '=', document)
    .where('upTo', 'is', null)
    .returning('upTo')
    .executeTakeFirst();
  return ended?.upTo ?? null;
}

/** Up to which position a journal is good, and why not further. */
export interface LastGood {
  position: number;
  reason: string;
}

/** The last good position of a journal; null where all of it can be read. */
export async function lastGood(db: Kysely<Tables>, document: DocumentName): Promise<LastGood | null> {
  const rows = await readableRows(db, document).select(['position', 'bytes']).orderBy('position').execute();
  const doc = new Y.Doc();
  const whole: number[] = [];
  let reason = 'Rows are missing.';
  for (const { position, bytes } of rows) {
    try {
      Y.applyUpdate(doc, bytes);
    } catch (error) {
      reason = `Row ${position}: ${error instanceof Error ? error.message : String(error)}`;
      break;
    }
    if (!isIncomplete(doc)) whole.push(position);
    if (position % rowsAtATime === 0) await setImmediate();
  }
  doc.destroy();
  const end = rows.at(-1)?.position ?? 0;
  // What could be applied may still make a state that can't be read back: the first such is looked for by halves.
  let good = 0;
  let bad = whole.length;
  if (wholeState(bytesUpTo(whole.at(-1) ?? 0)) !== null) good = whole.length;
  while (good < bad - 1 && good < whole.length) {
    const middle = Math.floor((good + bad) / 2);
    if (wholeState(bytesUpTo(whole[middle - 1] ?? 0)) === null) bad = middle;
    else good = middle;
    await setImmediate();
  }
  const position = whole[good - 1] ?? 0;
  return position === end ? null : { position, reason };

  function bytesUpTo(last: number): Uint8Array[] {
    return rows.filter(({ position }) => position <= last).map(({ bytes }) => bytes);
  }
}

const rowsAtATime = 200;

/**
 * The states and updates as one state, through a document rather than `mergeUpdates`, so that what was deleted is let go.
 * Null where they can't be read, do not make a whole, or make one that can't be read back.
 */
export function wholeState(states: readonly Uint8Array[]): Uint8Array | null {
  const doc = new Y.Doc();
  try {
    doc.transact(() => {
      for (const state of states) Y.applyUpdate(doc, state);
    });
    if (isIncomplete(doc)) return null;
    const [only] = states;
    if (only && states.length === 1) return new Uint8Array(only);
    const state = Y.encodeStateAsUpdate(doc);
    Y.decodeUpdate(state);
    return state;
  } catch {
    return null;
  } finally {
    doc.destroy();
  }
}

/** Whether a document waits for structs that have not come. */
export function isIncomplete({ store }: Y.Doc): boolean {
  return store.pendingStructs !== null || store.pendingDs !== null;
}
