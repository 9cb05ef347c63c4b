// Links by which people outside see one article before it is public: each for a while, and until somebody ends it. The
// database holds hashes of their tokens only.
import { maxPreviewLinks, type newPreviewLinkSchema, type PreviewLink } from '@galley/shared/api/previews.ts';
import { type ArticleId, newId, type UserId } from '@galley/shared/ids.ts';
import type { Selectable } from 'kysely';
import type { z } from 'zod';
import { hashOf, newToken } from '../accounts/tokens.ts';
import { record } from '../audit/record.ts';
import { isKnownArticle } from '../storage/article-facts.ts';
import type { Storage } from '../storage/storage.ts';
import type { PreviewLinkTable } from '../storage/tables/publishing.ts';

type MakeOutcome =
  | { outcome: 'made'; link: PreviewLink; token: string }
  | { outcome: 'too-many' }
  | { outcome: 'unknown' };

export interface PreviewLinks {
  /** Those of an article that work, the newest first; null for an unknown article. */
  of(article: ArticleId): Promise<PreviewLink[] | null>;
  make(article: ArticleId, wanted: z.output<typeof newPreviewLinkSchema>, by: UserId): Promise<MakeOutcome>;
  /** Ends a link of the article; says whether there was one. */
  end(article: ArticleId, id: string, by: UserId): Promise<boolean>;
  /** What a token opens, and notes that it was opened; null where it opens nothing, or nothing any more. */
  open(token: string): Promise<{ article: ArticleId; expiresAt: string } | null>;
}

const dayMs = 24 * 60 * 60_000;
/** How exactly it is known when a link was opened last: not each of a reader's requests needs a write. */
const openedWithinMs = 60_000;

export function createPreviewLinks({ db }: Storage, now: () => number = Date.now): PreviewLinks {
  const moment = (plus = 0) => new Date(now() + plus).toISOString();
  return {
    of: async (article) => {
      if (!(await isKnownArticle(db, article))) return null;
      const rows = await db
        .selectFrom('previewLink')
        .selectAll()
        .where('article', '=', article)
        .where('expiresAt', '>', moment())
        .orderBy('createdAt', 'desc')
        .orderBy('id')
        .execute();
      return rows.map(linkOf);
    },

    make: async (article, { for: name, days }, by) =>
      await db.transaction().execute(async (transaction): Promise<MakeOutcome> => {
        // Taken for writing, so that two at once can't both be the last one that there may be.
        const { numUpdatedRows } = await transaction
          .updateTable('article')
          .set(({ ref }) => ({ archivedAt: ref('archivedAt') }))
          .where('id', '=', article)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return { outcome: 'unknown' };
        await transaction.deleteFrom('previewLink').where('expiresAt', '<=', moment()).execute();
        const { count } = await transaction
          .selectFrom('previewLink')
          .select(({ fn }) => fn.countAll<number | string>().as('count'))
          .where('article', '=', article)
          .executeTakeFirstOrThrow();
        if (Number(count) >= maxPreviewLinks) return { outcome: 'too-many' };
        const token = newToken();
        const madeAt = now();
        const row = {
          id: newId<string>(),
          tokenHash: hashOf(token),
          article,
          for: name,
          createdBy: by,
          createdAt: new Date(madeAt).toISOString(),
          expiresAt: new Date(madeAt + days * dayMs).toISOString(),
          openedAt: null,
        };
        await transaction.insertInto('previewLink').values(row).execute();
        const details = { until: row.expiresAt, ...(name !== '' && { name }) };
        await record(transaction, { act: 'publication.preview-shared', who: by, article, details });
        return { outcome: 'made', link: linkOf(row), token };
      }),

    end: async (article, id, by) =>
      await db.transaction().execute(async (transaction) => {
        const row = await transaction
          .deleteFrom('previewLink')
          .where('id', '=', id)
          .where('article', '=', article)
          .where('expiresAt', '>', moment())
          .returning('for')
          .executeTakeFirst();
        if (!row) return false;
        const details = row.for === '' ? {} : { name: row.for };
        await record(transaction, { act: 'publication.preview-ended', who: by, article, details });
        return true;
      }),

    open: async (token) => {
      const row = await db
        .selectFrom('previewLink')
        .innerJoin('article', 'article.id', 'previewLink.article')
        .select(['previewLink.id', 'article', 'expiresAt', 'openedAt'])
        .where('tokenHash', '=', hashOf(token))
        .where('expiresAt', '>', moment())
        // What has been put away is shown to nobody outside.
        .where('article.archivedAt', 'is', null)
        .executeTakeFirst();
      if (!row) return null;
      if (row.openedAt === null || row.openedAt < moment(-openedWithinMs))
        await db.updateTable('previewLink').set({ openedAt: moment() }).where('id', '=', row.id).execute();
      return { article: row.article, expiresAt: row.expiresAt };
    },
  };
}

function linkOf(row: Selectable<PreviewLinkTable>): PreviewLink {
  const { id, for: name, createdAt, expiresAt, openedAt } = row;
  return { id, for: name, createdBy: row.createdBy, createdAt, expiresAt, openedAt };
}
