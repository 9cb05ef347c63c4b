// How much waits in the database's queues, and for how long.
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../storage/tables.ts';

export interface Queue {
  name: 'events' | 'mail' | 'webhooks' | 'pings' | 'avif' | 'publications';
  waiting: number;
  /** 0 for an empty queue. What waits for a time of its own has waited since that time. */
  oldestSeconds: number;
}

/**
 * The queues of events, of e-mail, of webhook messages, of pings to other sites, of pictures that are to be AVIF and of publications
 * that have their time. What is given up on, or held, waits no longer.
 */
export async function queues(db: Kysely<Tables>, now = Date.now()): Promise<Queue[]> {
  const count = sql<number | string>`count(*)`.as('waiting');
  const oldest = sql<string | null>`min(${sql.ref('createdAt')})`.as('oldest');
  const due = sql<string | null>`min(${sql.ref('nextAt')})`.as('oldest');
  const [events, mail, webhooks, pings, avif, publications] = await Promise.all([
    db.selectFrom('deskEvent').select([count, oldest]).executeTakeFirstOrThrow(),
    db.selectFrom('mail').select([count, oldest]).where('nextAt', 'is not', null).executeTakeFirstOrThrow(),
    db
      .selectFrom('webhookDelivery')
      .select([count, oldest])
      .where('nextAt', 'is not', null)
      .executeTakeFirstOrThrow(),
    db.selectFrom('ping').select([count, oldest]).where('nextAt', 'is not', null).executeTakeFirstOrThrow(),
    db.selectFrom('avifJob').select([count, due]).where('nextAt', 'is not', null).executeTakeFirstOrThrow(),
    db.selectFrom('schedule').select([count, due]).where('nextAt', 'is not', null).executeTakeFirstOrThrow(),
  ]);
  const queue = (name: Queue['name'], row: { waiting: number | string; oldest: string | null }): Queue => ({
    name,
    waiting: Number(row.waiting),
    oldestSeconds: row.oldest === null ? 0 : Math.max(0, (now - Date.parse(row.oldest)) / 1000),
  });
  return [
    queue('events', events),
    queue('mail', mail),
    queue('webhooks', webhooks),
    queue('pings', pings),
    queue('avif', avif),
    queue('publications', publications),
  ];
}
