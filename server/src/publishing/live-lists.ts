// The tags, the authors and the series of what is public, as rows: they come with a publication and go with a withdrawal, in the same
// transaction.
import type { RevisionMetadata } from '@galley/shared/api/publishing.ts';
import { authorSlug, authorsFrom } from '@galley/shared/article/authors.ts';
import { seriesKey } from '@galley/shared/article/series.ts';
import { tagSlugs } from '@galley/shared/article/slug.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import type { Transaction } from 'kysely';
import type { Tables } from '../storage/tables.ts';

/** The article is listed with what this revision says from now on, and with nothing else; with null with nothing. */
export async function writeLiveLists(
  transaction: Transaction<Tables>,
  article: ArticleId,
  metadata: Pick<RevisionMetadata, 'tags' | 'byline' | 'authors' | 'language' | 'series'> | null,
): Promise<void> {
  const { language = 'en', tags = [], authors = null, byline = '' } = metadata ?? {};
  const names = (authors ?? authorsFrom(byline)).map((author) => authorSlug(author, language));
  const slugs = {
    liveTag: tagSlugs(tags, language),
    liveAuthor: [...new Set(names)].filter((slug) => slug !== ''),
  };
  for (const table of ['liveTag', 'liveAuthor'] as const) {
    await transaction.deleteFrom(table).where('article', '=', article).execute();
    const rows = slugs[table].map((slug) => ({ article, slug }));
    if (rows.length > 0) await transaction.insertInto(table).values(rows).execute();
  }
  await transaction.deleteFrom('livePart').where('article', '=', article).execute();
  const series = metadata?.series;
  if (series)
    await transaction
      .insertInto('livePart')
      .values({ article, series: seriesKey(series.name), place: series.place })
      .execute();
}
