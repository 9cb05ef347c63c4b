// The first schema: people, templates, articles, the journal, revisions, media, search.
import type { Kysely } from 'kysely';
import { bigIntegerType, bytesType, type StorageKind } from '../dialect.ts';
import { createSearch } from '../search.ts';

/** Makes all tables; see tables.ts for what their columns mean. */
export async function createDeskTables(db: Kysely<unknown>, kind: StorageKind): Promise<void> {
  await createPeople(db);
  await createArticles(db);
  await createJournal(db, kind);
  await createPublishing(db);
  await createMedia(db, kind);
  await createSearch(db, kind, 'article');
}

async function createPeople({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('user')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('email', 'text', (column) => column.notNull().unique())
    .addColumn('emailVerified', 'integer', (column) => column.notNull())
    .addColumn('image', 'text')
    .addColumn('createdAt', 'text', (column) => column.notNull())
    .addColumn('updatedAt', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('active', 'integer', (column) => column.notNull())
    .addColumn('color', 'text', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('picture', 'text')
    .addColumn('lastSeenAt', 'text')
    .execute();
  await schema
    .createTable('session')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('userId', 'text', (column) => column.notNull().references('user.id').onDelete('cascade'))
    .addColumn('token', 'text', (column) => column.notNull().unique())
    .addColumn('expiresAt', 'text', (column) => column.notNull())
    .addColumn('ipAddress', 'text')
    .addColumn('userAgent', 'text')
    .addColumn('createdAt', 'text', (column) => column.notNull())
    .addColumn('updatedAt', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('sessionByUser').on('session').column('userId').execute();
  await schema
    .createTable('account')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('userId', 'text', (column) => column.notNull().references('user.id').onDelete('cascade'))
    .addColumn('accountId', 'text', (column) => column.notNull())
    .addColumn('providerId', 'text', (column) => column.notNull())
    .addColumn('accessToken', 'text')
    .addColumn('refreshToken', 'text')
    .addColumn('idToken', 'text')
    .addColumn('accessTokenExpiresAt', 'text')
    .addColumn('refreshTokenExpiresAt', 'text')
    .addColumn('scope', 'text')
    .addColumn('password', 'text')
    .addColumn('createdAt', 'text', (column) => column.notNull())
    .addColumn('updatedAt', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('accountByUser').on('account').column('userId').execute();
  await schema
    .createTable('verification')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('identifier', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addColumn('expiresAt', 'text', (column) => column.notNull())
    .addColumn('createdAt', 'text', (column) => column.notNull())
    .addColumn('updatedAt', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('verificationByIdentifier').on('verification').column('identifier').execute();
  await schema
    .createTable('invite')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('tokenHash', 'text', (column) => column.notNull().unique())
    .addColumn('email', 'text')
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('createdBy', 'text', (column) => column.notNull())
    .addColumn('createdAt', 'text', (column) => column.notNull())
    .addColumn('expiresAt', 'text', (column) => column.notNull())
    .addColumn('acceptedAt', 'text')
    .addColumn('acceptedBy', 'text')
    .execute();
  await schema
    .createTable('setting')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute();
}

async function createArticles({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('template')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('archived', 'integer', (column) => column.notNull())
    .addColumn('createdAt', 'text', (column) => column.notNull())
    .addColumn('updatedAt', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createTable('article')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('template', 'text', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('slug', 'text', (column) => column.unique())
    .addColumn('byline', 'text', (column) => column.notNull())
    .addColumn('stage', 'text', (column) => column.notNull())
    .addColumn('headline', 'text', (column) => column.notNull())
    .addColumn('headlineKey', 'text', (column) => column.notNull().defaultTo(''))
    .addColumn('dek', 'text', (column) => column.notNull())
    .addColumn('words', 'integer', (column) => column.notNull())
    .addColumn('createdBy', 'text', (column) => column.notNull())
    .addColumn('createdAt', 'text', (column) => column.notNull())
    .addColumn('editedAt', 'text', (column) => column.notNull())
    .addColumn('editedBy', 'text')
    .addColumn('archivedAt', 'text')
    .addColumn('liveRevision', 'integer')
    .execute();
  // The board pages through one of these orders, of all stages or of one.
  for (const order of ['editedAt', 'createdAt', 'headlineKey', 'words']) {
    await schema.createIndex(`articleBy_${order}`).on('article').columns([order, 'id']).execute();
    await schema
      .createIndex(`articleByStage_${order}`)
      .on('article')
      .columns(['stage', order, 'id'])
      .execute();
  }
}

async function createJournal({ schema }: Kysely<unknown>, kind: StorageKind): Promise<void> {
  await schema
    .createTable('update')
    .addColumn('document', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('bytes', bytesType(kind), (column) => column.notNull())
    .addColumn('author', 'text')
    .addColumn('clients', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('updateKey', ['document', 'position'])
    .execute();
  await schema
    .createTable('snapshot')
    .addColumn('document', 'text', (column) => column.primaryKey())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('bytes', bytesType(kind), (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createTable('client')
    .addColumn('document', 'text', (column) => column.notNull())
    .addColumn('client', bigIntegerType(kind), (column) => column.notNull())
    .addColumn('author', 'text')
    .addPrimaryKeyConstraint('clientKey', ['document', 'client'])
    .execute();
}

async function createPublishing({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('revision')
    .addColumn('article', 'text', (column) => column.notNull())
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('slug', 'text', (column) => column.notNull())
    .addColumn('metadata', 'text', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('html', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('note', 'text', (column) => column.notNull())
    .addColumn('publishedBy', 'text', (column) => column.notNull())
    .addColumn('publishedAt', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('revisionKey', ['article', 'number'])
    .execute();
  await schema.createIndex('revisionByTime').on('revision').columns(['publishedAt']).execute();
  await schema
    .createTable('slug')
    .addColumn('slug', 'text', (column) => column.primaryKey())
    .addColumn('article', 'text', (column) => column.notNull())
    .addColumn('createdAt', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createTable('withdrawal')
    .addColumn('article', 'text', (column) => column.primaryKey())
    .addColumn('note', 'text', (column) => column.notNull())
    .addColumn('withdrawnBy', 'text', (column) => column.notNull())
    .addColumn('withdrawnAt', 'text', (column) => column.notNull())
    .execute();
}

async function createMedia({ schema }: Kysely<unknown>, kind: StorageKind): Promise<void> {
  await schema
    .createTable('media')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('hash', 'text', (column) => column.notNull().unique())
    .addColumn('mime', 'text', (column) => column.notNull())
    .addColumn('width', 'integer', (column) => column.notNull())
    .addColumn('height', 'integer', (column) => column.notNull())
    .addColumn('bytes', bytesType(kind), (column) => column.notNull())
    .addColumn('uploadedBy', 'text', (column) => column.notNull())
    .addColumn('createdAt', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createTable('mediaVariant')
    .addColumn('media', 'text', (column) => column.notNull().references('media.id').onDelete('cascade'))
    .addColumn('width', 'integer', (column) => column.notNull())
    .addColumn('mime', 'text', (column) => column.notNull())
    .addColumn('bytes', bytesType(kind), (column) => column.notNull())
    .addPrimaryKeyConstraint('mediaVariantKey', ['media', 'width'])
    .execute();
}
