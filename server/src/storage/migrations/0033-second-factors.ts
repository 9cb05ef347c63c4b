// Second factors: what better-auth keeps of a person's authenticator, and which codes were used just now.
import type { Kysely } from 'kysely';

export async function createSecondFactors({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .alterTable('user')
    .addColumn('twoFactorEnabled', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await schema
    .createTable('twoFactor')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('userId', 'text', (column) => column.notNull().references('user.id').onDelete('cascade'))
    // Both are encrypted with the signing secret.
    .addColumn('secret', 'text', (column) => column.notNull())
    .addColumn('backupCodes', 'text', (column) => column.notNull())
    .addColumn('verified', 'integer')
    .addColumn('failedVerificationCount', 'integer', (column) => column.defaultTo(0))
    .addColumn('lockedUntil', 'text')
    .execute();
  await schema.createIndex('twoFactorByUser').on('twoFactor').column('userId').execute();
  await schema
    .createTable('usedCode')
    .addColumn('hash', 'text', (column) => column.primaryKey())
    .addColumn('at', 'text', (column) => column.notNull())
    .execute();
}
