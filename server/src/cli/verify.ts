// galley verify: recomputes what the database says of itself, and changes nothing.
import { gunzipSync } from 'node:zlib';
import { articleContentSchema } from '@galley/shared/article/content.ts';
import { readArticle } from '@galley/shared/article/read-article.ts';
import { type ArticleId, articleOfDocumentName, type DocumentName } from '@galley/shared/ids.ts';
import { sectionHash } from '@galley/shared/review/approvals.ts';
import { type Kysely, sql } from 'kysely';
import * as Y from 'yjs';
import { isIncomplete, isReadable } from '../collab/quarantine.ts';
import type { Config } from '../config.ts';
import { faultsOfFiles, strayFiles } from '../media/check-files.ts';
import { openPlaces, type Places } from '../media/places/places.ts';
import { hashOf } from '../publishing/revisions.ts';
import { messageOf } from '../storage/open.ts';
import type { Storage } from '../storage/storage.ts';
import type { Tables } from '../storage/tables.ts';
import { openToRead } from './tool-storage.ts';

/**
 * Prints what is wrong, a line a fault, and gives the exit code. Pictures are read from wherever they are, which takes its time
 * on a large desk, and are left out where nobody wants that.
 */
export async function verify(config: Config, { withPictures = true } = {}): Promise<number> {
  const storage = await openToRead(config);
  const places = await openPlaces(config.pictures, storage.db);
  try {
    // One transaction sees one moment, whatever is written meanwhile.
    const counts = { documents: 0, rows: 0, revisions: 0, seals: 0, versions: 0 };
    const faults = await storage.db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (db) => {
        const found: string[] = [];
        for await (const fault of faultsOf({ ...storage, db }, counts)) {
          found.push(fault);
          console.error(fault);
        }
        return found;
      });
    const files = { files: 0 };
    if (withPictures) faults.push(...(await pictureFaults(storage.db, places, files)));
    const { strays, unreadable } = withPictures
      ? await strayFiles(storage.db, places)
      : { strays: [], unreadable: [] };
    for (const fault of unreadable) console.error(fault);
    faults.push(...unreadable);
    if (strays.length > 0)
      console.log(
        `The folder of the pictures also holds ${strays.length} ${strays.length === 1 ? 'file' : 'files'} of no picture in this database: ${strays.slice(0, mostNamed).join(', ')}${strays.length > mostNamed ? ', ...' : ''}`,
      );
    const { documents, rows, revisions, seals, versions } = counts;
    console.log(
      `Recomputed: articles ${documents}, rows of the journal ${rows}, revisions ${revisions}, seals ${seals}, versions ${versions}, ` +
        `files of pictures ${withPictures ? files.files : 'none'}; ` +
        `${faults.length === 0 ? 'all is as it should be' : `${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}`}.`,
    );
    return faults.length === 0 ? 0 : 1;
  } finally {
    places.close();
    await storage.close();
  }
}

/** So many files that are too many are named. */
const mostNamed = 20;

/** After the rest, and outside of its moment: a file may be moved while others are read. */
async function pictureFaults(db: Database, places: Places, counts: { files: number }): Promise<string[]> {
  const found: string[] = [];
  for await (const fault of faultsOfFiles(db, places, counts)) {
    found.push(fault);
    console.error(fault);
  }
  return found;
}

type Counts = Record<'documents' | 'rows' | 'revisions' | 'seals' | 'versions', number>;
type Database = Kysely<Tables>;

async function* faultsOf({ db, kind }: Storage, counts: Counts): AsyncGenerator<string> {
  if (kind === 'sqlite') {
    const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db);
    for (const { integrity_check: said } of rows) if (said !== 'ok') yield `The file: ${said}`;
  }
  yield* strayRows(db);
  const documents = await db.selectFrom('update').select('document').distinct().orderBy('document').execute();
  for (const { document } of documents) {
    counts.documents += 1;
    yield* faultsOfDocument(db, document as DocumentName, counts);
  }
  yield* faultsOfRevisions(db, counts);
  yield* faultsOfVersions(db, counts);
}

