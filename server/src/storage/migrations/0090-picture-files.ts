// The files of pictures as rows of their own, beside which their bytes may be in the database or elsewhere. One table in place
// of three that had the bytes in them.
import { createHash } from 'node:crypto';
import { type MediaId, newId } from '@galley/shared/ids.ts';
import { type Kysely, sql } from 'kysely';
import { bytesType, type StorageKind } from '../dialect.ts';

/** What the step reads of the tables as they were. */
interface Before {
  media: { id: MediaId; mime: string; createdAt: string; bytes: Uint8Array };
  mediaVariant: { media: MediaId; width: number; mime: string; bytes: Uint8Array };
  mediaAvif: { media: MediaId; width: number; bytes: Uint8Array | null };
}

/** What the step writes. */
interface After {
  mediaFile: {
    key: string;
    media: MediaId;
    name: string;
    mime: string;
    size: number;
    place: string;
    state: string;
    at: string;
  };
  mediaBytes: { key: string; bytes: Uint8Array };
}

export async function createPictureFiles(db: Kysely<unknown>, kind: StorageKind): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('mediaFile')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('media', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('mime', 'text', (column) => column.notNull())
    .addColumn('size', 'integer', (column) => column.notNull())
    .addColumn('place', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createTable('mediaBytes')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('bytes', bytesType(kind), (column) => column.notNull())
    .execute();
  await moveBytes(db as Kysely<Before & After>, kind);
  // Of a picture one file of a name counts, wherever else it is being written or erased.
  await sql`create unique index ${sql.ref('mediaFileKept')} on ${sql.table('mediaFile')} ("media", "name") where "state" = 'kept'`.execute(
    db,
  );
  await sql`create index ${sql.ref('mediaFileUnkept')} on ${sql.table('mediaFile')} ("at") where "state" <> 'kept'`.execute(
    db,
  );
  await schema.createIndex('mediaFileByPicture').on('mediaFile').column('media').execute();
  await schema.dropTable('mediaVariant').execute();
  await schema.dropTable('mediaAvif').execute();
  await schema.alterTable('media').dropColumn('bytes').execute();
  if (kind === 'postgres')
    // PostgreSQL frees what a dropped column held only where the table is written anew, which a computed value makes it do.
    await sql`alter table ${sql.table('media')} alter column "width" type integer using "width" + 0`.execute(
      db,
    );
}

/** One file at a time: all of them need not fit into memory. */
async function moveBytes(db: Kysely<Before & After>, kind: StorageKind): Promise<void> {
  const pictures = await db.selectFrom('media').select(['id', 'mime', 'createdAt']).execute();
  for (const { id, mime, createdAt: at } of pictures) {
    const keep = async (name: string, mime: string, bytes: Uint8Array) => {
      const hash = createHash('sha256').update(bytes).digest('hex');
      const key = `${hash}-${newId()}`;
      const row = { key, media: id, name, mime, size: bytes.length, place: 'database', state: 'kept', at };
      await db.insertInto('mediaFile').values(row).execute();
      await db.insertInto('mediaBytes').values({ key, bytes }).execute();
    };
    const { bytes } = await db
      .selectFrom('media')
      .select('bytes')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await keep('original', mime, bytes);
    const variants = db.selectFrom('mediaVariant').select(['width', 'mime', 'bytes']).where('media', '=', id);
    for (const variant of await variants.execute())
      await keep(String(variant.width), variant.mime, variant.bytes);
    const avifs = db.selectFrom('mediaAvif').select(['width', 'bytes']).where('media', '=', id);
    for (const { width, bytes: avif } of await avifs.execute())
      if (avif) await keep(`${width}.avif`, 'image/avif', avif);
    if (kind === 'sqlite')
      // The pages are free for the next picture's copy, so the file hardly grows.
      for (const [table, column] of [
        ['media', 'id'],
        ['mediaVariant', 'media'],
        ['mediaAvif', 'media'],
      ] as const)
        await sql`update ${sql.table(table)} set "bytes" = x'' where ${sql.ref(column)} = ${id}`.execute(db);
  }
}
