// Who may take over what is new: rows with the hashes of their tokens, which admins make and end.
import { maxSubscribers, type Subscriber } from '@galley/shared/api/subscribers.ts';
import { subscriberRoutes as routes } from '@galley/shared/contract/subscribers.ts';
import { newId } from '@galley/shared/ids.ts';
import type { Router } from 'express';
import type { Selectable } from 'kysely';
import type { Sessions } from '../accounts/sessions.ts';
import { hashOf, newToken } from '../accounts/tokens.ts';
import { record } from '../audit/record.ts';
import { createApiRouter } from '../http/api-router.ts';
import { ProblemError } from '../http/problem.ts';
import type { Storage } from '../storage/storage.ts';
import type { SubscriberTable } from '../storage/tables/site.ts';

export interface Subscribers {
  router: Router;
  /** Whether this is the token of one, and notes that it was used. */
  knows(token: string): Promise<boolean>;
}

/** How exactly it is known when a token was used last: not each request needs a write. */
const usedWithinMs = 60_000;

/** The subscribers with their routes. */
export function createSubscribers({
  storage: { db },
  sessions,
}: {
  storage: Storage;
  sessions: Sessions;
}): Subscribers {
  const api = createApiRouter(sessions);

  api.serve(routes.listSubscribers, async () => {
    const rows = await db.selectFrom('subscriber').selectAll().orderBy('name').orderBy('id').execute();
    return rows.map(subscriberOf);
  });

  api.serve(routes.createSubscriber, async ({ me, body, response }) => {
    const token = newToken();
    const row = {
      id: newId<string>(),
      tokenHash: hashOf(token),
      name: body.name,
      createdBy: me.id,
      createdAt: new Date().toISOString(),
      usedAt: null,
    };
    await db.transaction().execute(async (transaction) => {
      const { count } = await transaction
        .selectFrom('subscriber')
        .select(({ fn }) => fn.countAll<number | string>().as('count'))
        .executeTakeFirstOrThrow();
      if (Number(count) >= maxSubscribers)
        throw new ProblemError('conflict', `There are ${maxSubscribers} subscribers already.`);
      await transaction.insertInto('subscriber').values(row).execute();
      await record(transaction, { act: 'site.subscriber-added', who: me.id, details: { name: row.name } });
    });
    response.set('cache-control', 'no-store');
    return { subscriber: subscriberOf(row), token };
  });

  api.serve(routes.endSubscriber, async ({ me, params }) => {
    await db.transaction().execute(async (transaction) => {
      const row = await transaction
        .deleteFrom('subscriber')
        .where('id', '=', params.id)
        .returning('name')
        .executeTakeFirst();
      if (!row) throw new ProblemError('not-found');
      await record(transaction, { act: 'site.subscriber-ended', who: me.id, details: { name: row.name } });
    });
  });

  return {
    router: api.router,
    knows: async (token) => {
      const row = await db
        .selectFrom('subscriber')
        .select(['id', 'usedAt'])
        .where('tokenHash', '=', hashOf(token))
        .executeTakeFirst();
      if (!row) return false;
      const now = Date.now();
      if (row.usedAt === null || row.usedAt < new Date(now - usedWithinMs).toISOString())
        await db
          .updateTable('subscriber')
          .set({ usedAt: new Date(now).toISOString() })
          .where('id', '=', row.id)
          .execute();
      return true;
    },
  };
}

function subscriberOf({ id, name, createdBy, createdAt, usedAt }: Selectable<SubscriberTable>): Subscriber {
  return { id, name, createdBy: createdBy, createdAt, usedAt };
}
