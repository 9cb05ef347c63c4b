// Bytes of pictures in the database: every node has them, and so does every backup of it.
import type { Kysely } from 'kysely';
import type { Tables } from '../../storage/tables.ts';
import type { Place } from './place.ts';

/** What the database says where it is away is left as it is: answers and logs know it from everywhere else. */
export function createDatabasePlace(db: Kysely<Tables>): Place {
  return {
    put: async (key, bytes) => {
      await db.insertInto('mediaBytes').values({ key, bytes }).execute();
    },
    get: async (key) => {
      const row = await db.selectFrom('mediaBytes').select('bytes').where('key', '=', key).executeTakeFirst();
      return row ? Buffer.from(row.bytes) : null;
    },
    delete: async (key) => {
      await db.deleteFrom('mediaBytes').where('key', '=', key).execute();
    },
  };
}
