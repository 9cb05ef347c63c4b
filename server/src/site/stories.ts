// What the public may read: the revisions that articles are live with, and nothing of the articles themselves.
import type { Language } from '@galley/shared/api/people.ts';
import { type RevisionMetadata, revisionMetadataSchema } from '@galley/shared/api/publishing.ts';
import { articleContentSchema, type Lead } from '@galley/shared/article/content.ts';
import type { Kysely } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { Tables } from '../storage/tables.ts';

/** A revision as the site shows it. */
export interface Story {
  /** Names this revision of this article; what it names never changes. */
  key: string;
  number: number;
  slug: string;
  headline: string;
  dek: string;
  lead: Lead;
  metadata: RevisionMetadata;
  html: string;
  publishedAt: string;
}

/** A public word on what changed in an article after it went out. */
export interface Correction {
  note: string;
  at: string;
}

/** What an address leads to. */
type Found =
  | { type: 'story'; story: Story; corrections: Correction[] }
  | { type: 'moved'; slug: string }
  | { type: 'withdrawn'; language: Language; note: string; at: string };

export interface Stories {
  /** What stands at this slug, or null where nothing ever did. */
  at(slug: string): Promise<Found | null>;
  /** Live stories by their first publication, the newest first. */
  latest(range: { language?: Language; limit: number; offset?: number }): Promise<Story[]>;
}

const cacheCharacters = 24_000_000;

export function createStories(db: Kysely<Tables>): Stories {
  const cache = new LRUCache<string, Story>({
    maxSize: cacheCharacters,
    sizeCalculation: ({ html }) => html.length + 2000,
  });

  const story = async (article: string, number: number): Promise<Story> => {
    const key = `${article}/${number}`;
    const known = cache.get(key);
    if (known) return known;
    const row = await db
      .selectFrom('revision')
      .select(['slug', 'metadata', 'content', 'html', 'publishedAt'])
      .where('article', '=', article)
      .where('number', '=', number)
      .executeTakeFirstOrThrow();
    const { headline, dek, lead } = articleContentSchema.parse(JSON.parse(row.content));
    const { slug, html, publishedAt } = row;
    const metadata = revisionMetadataSchema.parse(JSON.parse(row.metadata));
    const loaded = { key, number, slug, headline, dek, lead, metadata, html, publishedAt };
    cache.set(key, loaded);
    return loaded;
  };

  return {
    latest: async ({ language, limit, offset = 0 }) => {
      let query = db
        .selectFrom('revision as first')
        .innerJoin('article', 'article.id', 'first.article')
        .select(['article.id', 'article.liveRevision'])
        .where('first.number', '=', 1)
        .where('article.liveRevision', 'is not', null)
        .orderBy('first.publishedAt', 'desc')
        .orderBy('first.article')
        .limit(limit)
        .offset(offset);
      if (language) query = query.where('article.liveLanguage', '=', language);
      const rows = await query.execute();
      return await Promise.all(
        rows.flatMap(({ id, liveRevision }) => (liveRevision === null ? [] : story(id, liveRevision))),
      );
    },

    at: async (slug) => {
      const kept = await db
        .selectFrom('slug')
        .innerJoin('article', 'article.id', 'slug.article')
        .select(['article.id', 'article.language', 'article.liveRevision'])
        .where('slug.slug', '=', slug)
        .executeTakeFirst();
      if (!kept) return null;
      if (kept.liveRevision === null) {
        const withdrawal = await db
          .selectFrom('withdrawal')
          .select(['note', 'withdrawnAt'])
          .where('article', '=', kept.id)
          .executeTakeFirst();
        if (!withdrawal) return null;
        const { note, withdrawnAt } = withdrawal;
        return { type: 'withdrawn', language: kept.language as Language, note, at: withdrawnAt };
      }
      const live = await story(kept.id, kept.liveRevision);
      if (live.slug !== slug) return { type: 'moved', slug: live.slug };
      const corrections = await db
        .selectFrom('revision')
        .select(['note', 'publishedAt as at'])
        .where('article', '=', kept.id)
        .where('number', '<=', kept.liveRevision)
        .where('note', '!=', '')
        .orderBy('number')
        .execute();
      return { type: 'story', story: live, corrections };
    },
  };
}
