// The tags of what is public, as rows: they come with a publication and go with a withdrawal, in the same transaction.

import type { RevisionMetadata } from '@galley/shared/api/publishing.ts';
import { tagSlugs } from '@galley/shared/article/slug.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import type { Transaction } from 'kysely';
import type { Tables } from '../storage/tables.ts';

/** The article is listed with the tags of this revision from now on, and with no others; with null with none. */
export async function writeLiveTags(
  transaction: Transaction<Tables>,
  article: ArticleId,
  metadata: Pick<RevisionMetadata, 'tags' | 'language'> | null,
): Promise<void> {
  await transaction.deleteFrom('liveTag').where('article', '=', article).execute();
  const slugs = metadata ? tagSlugs(metadata.tags, metadata.language) : [];
  if (slugs.length === 0) return;
  await transaction
    .insertInto('liveTag')
    .values(slugs.map((slug) => ({ article, slug })))
    .execute();
}
