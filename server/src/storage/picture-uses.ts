// Which articles show which pictures. A text's pictures are written as it is projected, those of a public page as it is published,
// the one for social networks as it is set;
// what was shown once stays known, since versions and revisions show it for good.
import type { ArticleId, MediaId } from '@galley/shared/ids.ts';
import type { Transaction } from 'kysely';
import type { Tables } from './tables.ts';

/** Notes the pictures that an article shows in this place from now on. One of them that was deleted is back with that. */
export async function writePictureUses(
  transaction: Transaction<Tables>,
  article: ArticleId,
  place: 'text' | 'public' | 'social',
  pictures: readonly string[],
): Promise<void> {
  // A text names what it likes: what is no picture of the library is noted, and found by nobody.
  const shown = new Set(pictures as readonly MediaId[]);
  const rows = await transaction
    .selectFrom('pictureUse')
    .select(['picture', 'place'])
    .where('article', '=', article)
    .execute();
  const before = new Set(rows.filter((row) => row.place === place).map(({ picture }) => picture));
  const gone = [...before].filter((picture) => !shown.has(picture));
  if (gone.length > 0) {
    await transaction
      .deleteFrom('pictureUse')
      .where('article', '=', article)
      .where('place', '=', place)
      .where('picture', 'in', gone)
      .execute();
    await note(transaction, article, 'earlier', gone);
  }
  const fresh = [...shown].filter((picture) => !before.has(picture));
  await note(transaction, article, place, fresh);
  if (fresh.length > 0)
    await transaction
      .updateTable('picture')
      .set({ deletedAt: null })
      .where('id', 'in', fresh)
      .where('deletedAt', 'is not', null)
      .execute();
}

async function note(
  transaction: Transaction<Tables>,
  article: ArticleId,
  place: 'text' | 'public' | 'social' | 'earlier',
  pictures: readonly MediaId[],
): Promise<void> {
  if (pictures.length === 0) return;
  await transaction
    .insertInto('pictureUse')
    .values(pictures.map((picture) => ({ article, picture, place })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
