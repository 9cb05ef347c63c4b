// Passkeys: what is known of them is public, the secret never leaves its device. How many a person has stands with the person.
import type { Kysely } from 'kysely';

export async function createPasskeys(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('passkey')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('user', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('credentialId', 'text', (column) => column.notNull().unique())
    .addColumn('publicKey', 'text', (column) => column.notNull())
    .addColumn('counter', 'bigint', (column) => column.notNull())
    .addColumn('transports', 'text', (column) => column.notNull())
    .addColumn('createdAt', 'text', (column) => column.notNull())
    .addColumn('usedAt', 'text')
    .execute();
  await db.schema.createIndex('passkey_user').on('passkey').column('user').execute();
  await db.schema
    .alterTable('user')
    .addColumn('passkeys', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
}