/** Articles without a journal, and journals and snapshots without an article. */
async function* strayRows(db: Database): AsyncGenerator<string> {
  const articles = new Set((await db.selectFrom('article').select('id').execute()).map(({ id }) => id));
  const journals = await db.selectFrom('update').select('document').distinct().execute();
  const written = new Set(journals.map(({ document }) => articleOfDocumentName(document as DocumentName)));
  for (const id of articles) if (!written.has(id)) yield `Article ${id}: the journal has no text of it.`;
  for (const { document } of journals) {
    const id = articleOfDocumentName(document as DocumentName);
    if (id === null || !articles.has(id)) yield `Journal of ${document}: there is no such article.`;
  }
}

interface Row {
  position: number;
  bytes: Uint8Array;
  author: string | null;
  clients: string;
}

async function* faultsOfDocument(
  db: Database,
  document: DocumentName,
  counts: Counts,
): AsyncGenerator<string> {
  const article = articleOfDocumentName(document);
  const snapshot = await db
    .selectFrom('snapshot')
    .selectAll()
    .where('document', '=', document)
    .executeTakeFirst();
  const owners = new Map(
    (
      await db.selectFrom('client').select(['client', 'author']).where('document', '=', document).execute()
    ).map(({ client, author }) => [client, author]),
  );
  const merged = article === null ? 0 : await mergedUpTo(db, article);
  const doc = new Y.Doc();
  const until = new Y.Doc();
  let last = 0;
  try {
    for (;;) {
      const rows: Row[] = await db
        .selectFrom('update')
        .select(['position', 'bytes', 'author', 'clients'])
        .where('document', '=', document)
        .where('position', '>', last)
        .orderBy('position')
        .limit(500)
        .execute();
      if (rows.length === 0) break;
      counts.rows += rows.length;
      const kept = new Set(
        (
          await db
            .selectFrom('update')
            .select('position')
            .where('document', '=', document)
            .where('position', '>', last)
            .where(isReadable)
            .orderBy('position')
            .limit(500)
            .execute()
        ).map(({ position }) => position),
      );
      for (const row of rows) {
        // Merging leaves one row of several, at the last one's position.
        if (row.position !== last + 1 && row.position > merged)
          yield `Journal of ${document}: position ${last + 1} is missing.`;
        last = row.position;
        yield* faultsOfRow(document, row, owners);
        if (!kept.has(row.position)) continue;
        try {
          Y.applyUpdate(doc, row.bytes);
          if (snapshot && row.position <= snapshot.position) Y.applyUpdate(until, row.bytes);
        } catch (error) {
          yield `Journal of ${document}: row ${row.position} can't be read: ${messageOf(error)}`;
          return;
        }
      }
    }
    if (isIncomplete(doc)) yield `Journal of ${document}: rows build on others that are not there.`;
    if (snapshot) yield* faultsOfSnapshot(document, snapshot, until, last);
    if (article !== null) yield* faultsOfSeals(db, article, doc, counts);
  } finally {
    doc.destroy();
    until.destroy();
  }
}

async function mergedUpTo(db: Database, article: ArticleId): Promise<number> {
  const cursor = await db
    .selectFrom('historyCursor')
    .select(['mergedByMinute', 'mergedByDay'])
    .where('article', '=', article)
    .executeTakeFirst();
  return Math.max(cursor?.mergedByMinute ?? 0, cursor?.mergedByDay ?? 0);
}

/** Whether each Yjs client id of a row belongs to whoever wrote it. */
function* faultsOfRow(
  document: string,
  { position, author, clients, bytes }: Row,
  owners: ReadonlyMap<number, string | null>,
): Generator<string> {
  const where = `Journal of ${document}: row ${position}`;
  let named: number[];
  try {
    named = JSON.parse(clients) as number[];
    const { structs } = Y.decodeUpdate(bytes);
    const brought = new Set(structs.filter((one) => !(one instanceof Y.Skip)).map(({ id }) => id.client));
    const unnamed = [...brought].filter((client) => !named.includes(client) && !owners.has(client));
    if (unnamed.length > 0)
      yield `${where} brings text of client ids that nobody owns: ${unnamed.join(', ')}.`;
  } catch (error) {
    yield `${where} can't be decoded: ${messageOf(error)}`;
    return;
  }
  const foreign = named.filter((client) => owners.get(client) !== author);
  if (foreign.length > 0) yield `${where} has client ids that are not its author's: ${foreign.join(', ')}.`;
}

