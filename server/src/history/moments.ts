// How an article stood: now, at a journal position, or when a version was kept.
import { type Moment, versionOfMoment } from '@galley/shared/api/history.ts';
import type { ArticleContent } from '@galley/shared/article/content.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { LRUCache } from 'lru-cache';
import type { Contents } from '../collab/contents.ts';
import type { JsonBytes } from '../workers/json.ts';
import type { Versions } from './versions.ts';

export interface Moments {
  /** The article at a moment; null where there was none. */
  at(
    article: ArticleId,
    moment: Moment,
    versions: Pick<Versions, 'get'>,
  ): Promise<JsonBytes<ArticleContent> | null>;
}

/** Reading the past costs a walk through the journal; people look at one moment several times in a row. */
const kept = 40;

/** Reads moments from the journal, and keeps some of them in memory. */
export function createMoments(contents: Contents): Moments {
  const read = new LRUCache<string, JsonBytes<ArticleContent>>({ max: kept });

  return {
    at: async (article, moment, versions) => {
      if (moment === 'now') return (await contents.now(article)).content;
      const version = versionOfMoment(moment);
      if (version !== null) return (await versions.get(article, version))?.content ?? null;
      const key = `${article} ${moment}`;
      const known = read.get(key);
      if (known) return known;
      const content = await contents.at(article, Number(moment));
      if (content) read.set(key, content);
      return content;
    },
  };
}
