// The sessions of work as rows: made from the journal when somebody asks for them, each journal row read once.
import { setImmediate } from 'node:timers/promises';
import { type WorkPlace, type WorkSession, workPlaceSchema } from '@galley/shared/api/history.ts';
import { type ArticleId, documentNameOf, newId } from '@galley/shared/ids.ts';
import type { Kysely, Selectable } from 'kysely';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Contents } from '../collab/contents.ts';
import type { Journal } from '../collab/journal.ts';
import type { TimelineQuery } from '../events/timeline-events.ts';
import { lockNames } from '../storage/dialect.ts';
import type { Storage } from '../storage/storage.ts';
import type { WorkSessionTable } from '../storage/tables/journal.ts';
import type { Tables } from '../storage/tables.ts';
import type { WorkerPool } from '../workers/worker-pool.ts';
import { historyJob } from './history-job.ts';
import { sizeOfWork } from './job-sizes.ts';
import { type CarriedRow, readCarriedRow, writeCarriedRow } from './origin-rows.ts';
import { pauseMs, type Work } from './work-log.ts';

export interface Timeline {
  /** Reads what the journal has since the last time; resolves with the position up to which it was read. */
  catchUp(article: ArticleId): Promise<number>;
  /** Those sessions of work that the query asks for, the newest first. */
  works(article: ArticleId, query: TimelineQuery): Promise<WorkSession[]>;
}

/** So many documents are kept as their timelines know them: going on from there needs no look at all that was before. */
const mostHeld = 16;

/** So many journal rows are read at a time; between two lots other people's requests are served. */
const lot = 400;

export function createTimeline(
  storage: Storage,
  journal: Pick<Journal, 'entries'>,
  contents: Pick<Contents, 'stateAt'>,
  workers: Pick<WorkerPool, 'run'>,
): Timeline {
  const { db } = storage;
  const running = new Map<ArticleId, Promise<number>>();
  const waiting = new Map<ArticleId, Promise<number>>();
  const held = new LRUCache<ArticleId, { position: number; state: Uint8Array }>({ max: mostHeld });

  const stateAt = async (article: ArticleId, position: number): Promise<Uint8Array | null> => {
    const known = held.get(article);
    if (known?.position === position) return known.state;
    return position === 0 ? null : await contents.stateAt(article, position);
  };

  const readOn = async (article: ArticleId): Promise<number> => {
    for (;;) {
      const cursor = await cursorOf(db, article);
      const rows = await journal.entries(documentNameOf(article), cursor, lot);
      const last = rows.at(-1);
      const [first] = rows;
      if (!last || !first) return cursor;
      const state = await stateAt(article, cursor);
      const open = await openWorks(db, article, first.at);
      const sources = { state, rows, open, carried: await readCarriedRow(db, article) };
      const found = await workers.run(historyJob('readWork'), sources, sizeOfWork(sources));
      const written = await write(article, cursor, last.position, found);
      if (written) held.set(article, { position: last.position, state: found.state });
      // People write on meanwhile; whoever asks wants to know of what was there then.
      if (written && rows.length < lot) return last.position;
      await setImmediate();
    }
  };

  /** Writes what was read unless somebody else was faster; then it is simply read anew. Gives whether it was written. */
  const write = async (
    article: ArticleId,
    from: number,
    to: number,
    { works, carried }: { works: readonly Work[]; carried: CarriedRow },
  ) =>
    await db.transaction().execute(async (transaction) => {
      await lockNames(transaction, storage.kind, [`history/${article}`]);
      if ((await cursorOf(transaction, article)) !== from) return false;
      for (const work of works) await writeWork(transaction, article, work);
      await writeCarriedRow(transaction, article, carried);
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
