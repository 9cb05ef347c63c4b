// Whether a picture that settings name is among the uploaded ones.
import { isId, type MediaId } from '@galley/shared/ids.ts';
import type { Kysely } from 'kysely';
import type { Tables } from '../storage/tables.ts';

/** Whether the desk has a picture of this id. */
export async function isPicture(db: Kysely<Tables>, id: string): Promise<boolean> {
  if (!isId<MediaId>(id)) return false;
  const row = await db.selectFrom('media').select('id').where('id', '=', id).executeTakeFirst();
  return row !== undefined;
}
