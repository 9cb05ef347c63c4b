// How an article stood: now, at a journal position, or when a version was kept.
import { type Moment, versionOfMoment } from '@galley/shared/api/history.ts';
import type { ArticleContent } from '@galley/shared/article/content.ts';
import { readArticle } from '@galley/shared/article/read-article.ts';
import { type ArticleId, documentNameOf } from '@galley/shared/ids.ts';
import { LRUCache } from 'lru-cache';
import * as Y from 'yjs';
import type { Journal } from '../collab/journal.ts';
import type { Versions } from './versions.ts';

export interface Moments {
  /** The article as the journal has it. Throws where it has no document. */
  now(article: ArticleId): Promise<{ content: ArticleContent; position: number }>;
  /** The article at a moment; null where there was none. */
  at(article: ArticleId, moment: Moment, versions: Pick<Versions, 'get'>): Promise<ArticleContent | null>;
}

/** Reading the past costs a walk through the journal; people look at one moment several times in a row. */
const kept = 40;

/** Reads moments from the journal, and keeps some of them in memory. */
export function createMoments(journal: Journal): Moments {
  const read = new LRUCache<string, ArticleContent>({ max: kept });

  const now = async (article: ArticleId) => {
    const journaled = await journal.load(documentNameOf(article));
    if (!journaled) throw new Error(`The article ${article} has no document.`);
    return { content: contentOf(journaled.state), position: journaled.position };
  };

  return {
    now,
    at: async (article, moment, versions) => {
      if (moment === 'now') return (await now(article)).content;
      const version = versionOfMoment(moment);
      if (version !== null) return (await versions.get(article, version))?.content ?? null;
      const key = `${article} ${moment}`;
      const known = read.get(key);
      if (known) return known;
      const state = await journal.stateAt(documentNameOf(article), Number(moment));
      if (!state) return null;
      const content = contentOf(state);
      read.set(key, content);
      return content;
    },
  };
}

function contentOf(state: Uint8Array): ArticleContent {
  const doc = new Y.Doc();
  try {
    Y.applyUpdate(doc, state);
    return readArticle(doc);
  } finally {
    doc.destroy();
  }
}
