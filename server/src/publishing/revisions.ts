// The revisions' rows: written once, read often, never changed.
import { createHash } from 'node:crypto';
import {
  type NoteKind,
  type Revision,
  revisionMetadataSchema,
  type WholeRevision,
} from '@galley/shared/api/publishing.ts';
import { canonicalArticle } from '@galley/shared/article/canonical.ts';
import { type ArticleContent, articleContentSchema } from '@galley/shared/article/content.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import type { Kysely } from 'kysely';
import type { RevisionTable } from '../storage/tables/publishing.ts';
import type { Tables } from '../storage/tables.ts';

export interface Revisions {
  /** The newest first. */
  of(article: ArticleId): Promise<Revision[]>;
  get(article: ArticleId, number: number): Promise<WholeRevision | null>;
}

/** Reads as `db` sees them, which may be a transaction. */
export function createRevisions(db: Kysely<Tables>): Revisions {
  return {
    of: async (article) => {
      const rows = await db
        .selectFrom('revision')
        .select(['article', 'number', 'hash', 'note', 'noteKind', 'publishedAt', 'publishedBy'])
        .where('article', '=', article)
        .orderBy('number', 'desc')
        .execute();
      return rows.map(revisionOf);
    },
    get: async (article, number) => {
      const row = await db
        .selectFrom('revision')
        .selectAll()
        .where('article', '=', article)
        .where('number', '=', number)
        .executeTakeFirst();
      if (!row) return null;
      return {
        ...revisionOf(row),
        slug: row.slug,
        html: row.html,
        metadata: revisionMetadataSchema.parse(JSON.parse(row.metadata)),
        content: articleContentSchema.parse(JSON.parse(row.content)),
      };
    },
  };
}

/** What a revision's hash is of: SHA-256 of the canonical content, in hex. */
export function hashOf(content: ArticleContent): string {
  return createHash('sha256').update(canonicalArticle(content)).digest('hex');
}

/** Writes a revision within the transaction that makes it the live one. */
export async function writeRevision(db: Kysely<Tables>, revision: WholeRevision): Promise<void> {
  const row: RevisionTable = {
    ...revision,
    metadata: JSON.stringify(revision.metadata),
    content: JSON.stringify(revision.content),
  };
  await db.insertInto('revision').values(row).execute();
}

function revisionOf(row: Omit<RevisionTable, 'slug' | 'metadata' | 'content' | 'html'>): Revision {
  const { number, hash, note, publishedAt } = row;
  // Only kinds that the contract knows are ever written.
  const noteKind = row.noteKind as NoteKind;
  return {
    article: row.article,
    publishedBy: row.publishedBy,
    number,
    hash,
    note,
    noteKind,
    publishedAt,
  };
}
