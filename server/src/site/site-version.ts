// What tells every node that the public site has changed: a number in the database, counted up in the transaction of the
// change. The bus brings the news at once; where it fails, no page is given out that is older than `freshMs` allows.
import type { Kysely, Transaction } from 'kysely';
import { z } from 'zod';
import type { Bus, Topic } from '../events/bus.ts';
import type { Storage } from '../storage/storage.ts';
import type { Tables } from '../storage/tables.ts';

/** How an act makes all nodes show the site anew: `raise` in its transaction, `announce` after it. */
export interface SiteVersion {
  /** To be called in the transaction of whatever changes what the public may read. */
  raise(transaction: Kysely<Tables>): Promise<void>;
  /** To be called once that is committed: all nodes ask for the number before they answer the next reader. */
  announce(): void;
  /** The number, as long as it was asked for lately; else null, and `confirmed` has to be awaited. */
  known(): number | null;
  /** The number, asked for where it is not known. */
  confirmed(): Promise<number>;
}

interface SiteVersionOptions {
  db: Storage['db'];
  bus: Pick<Bus, 'publish' | 'subscribe' | 'onReconnected'>;
  /** A clock in milliseconds. */
  now?: () => number;
}

/** How long an answer of the database holds. */
const freshMs = 1000;
/** From this age on the next reader's request asks again beside being answered, so that nobody waits on a busy site. */
const renewMs = 500;

const siteChanged: Topic<Record<string, never>> = { name: 'site-changed', schema: z.strictObject({}) };

/** Gives what runs a change of what the site shows in a transaction, counts the version up with it, and announces it. */
export function siteChanges(db: Storage['db'], siteVersion: Pick<SiteVersion, 'raise' | 'announce'>) {
  return async <Result>(work: (transaction: Transaction<Tables>) => Promise<Result>): Promise<Result> => {
    const result = await db.transaction().execute(async (transaction) => {
      const done = await work(transaction);
      await siteVersion.raise(transaction);
      return done;
    });
    siteVersion.announce();
    return result;
  };
}

/** Listens to the bus from now on. */
export function createSiteVersion({
  db,
  bus,
  now = () => performance.now(),
}: SiteVersionOptions): SiteVersion {
  let version = 0;
  let askedAt = Number.NEGATIVE_INFINITY;
  let asking: Promise<number> | null = null;

  const forget = (): void => {
    askedAt = Number.NEGATIVE_INFINITY;
    // An answer that is under way may have been read before the change.
    asking = null;
  };
  bus.subscribe(siteChanged, forget);
  bus.onReconnected(forget);

  const ask = (): Promise<number> => {
    const startedAt = now();
    const asked: Promise<number> = read(db)
      .then((found) => {
        if (asking === asked) {
          version = found;
          askedAt = startedAt;
        }
        return found;
      })
      .finally(() => {
        if (asking === asked) asking = null;
      });
    asking = asked;
    return asked;
  };

  const known = (): number | null => {
    const age = now() - askedAt;
    if (age > freshMs) return null;
    // Where this fails, the next request that finds the number too old meets the failure itself.
    if (age > renewMs && !asking) ask().catch(() => {});
    return version;
  };

  return {
    raise: async (transaction) => {
      await transaction
        .updateTable('siteVersion')
        .set(({ eb }) => ({ version: eb('version', '+', 1) }))
        .where('id', '=', 1)
        .execute();
    },
    announce: () => bus.publish(siteChanged, {}),
    known,
    confirmed: async () => known() ?? (await (asking ?? ask())),
  };
}

async function read(db: Kysely<Tables>): Promise<number> {
  const row = await db
    .selectFrom('siteVersion')
    .select('version')
    .where('id', '=', 1)
    .executeTakeFirstOrThrow();
  return row.version;
}
