// Counts of requests that hold over all nodes: rows in the database that they share. A single node with the embedded database counts in
// its memory.
import { createHmac, type KeyObject } from 'node:crypto';
import type { ClientRateLimitInfo, Options, Store } from 'express-rate-limit';
import { sql } from 'kysely';
import { derivedKey } from '../net/derived-key.ts';
import type { Storage } from '../storage/storage.ts';

/** Where the requests of the limit of this name are counted; undefined for the memory of this node. */
export type Counts = (limit: string) => Store | undefined;

/** Counts in the database where that is PostgreSQL, which nodes share. `secret` is the desk's. */
export function sharedCounts({ db, kind }: Pick<Storage, 'db' | 'kind'>, secret: string): Counts {
  const key = derivedKey(secret, 'galley request counts');
  return (limit) => (kind === 'postgres' ? new SharedCounts(db, limit, key) : undefined);
}

/** The database's own time in ms: the clocks of nodes may differ. */
const now = sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`;

class SharedCounts implements Store {
  readonly localKeys = false;
  #db: Storage['db'];
  #limit: string;
  #key: KeyObject;
  #windowMs = 0;
  #swept = 0;

  constructor(db: Storage['db'], limit: string, key: KeyObject) {
    this.#db = db;
    this.#limit = limit;
    this.#key = key;
  }

  init({ windowMs }: Options): void {
    this.#windowMs = windowMs;
  }

  async increment(key: string): Promise<ClientRateLimitInfo> {
    await this.#sweep();
    const until = sql`${now} + ${this.#windowMs}`;
    const isOver = sql`"requestCount"."until" <= ${now}`;
    const { rows } = await sql<{ hits: number; leftMs: number }>`
      insert into "requestCount" ("key", "hits", "until") values (${this.#keyOf(key)}, 1, ${until})
      on conflict ("key") do update set
        "hits" = case when ${isOver} then 1 else "requestCount"."hits" + 1 end,
        "until" = case when ${isOver} then excluded."until" else "requestCount"."until" end
      returning "hits", ("until" - ${now})::float8 as "leftMs"`.execute(this.#db);
    const [row] = rows;
    if (!row) throw new Error('A count has a row.');
    return { totalHits: row.hits, resetTime: new Date(Date.now() + Math.max(0, row.leftMs)) };
  }

  async decrement(key: string): Promise<void> {
    await sql`update "requestCount" set "hits" = "hits" - 1
      where "key" = ${this.#keyOf(key)} and "hits" > 0 and "until" > ${now}`.execute(this.#db);
  }

  async resetKey(key: string): Promise<void> {
    await this.#db.deleteFrom('requestCount').where('key', '=', this.#keyOf(key)).execute();
  }

  /** Who has the rows and not the secret can neither read nor guess whose address it is. */
  #keyOf(key: string): string {
    return createHmac('sha256', this.#key).update(`${this.#limit} ${key}`).digest('base64url');
  }

  /** Takes away what counts no more, once in a window. */
  async #sweep(): Promise<void> {
    if (performance.now() - this.#swept < this.#windowMs && this.#swept > 0) return;
    this.#swept = performance.now();
    await sql`delete from "requestCount" where "until" <= ${now}`.execute(this.#db);
  }
}
