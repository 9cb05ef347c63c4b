// The sessions of work as rows: made from the journal when somebody asks for them, each journal row read once.
import { setImmediate } from 'node:timers/promises';
import { type WorkPlace, type WorkSession, workPlaceSchema } from '@galley/shared/api/history.ts';
import { type ArticleId, documentNameOf, newId } from '@galley/shared/ids.ts';
import type { Kysely, Selectable } from 'kysely';
import * as Y from 'yjs';
import { z } from 'zod';
import type { Journal } from '../collab/journal.ts';
import type { TimelineQuery } from '../events/timeline-events.ts';
import { lockNames } from '../storage/dialect.ts';
import type { Storage } from '../storage/storage.ts';
import type { WorkSessionTable } from '../storage/tables/journal.ts';
import type { Tables } from '../storage/tables.ts';
import { readCarried, writeCarried } from './origin-rows.ts';
import { pauseMs, type Work, WorkLog } from './work-log.ts';

export interface Timeline {
  /** Reads what the journal has since the last time; resolves with the position up to which it was read. */
  catchUp(article: ArticleId): Promise<number>;
  /** Those sessions of work that the query asks for, the newest first. */
  works(article: ArticleId, query: TimelineQuery): Promise<WorkSession[]>;
}

/** So many documents are held as their timelines know them: going on from there needs no look at all that was before. */
const mostHeld = 16;

/** So many journal rows are read at a time; between two lots other people's requests are served. */
const lot = 400;

export function createTimeline(storage: Storage, journal: Journal): Timeline {
  const { db } = storage;
  const running = new Map<ArticleId, Promise<number>>();
  const waiting = new Map<ArticleId, Promise<number>>();
  const held = new Map<ArticleId, { position: number; doc: Y.Doc }>();

  /** The document at a position; whoever takes it holds it again, or lets it go. */
  const take = async (article: ArticleId, position: number): Promise<Y.Doc> => {
    const known = held.get(article);
    held.delete(article);
    if (known?.position === position) return known.doc;
    known?.doc.destroy();
    const doc = new Y.Doc();
    const state = position === 0 ? null : await journal.stateAt(documentNameOf(article), position);
    if (state) Y.applyUpdate(doc, state);
    return doc;
  };
  const hold = (article: ArticleId, position: number, doc: Y.Doc) => {
    held.get(article)?.doc.destroy();
    held.set(article, { position, doc });
    const [oldest] = held.keys();
    if (held.size <= mostHeld || oldest === undefined) return;
    held.get(oldest)?.doc.destroy();
    held.delete(oldest);
  };

  const readOn = async (article: ArticleId): Promise<number> => {
    for (;;) {
      const cursor = await cursorOf(db, article);
      const entries = await journal.entries(documentNameOf(article), cursor, lot);
      const last = entries.at(-1);
      const [first] = entries;
      if (!last || !first) return cursor;
      const doc = await take(article, cursor);
      const log = new WorkLog(doc, await openWorks(db, article, first.at), await readCarried(db, article));
      for (const entry of entries) log.add(entry);
      log.carried.prune(doc);
      const written = await write(article, cursor, last.position, log);
      if (written) hold(article, last.position, doc);
      else doc.destroy();
      // People write on meanwhile; whoever asks wants to know of what was there then.
      if (written && entries.length < lot) return last.position;
      await setImmediate();
    }
  };

  /** Writes what was read unless somebody else was faster; then it is simply read anew. Gives whether it was written. */
  const write = async (article: ArticleId, from: number, to: number, { works, carried }: WorkLog) =>
    await db.transaction().execute(async (transaction) => {
      await lockNames(transaction, storage.kind, [`history/${article}`]);
      if ((await cursorOf(transaction, article)) !== from) return false;
      for (const work of works) await writeWork(transaction, article, work);
      await writeCarried(transaction, article, carried);
      await transaction
        .insertInto('historyCursor')
        .values({ article, position: to })
        .onConflict((conflict) => conflict.column('article').doUpdateSet({ position: to }))
        .execute();
      return true;
    });

  const start = (article: ArticleId): Promise<number> => {
    const mine = readOn(article).finally(() => running.delete(article));
    running.set(article, mine);
    return mine;
  };

  return {
    catchUp: (article) => {
      const current = running.get(article);
      if (!current) return start(article);
      // It may have read before the last edit came: all who ask meanwhile wait for the next one.
      const next =
        waiting.get(article) ??
        current
          .catch(() => 0)
          .then(() => {
            waiting.delete(article);
            return start(article);
          });
      waiting.set(article, next);
      return next;
    },
    works: async (article, { kind, before, since, author, section, limit }) => {
      if (kind !== 'all' && kind !== 'work') return [];
      let query = db.selectFrom('workSession').selectAll().where('article', '=', article);
      if (before !== undefined) query = query.where('endedAt', '<', before);
      if (since !== undefined) query = query.where('endedAt', '>=', since);
      if (author !== undefined) query = query.where('author', '=', author);
      // Ids are letters and digits, so the quoted id stands nowhere else in the row's JSON.
      if (section !== undefined) query = query.where('places', 'like', `%"place":"${section}"%`);
      if (limit !== undefined) query = query.limit(limit);
      return (await query.orderBy('endedAt', 'desc').orderBy('id').execute()).map(sessionOf);
    },
  };
}

async function cursorOf(db: Kysely<Tables>, article: ArticleId): Promise<number> {
  const row = await db
    .selectFrom('historyCursor')
    .select('position')
    .where('article', '=', article)
    .executeTakeFirst();
  return row?.position ?? 0;
}

/** The sessions that an edit at this time may go on with. */
async function openWorks(db: Kysely<Tables>, article: ArticleId, at: string): Promise<Work[]> {
  const rows = await db
    .selectFrom('workSession')
    .selectAll()
    .where('article', '=', article)
    .where('endedAt', '>=', new Date(Date.parse(at) - pauseMs).toISOString())
    .orderBy('endedAt')
    .execute();
  return rows.map((row) => {
    const { places, ...session } = sessionOf(row);
    return { ...session, places: new Map(places.map((one) => [one.place, one])) };
  });
}

async function writeWork(db: Kysely<Tables>, article: ArticleId, work: Work): Promise<void> {
  const { author, startedAt, endedAt, first, position } = work;
  const row = { endedAt, position, places: JSON.stringify([...work.places.values()] satisfies WorkPlace[]) };
  if (work.id !== null) {
    await db.updateTable('workSession').set(row).where('id', '=', work.id).execute();
    return;
  }
  work.id = newId();
  await db
    .insertInto('workSession')
    .values({ id: work.id, article, author, startedAt, first, ...row })
    .execute();
}

function sessionOf({
  id,
  author,
  startedAt,
  endedAt,
  first,
  position,
  places,
}: Selectable<WorkSessionTable>): WorkSession {
  return {
    id,
    author: author,
    startedAt,
    endedAt,
    first,
    position,
    places: z.array(workPlaceSchema).parse(JSON.parse(places)),
  };
}
