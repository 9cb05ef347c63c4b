// For tests: a place of each kind with nothing in it. The bucket is one of a server that speaks the S3 protocol.
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from '@20minutes/s3rver';
import type { Kysely } from 'kysely';
import { readConfig } from '../../config.ts';
import type { PicturePlace } from '../../storage/tables/media.ts';
import type { Tables } from '../../storage/tables.ts';
import { openPlaces, type Places } from './places.ts';

/** Keeps pictures for tests. */
export interface TestPlace {
  /** Environment variables by which pictures are kept there. */
  settings: Record<string, string>;
  /** The same without the choice of where new pictures go. */
  access: Record<string, string>;
  /** The keys of what is there, whatever the database knows of it. */
  keys(): Promise<string[]>;
  /** It does not answer, until the outage is ended. */
  outage(): Promise<{ end(): Promise<void> }>;
  close(): Promise<void>;
}

const keyPattern = /^[0-9a-f]{64}-[0-9a-z]{16}/;

/** A folder that nobody has used. */
export async function testFolder(): Promise<TestPlace> {
  const home = mkdtempSync(join(tmpdir(), 'galley-pictures-'));
  const folder = join(home, 'kept');
  const access = { PICTURE_FOLDER: folder };
  return {
    access,
    settings: { ...access, PICTURE_PLACE: 'folder' },
    keys: () => keysBelow(folder),
    outage: async () => {
      renameSync(folder, `${folder}.away`);
      writeFileSync(folder, 'No folder any longer.');
      return {
        end: async () => {
          rmSync(folder);
          renameSync(`${folder}.away`, folder);
        },
      };
    },
    close: async () => rmSync(home, { recursive: true, force: true }),
  };
}

/** An empty bucket on a server of its own. */
export async function testBucket(): Promise<TestPlace> {
  const home = mkdtempSync(join(tmpdir(), 'galley-bucket-'));
  const start = async (port = 0) => {
    const server = new S3rver({
      ...{ address: '127.0.0.1', port, silent: true, directory: home },
      configureBuckets: [{ name: 'pictures' }],
    });
    return { server, port: (await server.run()).port };
  };
  let { server, port } = await start();
  const access = {
    PICTURE_BUCKET: 'pictures',
    PICTURE_BUCKET_ENDPOINT: `http://127.0.0.1:${port}`,
    PICTURE_BUCKET_PREFIX: 'desk/one',
    // The one account that the server knows.
    PICTURE_BUCKET_KEY_ID: 'S3RVER',
    PICTURE_BUCKET_SECRET: 'S3RVER',
  };
  return {
    access,
    settings: { ...access, PICTURE_PLACE: 'bucket' },
    keys: () => keysBelow(join(home, 'pictures', 'desk', 'one')),
    outage: async () => {
      await server.close();
      return {
        end: async () => {
          ({ server, port } = await start(port));
        },
      };
    },
    close: async () => {
      await server.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** The places that these environment variables name. */
export async function placesFor(db: Kysely<Tables>, settings: Record<string, string> = {}): Promise<Places> {
  return await openPlaces(readConfig(settings).pictures, db);
}

/** Leaves nothing, or something else, where a picture's file is. */
export async function ruin(
  places: Places,
  { key, place }: { key: string; place: PicturePlace },
  bytes: Buffer | null,
): Promise<void> {
  await places.at(place).delete(key);
  if (bytes) await places.at(place).put(key, bytes, 'image/jpeg');
}

async function keysBelow(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const keys = names.filter((entry) => entry.isFile()).map(({ name }) => keyPattern.exec(name)?.[0]);
  return [...new Set(keys.filter((key) => key !== undefined))].sort();
}
