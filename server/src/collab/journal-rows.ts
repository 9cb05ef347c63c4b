// A group of journal entries in a transaction of either database. What becomes of the entries is decided in group-rows.ts.
import { type ArticleId, articleOfDocumentName, type DocumentName } from '@galley/shared/ids.ts';
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import { lockNames, type StorageKind } from '../storage/dialect.ts';
import type { Tables } from '../storage/tables.ts';
import { keyOf, type Owners, rowsOf, type WrittenGroup } from './group-rows.ts';
import type { JournalEntry } from './journal.ts';
import type { SealedSections, Seals } from './seals.ts';

/** Databases take a limited number of values in a query; this is well below for rows of up to six values. */
const maxRows = 1000;

/** Writes entries in their order. The positions count on from the documents' last, under a lock until the transaction's end. */
export async function writeEntries(
  transaction: Transaction<Tables>,
  kind: StorageKind,
  entries: readonly JournalEntry[],
  seals: Seals,
): Promise<WrittenGroup> {
  const documents = [...new Set(entries.map((entry) => entry.document))];
  await lockNames(transaction, kind, documents);
  // The reading comes after the locking, or it would miss what whoever had the lock has written.
  const { positions, quarantined } = await lastPositions(transaction, documents);
  const owners = await ownersOf(transaction, entries);
  const sealed = await sealedAmong(transaction, entries, seals);
  const { bindings, ...group } = rowsOf(entries, { positions, quarantined, owners, sealed });
  for (const rows of chunks(bindings)) await transaction.insertInto('client').values(rows).execute();
  for (const rows of chunks(group.rows)) await transaction.insertInto('update').values(rows).execute();
  return group;
}

/** Whether a group is in the journal after all: for a commit whose answer was lost. Waits until that commit is over. */
export async function wasCommitted(
  transaction: Transaction<Tables>,
  kind: StorageKind,
  { rows }: WrittenGroup,
): Promise<boolean> {
  const [first] = rows;
  if (!first) return false;
  // The transaction in question holds this lock as long as it may still commit.
  await lockNames(transaction, kind, [first.document]);
  const found = await transaction
    .selectFrom('update')
    .select(['bytes', 'author', 'at'])
    .where('document', '=', first.document)
    .where('position', '=', first.position)
    .executeTakeFirst();
  return (
    found !== undefined &&
    found.author === first.author &&
    found.at === first.at &&
    Buffer.compare(found.bytes, first.bytes) === 0
  );
}

async function lastPositions(
  transaction: Transaction<Tables>,
  documents: readonly DocumentName[],
): Promise<{ positions: Map<DocumentName, number>; quarantined: Set<DocumentName> }> {
  const names = sql.join(documents.map((document) => sql`(${document})`));
  const last = sql`(select max("position") from "update" where "document" = asked.column1)`;
  const open = sql`(select max("after") from "quarantine" where "document" = asked.column1 and "upTo" is null)`;
  const { rows } = await sql<{ document: DocumentName; last: number | null; open: number | null }>`
    select asked.column1 as "document", ${last} as "last", ${open} as "open" from (values ${names}) as asked`.execute(
    transaction,
  );
  return {
    positions: new Map(rows.map((row) => [row.document, row.last ?? 0])),
    quarantined: new Set(rows.filter(({ open }) => open !== null).map(({ document }) => document)),
  };
}

/** The sealed sections of one document. */
export async function sealedIn(
  db: Kysely<Tables>,
  document: DocumentName,
  seals: Seals,
): Promise<SealedSections> {
  const article = articleOfDocumentName(document);
  if (article === null) return new Set();
  return (await seals.sealedSections(db, [article])).get(article) ?? new Set();
}

/** The sealed sections of the documents in which the entries touch any section. */
async function sealedAmong(
  transaction: Transaction<Tables>,
  entries: readonly JournalEntry[],
  seals: Seals,
): Promise<Map<DocumentName, SealedSections>> {
  const articles = new Map<ArticleId, DocumentName>();
  for (const { document, touches } of entries) {
    const article = touches.length > 0 ? articleOfDocumentName(document) : null;
    if (article !== null) articles.set(article, document);
  }
  const found = new Map<DocumentName, SealedSections>();
  if (articles.size === 0) return found;
  for (const [article, sections] of await seals.sealedSections(transaction, [...articles.keys()])) {
    const document = articles.get(article);
    if (document !== undefined) found.set(document, sections);
  }
  return found;
}

/** Whose the entries' client ids are; those that are nobody's yet are missing. */
async function ownersOf(transaction: Transaction<Tables>, entries: readonly JournalEntry[]): Promise<Owners> {
  const asked = new Map<string, RawBuilder<unknown>>();
  for (const { document, clients } of entries) {
    for (const client of clients)
      asked.set(keyOf(document, client), sql`(${document}, cast(${client} as bigint))`);
  }
  const owners: Owners = new Map();
  for (const some of chunks([...asked.values()])) {
    const rows = await transaction
      .selectFrom('client')
      .select(['document', 'client', 'author'])
      .where(sql<boolean>`("document", "client") in (values ${sql.join(some)})`)
      .execute();
    for (const { document, client, author } of rows) owners.set(keyOf(document, client), author);
  }
  return owners;
}

function* chunks<T>(items: readonly T[]): Generator<T[]> {
  for (let start = 0; start < items.length; start += maxRows) yield items.slice(start, start + maxRows);
}
