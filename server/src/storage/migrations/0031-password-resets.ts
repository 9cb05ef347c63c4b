// Links by which a person sets a new password without the old one. Of their tokens only the hashes are kept.
import type { Kysely } from 'kysely';

export async function createPasswordResets({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('passwordReset')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('tokenHash', 'text', (column) => column.notNull().unique())
    .addColumn('user', 'text', (column) => column.notNull().references('user.id').onDelete('cascade'))
    // The admin who made it; null for one that was sent by e-mail.
    .addColumn('createdBy', 'text')
    .addColumn('createdAt', 'text', (column) => column.notNull())
    .addColumn('expiresAt', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('passwordResetByUser').on('passwordReset').column('user').execute();
}
