// What is known of each picture beside its bytes, where it is used, and by which words it is found. A table of its own: in the
// embedded database columns behind the bytes of a picture are only read past all of them.
import { isId, type MediaId } from '@galley/shared/ids.ts';
import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { StorageKind } from '../dialect.ts';
import { createSearch } from '../search.ts';
import type { Tables } from '../tables.ts';

/** What a picture's notes held when this step was made. */
const notesSchema = z
  .object({
    caption: z.string(),
    alt: z.string(),
    creator: z.string(),
    credit: z.string(),
    source: z.string(),
    copyright: z.string(),
    usageTerms: z.string(),
    sourceType: z.string(),
  })
  .partial();

export async function createPictureLibrary(db: Kysely<unknown>, kind: StorageKind): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('picture')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('mime', 'text', (column) => column.notNull())
    .addColumn('width', 'integer', (column) => column.notNull())
    .addColumn('height', 'integer', (column) => column.notNull())
    .addColumn('size', 'integer', (column) => column.notNull())
    .addColumn('fileName', 'text', (column) => column.notNull())
    .addColumn('caption', 'text', (column) => column.notNull())
    .addColumn('credit', 'text', (column) => column.notNull())
    .addColumn('alt', 'text', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('copyright', 'text', (column) => column.notNull())
    .addColumn('usageTerms', 'text', (column) => column.notNull())
    .addColumn('licenceEnd', 'text')
    .addColumn('sourceType', 'text')
    .addColumn('fileSourceType', 'text')
    .addColumn('machineMade', 'text')
    .addColumn('focus', 'text')
    .addColumn('listed', 'integer', (column) => column.notNull())
    .addColumn('tracked', 'integer', (column) => column.notNull())
    .addColumn('uploadedBy', 'text', (column) => column.notNull())
    .addColumn('createdAt', 'text', (column) => column.notNull())
    .addColumn('changedBy', 'text')
    .addColumn('changedAt', 'text')
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('deletedAt', 'text')
    .execute();
  await schema.createIndex('pictureByAge').on('picture').columns(['createdAt', 'id']).execute();
  await schema.createIndex('pictureByPerson').on('picture').columns(['uploadedBy', 'createdAt']).execute();
  await schema.createIndex('pictureByLicence').on('picture').column('licenceEnd').execute();
  await schema
    .createTable('pictureUse')
    .addColumn('article', 'text', (column) => column.notNull())
    .addColumn('picture', 'text', (column) => column.notNull())
    .addColumn('place', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('pictureUseKey', ['article', 'picture', 'place'])
    .execute();
  await schema.createIndex('pictureUseByPicture').on('pictureUse').column('picture').execute();
  await createSearch(db, kind, 'picture');
  const tables = db as Kysely<Tables>;
  await describeAll(tables);
  await listPublic(tables);
  // The start reads all texts anew, and with that which pictures they show.
  await tables.updateTable('article').set({ projected: 0 }).execute();
}

async function describeAll(db: Kysely<Tables>): Promise<void> {
  const pictures = await db
    .selectFrom('media')
    .leftJoin('user', 'user.id', 'media.uploadedBy')
    .select(['media.id', 'mime', 'width', 'height', 'notes', 'uploadedBy', 'media.createdAt', 'user.role'])
    .select(sql<number>`length(bytes)`.as('size'))
    .execute();
  for (const { notes: json, role, ...picture } of pictures) {
    const notes = json === null ? {} : notesSchema.parse(JSON.parse(json));
    const { caption = '', alt = '', source = '', copyright = '', usageTerms = '' } = notes;
    const credit = [notes.creator, notes.credit || notes.source].filter(Boolean).join(' / ');
    const texts = { caption, alt, credit, source, copyright, usageTerms };
    const type = notes.sourceType ?? null;
    await db
      .insertInto('picture')
      .values({
        ...{ ...picture, ...texts, fileName: '', licenceEnd: null, focus: null },
        ...{ sourceType: null, fileSourceType: type, machineMade: type, version: 1 },
        // Who writes no articles uploads the picture of their own profile.
        listed: role === 'viewer' || role === 'reviewer' ? 0 : 1,
        // Nobody has noted where it was used until now.
        tracked: 0,
        ...{ changedBy: null, changedAt: null, deletedAt: null },
      })
      .execute();
  }
}

async function listPublic(db: Kysely<Tables>): Promise<void> {
  const live = await db
    .selectFrom('article')
    .innerJoin('revision', (join) =>
      join.onRef('revision.article', '=', 'article.id').onRef('revision.number', '=', 'article.liveRevision'),
    )
    .select(['article.id', 'revision.content'])
    .execute();
  for (const { id, content } of live)
    for (const picture of mediaIn(JSON.parse(content)))
      await db.insertInto('pictureUse').values({ article: id, picture, place: 'public' }).execute();
}

/** All that is named `media` in a text, at any depth. */
function mediaIn(data: unknown, found = new Set<MediaId>()): Set<MediaId> {
  if (typeof data !== 'object' || data === null) return found;
  for (const [name, value] of Object.entries(data))
    if (name === 'media' && isId<MediaId>(value)) found.add(value);
    else mediaIn(value, found);
  return found;
}
