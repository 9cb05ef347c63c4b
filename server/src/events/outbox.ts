// The outbox: an event of the desk is a row, written in the transaction of its act and taken away in the one that writes
// what follows from it. So a process that dies at any moment loses none, and another one handles it instead.
import { newId } from '@galley/shared/ids.ts';
import type { Logger } from 'pino';
import { nextAttempt, takeDue } from '../storage/due-rows.ts';
import { type RegularWork, startRegularWork } from '../storage/regular-work.ts';
import type { Storage } from '../storage/storage.ts';
import type { DeskEvent, DeskEvents, EventHandler } from './desk-events.ts';

/** The events, for who emits and for who handles them. */
export interface Outbox extends DeskEvents {
  /** Only before the start: an event is gone once all that listen have handled it. */
  on(handler: EventHandler): void;
  /** Begins with what is there, also from a process that has died, and looks again and again. */
  start(): void;
  /** Handles what is due, `at` this time. */
  run(at?: Date): Promise<void>;
  /** Resolves once nothing is under way; what is still there waits for the next start. */
  close(): Promise<void>;
}

const everyMs = 2000;
/** For how long a node has them to itself. One that is slower meets another, and the row lets only one of them go on. */
const leaseMs = 10_000;
const atOnce = 20;
const firstRetryMs = 1000;
const longestRetryMs = 10 * 60_000;

/** Add the handlers, then start it. An event that a handler throws for comes due again, later each time. */
export function createOutbox({ db }: Pick<Storage, 'db'>, log: Logger): Outbox {
  const handlers: EventHandler[] = [];
  let work: RegularWork | null = null;
  let closing = false;

  const handle = async (id: string): Promise<void> => {
    const after = await db.transaction().execute(async (transaction) => {
      // Whoever removes the row holds it until the end; a second one waits here and finds nothing.
      const row = await transaction
        .deleteFrom('deskEvent')
        .where('id', '=', id)
        .returning(['event', 'createdAt'])
        .executeTakeFirst();
      if (!row) return [];
      const emitted = { id, at: row.createdAt, event: JSON.parse(row.event) as DeskEvent };
      const calls: (() => void)[] = [];
      for (const listener of handlers) calls.push((await listener(transaction, emitted)) ?? (() => {}));
      return calls;
    });
    for (const call of after) call();
  };

  /** Puts one that failed off for a while, longer each time. */
  const postpone = async (id: string, now: Date): Promise<void> => {
    const row = await db.selectFrom('deskEvent').select('attempts').where('id', '=', id).executeTakeFirst();
    if (!row) return;
    const nextAt = nextAttempt(now, row.attempts, firstRetryMs, longestRetryMs).toISOString();
    await db.updateTable('deskEvent').set({ nextAt }).where('id', '=', id).execute();
  };

  const run = async (at?: Date): Promise<void> => {
    while (!closing) {
      const now = at ?? new Date();
      const ids = await takeDue(db, 'deskEvent', { now, leaseMs, limit: atOnce });
      if (ids.length === 0) return;
      for (const id of ids)
        try {
          await handle(id);
        } catch (error) {
          log.error({ err: error, event: id }, 'An event could not be handled yet');
          await postpone(id, now);
        }
    }
  };

  return {
    emit: async (transaction, event) => {
      const createdAt = new Date().toISOString();
      const row = { id: newId<string>(), event: JSON.stringify(event), createdAt, attempts: 0 };
      await transaction
        .insertInto('deskEvent')
        .values({ ...row, nextAt: createdAt })
        .execute();
    },

    wake: () => work?.wake(),

    on: (listener) => void handlers.push(listener),

    start: () => {
      work = startRegularWork(
        () => run(),
        everyMs,
        (error) => log.warn({ err: error }, 'The outbox could not be worked on'),
      );
      work.wake();
    },

    run,

    close: async () => {
      closing = true;
      await work?.close();
    },
  };
}
