import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DocumentName } from '@galley/shared/ids.ts';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { startKillable } from './killable.ts';
import { openStorage, StorageError } from './open.ts';
import { forEachStorage } from './testing.ts';
import { isUnavailable } from './unavailable.ts';

describe('storage', () => {
  forEachStorage((database) => {
    it('keeps rows over closing and opening', async () => {
      const place = await database();
      const first = await place.open();
      await first.db.insertInto('setting').values({ key: 'name', value: 'Galley' }).execute();
      await first.close();
      const second = await place.open();
      expect(await second.db.selectFrom('setting').selectAll().execute()).toEqual([
        { key: 'name', value: 'Galley' },
      ]);
      await second.close();
    });

    it('gives bytes and large numbers back as they were', async () => {
      const storage = await (await database()).open();
      const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
      const row = {
        document: 'article/abcd' as DocumentName,
        position: 1,
        author: null,
        clients: '[]',
        at: 'now',
      };
      await storage.db
        .insertInto('update')
        .values({ ...row, bytes })
        .execute();
      await storage.db
        .insertInto('client')
        .values({ document: 'd' as DocumentName, client: 4_294_967_295, author: null })
        .execute();
      const read = await storage.db.selectFrom('update').select('bytes').executeTakeFirstOrThrow();
      expect(new Uint8Array(read.bytes)).toEqual(bytes);
      const { client } = await storage.db.selectFrom('client').select('client').executeTakeFirstOrThrow();
      expect(client).toBe(4_294_967_295);
      await storage.close();
    });

    it('can be opened by several at once on a new PostgreSQL database, and never on one data folder', async () => {
      const place = await database('bare');
      const opened = await Promise.allSettled([place.open(), place.open(), place.open(), place.open()]);
      const storages = opened.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
      expect(storages).toHaveLength(place.kind === 'postgres' ? 4 : 1);
      for (const storage of storages) await storage.close();
    });

    it('keeps what was done with sections when its kind gets another name', async () => {
      const place = await database();
      await (await place.open()).close();
      await place.run(`alter table "sectionEvent" rename column "kind" to "deed"`);
      await place.run(`delete from kysely_migration where name = '0054-section-event-kinds'`);
      await place.run(
        `insert into "sectionEvent" ("article", "number", "section", "deed", "at", "note") values ('a', 1, 's', 'ready', 'now', '')`,
      );
      const storage = await place.open();
      const rows = storage.db.selectFrom('sectionEvent').select(['section', 'kind']);
      expect(await rows.execute()).toEqual([{ section: 's', kind: 'ready' }]);
      // Rows are guarded as before.
      await expect(
        storage.db.updateTable('sectionEvent').set({ kind: 'approved' }).execute(),
      ).rejects.toThrow();
      await storage.close();
    });

    it('keeps the bytes of pictures when their files become rows', async () => {
      const place = await database();
      await (await place.open()).close();
      const bytes = place.kind === 'sqlite' ? 'blob' : 'bytea';
      const of = (hex: string) => (place.kind === 'sqlite' ? `x'${hex}'` : `'\\x${hex}'`);
      // The tables as they were before.
      for (const statement of [
        `drop table "mediaFile"`,
        `drop table "mediaBytes"`,
        `delete from kysely_migration where name = '0090-picture-files'`,
        `alter table "media" add column "bytes" ${bytes} not null default ${of('')}`,
        `create table "mediaVariant" ("media" text not null references "media" ("id") on delete cascade, "width" integer not null, "mime" text not null, "bytes" ${bytes} not null)`,
        `create table "mediaAvif" ("media" text not null, "width" integer not null, "bytes" ${bytes})`,
        `insert into "media" ("id", "hash", "mime", "width", "height", "uploadedBy", "createdAt", "bytes") values ('ship', 'h', 'image/png', 900, 600, 'amy', 'then', ${of('0102')})`,
        `insert into "mediaVariant" values ('ship', 480, 'image/webp', ${of('03')})`,
        `insert into "mediaAvif" values ('ship', 480, ${of('04')})`,
        `insert into "mediaAvif" values ('ship', 900, null)`,
      ])
        await place.run(statement);
      const storage = await place.open();
      const files = await storage.db
        .selectFrom('mediaFile')
        .innerJoin('mediaBytes', 'mediaBytes.key', 'mediaFile.key')
        .select(['mediaFile.key', 'media', 'name', 'mime', 'size', 'place', 'state', 'bytes'])
        .orderBy('name')
        .execute();
      const kept = { media: 'ship', place: 'database', state: 'kept' };
      expect(files).toMatchObject([
        { ...kept, name: '480', mime: 'image/webp', size: 1 },
        { ...kept, name: '480.avif', mime: 'image/avif', size: 1 },
        { ...kept, name: 'original', mime: 'image/png', size: 2 },
      ]);
      expect(files.map((file) => Buffer.from(file.bytes).toString('hex'))).toEqual(['03', '04', '0102']);
      for (const file of files)
        expect(file.key.slice(0, 65)).toBe(`${createHash('sha256').update(file.bytes).digest('hex')}-`);
      expect(await storage.db.selectFrom('media').select(['id', 'hash', 'width']).execute()).toEqual([
        { id: 'ship', hash: 'h', width: 900 },
      ]);
      await storage.close();
    });

    it('starts beside a newer Galley whose steps only added something, and leaves these alone', async () => {
      const place = await database();
      await (await place.open()).close();
      await place.run(`create table "novelty" ("id" text)`);
      await place.run(`insert into kysely_migration (name, timestamp) values ('9999-novelty', 'now')`);
      const storage = await place.open();
      await storage.db.insertInto('setting').values({ key: 'name', value: 'Galley' }).execute();
      const { rows } = await sql`select name from kysely_migration where name = '9999-novelty'`.execute(
        storage.db,
      );
      expect(rows).toHaveLength(1);
      await storage.close();
    });

    it.each([
      [
        'that keeps older ones out',
        `insert into kysely_migration (name, timestamp) values ('9999-novelty-keeps-older-out', 'now')`,
      ],
      [
        'where it lacks steps itself',
        `insert into kysely_migration (name, timestamp) values ('9999-novelty', 'now')`,
      ],
    ])('says in one line that it can’t use the database of a newer Galley %s', async (why, step) => {
      const place = await database();
      await (await place.open()).close();
      await place.run(step);
      if (why.includes('lacks'))
        await place.run(`delete from kysely_migration where name = '0098-story-search'`);
      const error = await place.open().catch((error: unknown) => error);
      expect(error).toBeInstanceOf(StorageError);
      expect((error as Error).message).toMatch(
        /^A newer Galley has changed this database \(step 9999-novelty.*start the newer one\.$/,
      );
    });

    it('leaves nothing of a migration that breaks off, and goes through with it the next time', async () => {
      const place = await database('bare');
      const tables = ['media', 'picture'];
      await place.run(`create table "${tables[1]}" ("inTheWay" integer)`);
      await expect(place.open()).rejects.toThrow(/can't be brought up to date.*picture/);
      await expect(place.run(`select * from "${tables[0]}"`)).rejects.toThrow(/media/);
      await place.run(`drop table "${tables[1]}"`);
      const storage = await place.open();
      for (const table of tables) await place.run(`select * from "${table}"`);
      await storage.close();
    });

    it('says of an outage that it is one, and works again after it', async () => {
      const place = await database();
      const storage = await place.open();
      const write = () => storage.db.insertInto('setting').values({ key: 'name', value: 'Galley' }).execute();
      const outage = await place.outage();
      const error: unknown = await write().catch((thrown: unknown) => thrown);
      expect(isUnavailable(error), String(error)).toBe(true);
      await outage.end();
      await write();
      await storage.close();
    });
  });

  it('says of a full disk that it is one, in a transaction too', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'galley-full-'));
    const { db, close } = await openStorage({ dataDir });
    await sql`pragma max_page_count = 1`.execute(db);
    const writing = db.transaction().execute(async (transaction) => {
      const row = { key: 'name', value: 'x'.repeat(100_000) };
      await transaction.insertInto('setting').values(row).execute();
    });
    const error: unknown = await writing.catch((thrown: unknown) => thrown);
    expect(isUnavailable(error), String(error)).toBe(true);
    await close();
    rmSync(dataDir, { recursive: true });
  });

  it('refuses a data folder that another process holds, and takes it once that is killed', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'galley-lock-'));
    const holder = startKillable(new URL('./holder.child.ts', import.meta.url), { args: [dataDir] });
    await holder.line(/held/);
    await expect(openStorage({ dataDir })).rejects.toThrow(StorageError);
    await expect(openStorage({ dataDir })).rejects.toThrow(/Another Galley uses the data folder/);
    await holder.kill();
    await (await openStorage({ dataDir })).close();
    rmSync(dataDir, { recursive: true });
  });

  it('lets a data folder be used by one process of many that want it at once', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'galley-race-'));
    const holders = Array.from({ length: 4 }, () =>
      startKillable(new URL('./holder.child.ts', import.meta.url), { args: [dataDir] }),
    );
    const held = await Promise.allSettled(holders.map((holder) => holder.line(/held/)));
    // Those that were refused have ended; the one that holds the folder says so and stays.
    expect(held.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await Promise.all(holders.map((holder) => holder.kill()));
    rmSync(dataDir, { recursive: true });
  });

  it('says in one line that the data folder can’t be made', async () => {
    const open = openStorage({ dataDir: join(fileURLToPath(import.meta.url), 'data') });
    await expect(open).rejects.toThrow(StorageError);
    await expect(open).rejects.toThrow(/^The data folder .*data can't be used: /);
  });

  it('says in one line that PostgreSQL does not answer', async () => {
    const open = openStorage({ url: 'postgres://nobody@127.0.0.1:1/none', dataDir: '' });
    await expect(open).rejects.toThrow(StorageError);
    await expect(open).rejects.toThrow(/ECONNREFUSED/);
  });
});
