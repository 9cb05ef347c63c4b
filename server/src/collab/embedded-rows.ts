// A group of journal entries on the embedded database, in one go: by prepared statements, so that a commit costs little more
// than what SQLite does. It waits for the disk, in a thread of its own (journal-thread.child.ts), which loads what is imported
// here. What becomes of the entries is decided in group-rows.ts.
import { articleOfDocumentName, type DocumentName, type SectionId, type UserId } from '@galley/shared/ids.ts';
import type { EmbeddedDatabase } from '../storage/statements.ts';
import { type KnownBefore, keyOf, type Owners, rowsOf, type WrittenGroup } from './group-rows.ts';
import type { JournalEntry } from './journal.ts';
import type { SealedSections } from './seals.ts';

/**
 * Writes a group in a transaction of its own. `sealedStatement` is that of `Seals`. `onWritten` is called before the
 * commit: whatever throws after it may have been committed all the same.
 */
export function commitAtOnce(
  database: EmbeddedDatabase,
  entries: readonly JournalEntry[],
  sealedStatement: string | null,
  onWritten: (group: WrittenGroup) => void,
): WrittenGroup {
  // Other than a deferred one it waits for an administrator's tool that writes at this moment.
  database.prepare('begin immediate').run();
  try {
    const group = writeAtOnce(database, entries, sealedStatement);
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
  sealedStatement: string | null,
): WrittenGroup {
  const { bindings, ...group } = rowsOf(entries, knownBefore(database, entries, sealedStatement));
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
  sealedStatement: string | null,
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
    if (sealedStatement !== null && article !== null && !sealed.has(document)) {
      const rows = database.prepare(sealedStatement).all(article) as { section: SectionId }[];
      sealed.set(document, new Set(rows.map(({ section }) => section)));
    }
    for (const client of clients) {
      const key = keyOf(document, client);
      if (owners.has(key)) continue;
      const row = owner.get(document, client) as { author: UserId | null } | undefined;
      if (row) owners.set(key, row.author);
    }
  }
  return { positions, quarantined, owners, sealed };
}
