// Snapshots: the merged state of a document up to a journal position, made from the journal's own rows.
import type { DocumentName, UserId } from '@galley/shared/ids.ts';
import type { Kysely } from 'kysely';
import * as Y from 'yjs';
import type { Tables } from '../storage/tables.ts';
import type { Journaled, JournaledDocument } from './journal.ts';

/** A document as the journal has it, and how much of it its snapshot does not cover. */
export interface ReadDocument extends JournaledDocument {
  tail: Tail;
}

/** Updates behind a snapshot. */
export interface Tail {
  updates: number;
  bytes: number;
}

/** The document as the journal has it, or null where the journal knows none of that name. */
export async function readDocument(db: Kysely<Tables>, document: DocumentName): Promise<ReadDocument | null> {
  const snapshot = await db
    .selectFrom('snapshot')
    .select(['position', 'bytes'])
    .where('document', '=', document)
    .executeTakeFirst();
  const updates = await updatesSince(db, document, snapshot?.position ?? 0);
  const last = updates.at(-1);
  if (!snapshot && !last) return null;
  const states = [...(snapshot ? [snapshot.bytes] : []), ...updates.map((update) => update.bytes)];
  return {
    state: merged(states),
    position: last?.position ?? snapshot?.position ?? 0,
    clients: await readClients(db, document),
    tail: {
      updates: updates.length,
      bytes: updates.reduce((sum, update) => sum + update.bytes.byteLength, 0),
    },
  };
}

/** The updates behind a position, oldest first. */
export async function updatesSince(
  db: Kysely<Tables>,
  document: DocumentName,
  position: number,
): Promise<Journaled[]> {
  const rows = await db
    .selectFrom('update')
    .select(['position', 'bytes', 'author', 'clients'])
    .where('document', '=', document)
    .where('position', '>', position)
    .orderBy('position')
    .execute();
  return rows.map(({ author, clients, ...row }) => ({
    ...row,
    author: author as UserId | null,
    clients: JSON.parse(clients) as number[],
  }));
}

/** Renews the document's snapshot; one that another process made further on stays. */
export async function writeSnapshot(db: Kysely<Tables>, document: DocumentName): Promise<void> {
  const current = await readDocument(db, document);
  if (!current) return;
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
  return new Map(rows.map((row) => [row.client, row.author as UserId | null]));
}

/** Through a document rather than `mergeUpdates`, so that what was deleted is let go. */
function merged(states: readonly Uint8Array[]): Uint8Array {
  const [only] = states;
  if (only && states.length === 1) return new Uint8Array(only);
  const doc = new Y.Doc();
  doc.transact(() => {
    for (const state of states) Y.applyUpdate(doc, state);
  });
  const state = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return state;
}
