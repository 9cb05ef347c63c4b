// A group of journal entries on the embedded database, in one go: by prepared statements and without giving the event loop
// away, so that a commit costs little more than what SQLite does. What becomes of the entries is decided in journal-rows.ts.
import { articleOfDocumentName, type DocumentName, type UserId } from '@galley/shared/ids.ts';
import type { EmbeddedDatabase } from '../storage/statements.ts';
import type { JournalEntry } from './journal.ts';
import { type KnownBefore, keyOf, type Owners, rowsOf, type WrittenGroup } from './journal-rows.ts';
import type { SealedSections, Seals } from './seals.ts';

/**
 * Writes a group in a transaction of its own. `onWritten` is called before the commit: whatever throws after it may have
 * been committed all the same.
 */
export function commitAtOnce(
  database: EmbeddedDatabase,
  entries: readonly JournalEntry[],
  seals: Seals,
  onWritten: (group: WrittenGroup) => void,
): WrittenGroup {
  // Other than a deferred one it waits for an administrator's tool that writes at this moment.
  database.prepare('begin immediate').run();
  try {
    const group = writeAtOnce(database, entries, seals);
    onWritten(group);
    database.prepare('commit').run();
    return group;
  } catch (error) {
    // SQLite rolls back by itself when the disk is full or broken.
    if (database.inTransaction) database.prepare('rollback').run();
    throw error;
  }
}

function writeAtOnce(
  database: EmbeddedDatabase,
  entries: readonly JournalEntry[],
  seals: Seals,
): WrittenGroup {
  const { bindings, ...group } = rowsOf(entries, knownBefore(database, entries, seals));
  const bind = database.prepare('insert into "client" ("document", "client", "author") values (?, ?, ?)');
  for (const { document, client, author } of bindings) bind.run(document, client, author);
  const insert = database.prepare(
    'insert into "update" ("document", "position", "bytes", "author", "clients", "at") values (?, ?, ?, ?, ?, ?)',
  );
  for (const { document, position, bytes, author, clients, at } of group.rows)
    insert.run(document, position, bytes, author, clients, at);
  return group;
}

function knownBefore(
  database: EmbeddedDatabase,
  entries: readonly JournalEntry[],
  seals: Seals,
): KnownBefore {
  const positions = new Map<DocumentName, number>();
  const quarantined = new Set<DocumentName>();
  const sealed = new Map<DocumentName, SealedSections>();
  const owners: Owners = new Map();
  const state = database.prepare(
    `select (select max("position") from "update" where "document" = ?) as "last",
      (select max("after") from "quarantine" where "document" = ? and "upTo" is null) as "open"`,
  );
  const owner = database.prepare('select "author" from "client" where "document" = ? and "client" = ?');
  for (const { document, clients, touches } of entries) {
    if (!positions.has(document)) {
      const { last, open } = state.get(document, document) as { last: number | null; open: number | null };
      positions.set(document, last ?? 0);
      if (open !== null) quarantined.add(document);
    }
    const article = touches.length > 0 ? articleOfDocumentName(document) : null;
    if (article !== null && !sealed.has(document))
      sealed.set(document, seals.sealedAtOnce(database, article));
    for (const client of clients) {
      const key = keyOf(document, client);
      if (owners.has(key)) continue;
      const row = owner.get(document, client) as { author: UserId | null } | undefined;
      if (row) owners.set(key, row.author);
    }
  }
  return { positions, quarantined, owners, sealed };
}
