// E-mail: a queue of e-mails in the database, which every node empties, each e-mail by one of them.
import { newId } from '@galley/shared/ids.ts';
import type { Logger } from 'pino';
import { nextAttempt, takeDue } from '../storage/due-rows.ts';
import { startRegularWork } from '../storage/regular-work.ts';
import type { Storage } from '../storage/storage.ts';
import { inSpan } from '../tracing/spans.ts';
import type { EmailQueue } from './email-queue.ts';
import { isRefusedForGood, type Post } from './smtp.ts';

export interface MailOptions {
  storage: Storage;
  /** Null where the desk has no way to send e-mail. */
  post: Post | null;
  log: Logger;
}

export interface Mail extends EmailQueue {
  /** Sends what is due; gives how many e-mails went out. */
  run(now?: Date): Promise<number>;
  /** Resolves once nothing is on its way; what is still queued waits for the next start. */
  close(): Promise<void>;
}

const everyMs = 5000;
/** Longer than all of SMTP's time limits together. */
export const mailLeaseMs = 180_000;
const firstRetryMs = 60_000;
const longestRetryMs = 3_600_000;
const maxAttempts = 8;

/** Begins at once to send what is due. */
export function createMail({ storage, post, log }: MailOptions): Mail {
  const { db } = storage;

  const sendOne = async (send: Post, id: string, now: Date): Promise<boolean> => {
    const row = await db
      .selectFrom('mail')
      .innerJoin('user', 'user.id', 'mail.user')
      .selectAll('mail')
      .select(['user.name', 'user.email', 'user.active'])
      .where('mail.id', '=', id)
      .executeTakeFirst();
    if (!row) return false;
    const forget = () => db.deleteFrom('mail').where('id', '=', id).execute();
    if (row.active === 0) {
      await forget();
      return false;
    }
    const { subject, text, html, attempts } = row;
    try {
      await send({ id, to: { name: row.name, address: row.email }, subject, text, html });
    } catch (error) {
      if (attempts >= maxAttempts || isRefusedForGood(error)) {
        log.error({ err: error, mail: id, user: row.user, attempts }, 'An e-mail was given up');
        await forget();
      } else {
        log.warn({ err: error, mail: id, attempts }, 'An e-mail could not be sent yet');
        const nextAt = nextAttempt(now, attempts, firstRetryMs, longestRetryMs).toISOString();
        await db.updateTable('mail').set({ nextAt }).where('id', '=', id).execute();
      }
      return false;
    }
    await forget();
    return true;
  };

  const run = async (now = new Date()): Promise<number> => {
    let sent = 0;
    for (;;) {
      if (!post || closing) return sent;
      const [id] = await takeDue(db, 'mail', { now, leaseMs: mailLeaseMs, limit: 1 });
      if (id === undefined) return sent;
      if (await inSpan('mail.send', {}, () => sendOne(post, id, now))) sent += 1;
    }
  };

  let closing = false;
  const work = startRegularWork(run, everyMs, (error) =>
    log.warn({ err: error }, 'The queue of e-mails could not be worked on'),
  );
  return {
    ready: post !== null,
    enqueue: async (transaction, { to, ...email }) => {
      const createdAt = new Date().toISOString();
      await transaction
        .insertInto('mail')
        .values({ id: newId(), user: to, ...email, createdAt, attempts: 0, nextAt: createdAt })
        .execute();
    },
    wake: work.wake,
    run,
    close: async () => {
      closing = true;
      await work.close();
    },
  };
}
