// Slugs spell signs that they left out before, such as the 2 of CO₂: the pages of tags are at the addresses that links lead to.
import type { Kysely } from 'kysely';
import type { Tables } from '../tables.ts';
import { listLiveTags } from './0051-live-tags.ts';

export async function renewTagSlugs(db: Kysely<unknown>): Promise<void> {
  const tables = db as Kysely<Tables>;
  await tables.deleteFrom('liveTag').execute();
  await listLiveTags(tables);
}
