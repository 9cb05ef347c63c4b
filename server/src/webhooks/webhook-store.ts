// The rows of webhooks. What is done to one is in the audit log by its host alone: paths may hold secrets of their own.
import type { AuditAct, AuditDetails } from '@galley/shared/api/audit.ts';
import type {
  newWebhookSchema,
  Webhook,
  WebhookKind,
  WebhookWithSecret,
  webhookChangeSchema,
} from '@galley/shared/api/webhooks.ts';
import { newId, type UserId } from '@galley/shared/ids.ts';
import type { Kysely, Selectable } from 'kysely';
import type { z } from 'zod';
import { record } from '../audit/record.ts';
import type { Storage } from '../storage/storage.ts';
import type { WebhookTable } from '../storage/tables/events.ts';
import type { Tables } from '../storage/tables.ts';
import { newSecret } from './signature.ts';

/** For how long messages are signed by a renewed secret's predecessor too. */
const oldSecretMs = 24 * 3_600_000;

export interface WebhookStore {
  list(): Promise<Webhook[]>;
  get(id: string): Promise<Webhook | null>;
  create(input: z.output<typeof newWebhookSchema>, by: UserId): Promise<WebhookWithSecret>;
  /** Null where there is no such webhook. */
  change(id: string, change: z.output<typeof webhookChangeSchema>, by: UserId): Promise<Webhook | null>;
  renewSecret(id: string, by: UserId): Promise<WebhookWithSecret | null>;
  /** Removes it with all that was sent to it or waits; gives whether there was one. */
  remove(id: string, by: UserId): Promise<boolean>;
}

/** The store. Each change and its row in the audit log are one transaction. */
export function createWebhookStore({ db }: Storage): WebhookStore {
  const rowOf = (transaction: Kysely<Tables>, id: string) =>
    transaction.selectFrom('webhook').selectAll().where('id', '=', id).executeTakeFirst();

  return {
    list: async () => {
      const rows = await db.selectFrom('webhook').selectAll().orderBy('createdAt').orderBy('id').execute();
      return rows.map(webhookOf);
    },

    get: async (id) => {
      const row = await rowOf(db, id);
      return row ? webhookOf(row) : null;
    },

    create: async ({ url, kinds }, by) => {
      const row = {
        id: newId<string>(),
        url,
        secret: newSecret(),
        oldSecret: null,
        oldSecretUntil: null,
        kinds: JSON.stringify(kinds),
        enabled: 1,
        createdAt: new Date().toISOString(),
        createdBy: by,
      };
      await db.transaction().execute(async (transaction) => {
        await transaction.insertInto('webhook').values(row).execute();
        await recordOn(transaction, row, 'webhook.created', by);
      });
      return { webhook: webhookOf(row), secret: row.secret };
    },

    change: async (id, { url, kinds, enabled }, by) =>
      await db.transaction().execute(async (transaction) => {
        const before = await rowOf(transaction, id);
        if (!before) return null;
        const after = {
          ...before,
          url: url ?? before.url,
          kinds: kinds ? JSON.stringify(kinds) : before.kinds,
          enabled: enabled === undefined ? before.enabled : Number(enabled),
        };
        await transaction
          .updateTable('webhook')
          .set({ url: after.url, kinds: after.kinds, enabled: after.enabled })
          .where('id', '=', id)
          .execute();
        await recordOn(transaction, after, 'webhook.changed', by, switched(before, after));
        return webhookOf(after);
      }),

    renewSecret: async (id, by) =>
      await db.transaction().execute(async (transaction) => {
        const before = await rowOf(transaction, id);
        if (!before) return null;
        const secret = newSecret();
        const oldSecretUntil = new Date(Date.now() + oldSecretMs).toISOString();
        await transaction
          .updateTable('webhook')
          .set({ secret, oldSecret: before.secret, oldSecretUntil })
          .where('id', '=', id)
          .execute();
        await recordOn(transaction, before, 'webhook.secret-renewed', by);
        return { webhook: webhookOf(before), secret };
      }),

    remove: async (id, by) =>
      await db.transaction().execute(async (transaction) => {
        const row = await rowOf(transaction, id);
        if (!row) return false;
        await transaction.deleteFrom('webhookDelivery').where('webhook', '=', id).execute();
        await transaction.deleteFrom('webhook').where('id', '=', id).execute();
        await recordOn(transaction, row, 'webhook.removed', by);
        return true;
      }),
  };
}

function switched(before: { enabled: number }, after: { enabled: number }): AuditDetails {
  return before.enabled === after.enabled ? {} : { enabled: after.enabled === 1 };
}

/** Writes what was done to a webhook into the audit log. */
export async function recordOn(
  transaction: Kysely<Tables>,
  { url }: Pick<WebhookTable, 'url'>,
  act: AuditAct,
  who: UserId | null,
  details: AuditDetails = {},
): Promise<void> {
  await record(transaction, { act, who, details: { host: new URL(url).host, ...details } });
}

/** What a webhook's row says that it gets. */
export function kindsOf({ kinds }: Pick<WebhookTable, 'kinds'>): WebhookKind[] {
  return JSON.parse(kinds) as WebhookKind[];
}

function webhookOf(row: Selectable<WebhookTable>): Webhook {
  return {
    id: row.id,
    url: row.url,
    kinds: kindsOf(row),
    enabled: row.enabled === 1,
    createdAt: row.createdAt,
    createdBy: row.createdBy,
  };
}
