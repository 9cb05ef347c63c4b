// Snapshots: the merged state of a document up to a journal position, made from the journal's own rows.
import type { DocumentName, UserId } from '@galley/shared/ids.ts';
import type { Kysely } from 'kysely';
import type { Tables } from '../storage/tables.ts';
import type { Journaled, JournaledDocument, JournaledStates } from './journal.ts';
import { openQuarantine, readableRows, wholeState } from './quarantine.ts';

/** A document as the journal has it, and how much of it its snapshot does not cover. */
export interface ReadDocument extends JournaledDocument {
  tail: Tail;
}

/** Updates behind a snapshot. */
export interface Tail {
  updates: number;
  bytes: number;
}

/**
 * The document as the journal has it, or null where the journal knows none of that name; of one in quarantine its last good
 * state. A snapshot that can't be read is left out, for the journal has all that it held.
 */
export async function readDocument(
  db: Kysely<Tables>,
  document: DocumentName,
): Promise<ReadDocument | 'unreadable' | null> {
  const { snapshot, updates } = await readPieces(db, document);
  const last = updates.at(-1);
  if (!snapshot && !last) return null;
  const state = wholeState([...(snapshot ? [snapshot.bytes] : []), ...bytesOf(updates)]);
  if (state !== null) return await found(state, updates, last?.position ?? snapshot?.position ?? 0);
  if (!snapshot) return 'unreadable';
  const all = await updatesSince(db, document, 0);
  const whole = wholeState(bytesOf(all));
  if (whole === null) return 'unreadable';
  await db.deleteFrom('snapshot').where('document', '=', document).execute();
  return await found(whole, all, all.at(-1)?.position ?? 0);

  async function found(
    state: Uint8Array,
    tail: readonly Journaled[],
    position: number,
  ): Promise<ReadDocument> {
    const bytes = tail.reduce((sum, update) => sum + update.bytes.byteLength, 0);
    return {
      state,
      position: await positionOf(db, document, position),
      clients: await readClients(db, document),
      quarantine: await openQuarantine(db, document),
      tail: { updates: tail.length, bytes },
    };
  }
}

/** The document as the journal has it, its pieces as they are: see `Journal.states`. */
export async function readStates(
  db: Kysely<Tables>,
  document: DocumentName,
): Promise<JournaledStates | null> {
  const { snapshot, updates } = await readPieces(db, document);
  const position = updates.at(-1)?.position ?? snapshot?.position;
  if (position === undefined) return null;
  const states = [...(snapshot ? [snapshot.bytes] : []), ...bytesOf(updates)];
  return {
    states,
    position: await positionOf(db, document, position),
    clients: await readClients(db, document),
  };
}

/** Snapshot, and the updates behind it. */
async function readPieces(db: Kysely<Tables>, document: DocumentName) {
  const snapshot = await db
    .selectFrom('snapshot')
    .select(['position', 'bytes'])
    .where('document', '=', document)
    .executeTakeFirst();
  return { snapshot, updates: await updatesSince(db, document, snapshot?.position ?? 0) };
}

function bytesOf(updates: readonly Journaled[]): Uint8Array[] {
  return updates.map(({ bytes }) => bytes);
}

/** Up to where a document was read: rows in quarantine count as there, for none of them is waited for. */
async function positionOf(db: Kysely<Tables>, document: DocumentName, position: number): Promise<number> {
  if (!(await openQuarantine(db, document))) return position;
  const { last } = await db
    .selectFrom('update')
    .select(({ fn }) => fn.max('position').as('last'))
    .where('document', '=', document)
    .executeTakeFirstOrThrow();
  return last ?? 0;
}

/** The updates behind a position, oldest first. */
export async function updatesSince(
  db: Kysely<Tables>,
  document: DocumentName,
  position: number,
): Promise<Journaled[]> {
  const rows = await readableRows(db, document)
    .select(['position', 'bytes', 'author', 'clients'])
    .where('position', '>', position)
    .orderBy('position')
    .execute();
  return rows.map(({ author, clients, ...row }) => ({
    ...row,
    author: author,
    clients: JSON.parse(clients) as number[],
  }));
}

/** Renews the document's snapshot; one that another process made further on stays. */
export async function writeSnapshot(db: Kysely<Tables>, document: DocumentName): Promise<void> {
  const current = await readDocument(db, document);
  if (current === null || current === 'unreadable') return;
  const row = { document, position: current.position, bytes: current.state, at: new Date().toISOString() };
  await db
    .insertInto('snapshot')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .column('document')
        .doUpdateSet({ position: row.position, bytes: row.bytes, at: row.at })
        .where('snapshot.position', '<', row.position),
    )
    .execute();
}

async function readClients(db: Kysely<Tables>, document: DocumentName): Promise<Map<number, UserId | null>> {
  const rows = await db
    .selectFrom('client')
    .select(['client', 'author'])
    .where('document', '=', document)
    .execute();
  return new Map(rows.map((row) => [row.client, row.author]));
}
