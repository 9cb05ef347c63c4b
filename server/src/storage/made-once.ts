// Settings that the desk makes for itself, once with its database.
import type { Storage } from './storage.ts';

/** The setting of this key, made where there is none; of several nodes that start at once the first one's counts. */
export async function madeOnce(
  { db }: Pick<Storage, 'db'>,
  key: string,
  make: () => string,
): Promise<string> {
  await db
    .insertInto('setting')
    .values({ key, value: make() })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
  const { value } = await db
    .selectFrom('setting')
    .select('value')
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  return value;
}