function* faultsOfSnapshot(
  document: string,
  { position, bytes }: { position: number; bytes: Uint8Array },
  replayed: Y.Doc,
  last: number,
): Generator<string> {
  if (position > last) yield `Snapshot of ${document}: it is ahead of the journal.`;
  const kept = new Y.Doc();
  try {
    Y.applyUpdate(kept, bytes);
    if (!sameText(kept, replayed))
      yield `Snapshot of ${document}: it is not what the journal makes up to position ${position}.`;
  } catch (error) {
    yield `Snapshot of ${document}: it can't be read: ${messageOf(error)}`;
  } finally {
    kept.destroy();
  }
}

function sameText(one: Y.Doc, other: Y.Doc): boolean {
  const clocks = (doc: Y.Doc) =>
    JSON.stringify([...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([a], [b]) => a - b));
  return clocks(one) === clocks(other) && hashOf(readArticle(one)) === hashOf(readArticle(other));
}

/** An approved section whose text is another one by now. The desk ends such an approval when somebody looks at it. */
async function* faultsOfSeals(
  db: Database,
  article: ArticleId,
  doc: Y.Doc,
  counts: Counts,
): AsyncGenerator<string> {
  const seals = await db
    .selectFrom('sectionState')
    .select(['section', 'approvedHash'])
    .where('article', '=', article)
    .where('state', '=', 'approved')
    .execute();
  if (seals.length === 0) return;
  const sections = new Map(readArticle(doc).sections.map((section) => [section.id, section]));
  for (const { section, approvedHash } of seals) {
    counts.seals += 1;
    const text = sections.get(section);
    if (text && sectionHash(text) !== approvedHash)
      yield `Article ${article}: section ${section} is not the text that was approved.`;
  }
}

async function* faultsOfRevisions(db: Database, counts: Counts): AsyncGenerator<string> {
  const known = await db
    .selectFrom('revision')
    .select(['article', 'number'])
    .orderBy('article')
    .orderBy('number')
    .execute();
  let before = { article: '', number: 0 };
  for (const { article, number } of known) {
    counts.revisions += 1;
    const where = `Revision ${number} of article ${article}`;
    const expected = article === before.article ? before.number + 1 : 1;
    if (number !== expected) yield `${where}: revision ${expected} is missing.`;
    before = { article, number };
    const row = await db
      .selectFrom('revision')
      .select(['content', 'hash'])
      .where('article', '=', article)
      .where('number', '=', number)
      .executeTakeFirstOrThrow();
    try {
      if (hashOf(articleContentSchema.parse(JSON.parse(row.content))) !== row.hash)
        yield `${where}: its text is not the one that its hash was made of.`;
    } catch (error) {
      yield `${where}: it can't be read: ${messageOf(error)}`;
    }
  }
  const live = await db
    .selectFrom('article')
    .select(['id', 'liveRevision'])
    .where('liveRevision', 'is not', null)
    .execute();
  const numbers = new Set(known.map(({ article, number }) => `${article}/${number}`));
  for (const { id, liveRevision } of live)
    if (!numbers.has(`${id}/${liveRevision}`))
      yield `Article ${id}: its public revision ${liveRevision} is missing.`;
}

async function* faultsOfVersions(db: Database, counts: Counts): AsyncGenerator<string> {
  const known = await db.selectFrom('version').select(['id', 'article']).execute();
  for (const { id, article } of known) {
    counts.versions += 1;
    try {
      const { content } = await db
        .selectFrom('version')
        .select('content')
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      articleContentSchema.parse(JSON.parse(gunzipSync(content).toString('utf8')));
    } catch (error) {
      yield `Version ${id} of article ${article}: it can't be read: ${messageOf(error)}`;
    }
  }
}
