// What the board shows of a document: headline, dek and length in the row, the words in the search index.

import type { Language } from '@galley/shared/api/people.ts';
import type { ArticleContent } from '@galley/shared/article/content.ts';
import { plainText } from '@galley/shared/article/plain-text.ts';
import { readArticle } from '@galley/shared/article/read-article.ts';
import { articleWords } from '@galley/shared/article/words.ts';
import type { ArticleId, UserId } from '@galley/shared/ids.ts';
import { cleanLine } from '@galley/shared/text/characters.ts';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Live } from '../api/live.ts';
import type { Documents } from '../collab/documents.ts';
import { indexArticle } from '../storage/search.ts';
import { termsVersion } from '../storage/search-terms.ts';
import type { Storage } from '../storage/storage.ts';
import type { Tables } from '../storage/tables.ts';
import { headlineKey } from './headline-key.ts';

interface ProjectionOptions {
  storage: Storage;
  documents: Documents;
  live: Live;
  log: Logger;
}

const lastEdited = 20;

/**
 * Projects the articles that were edited last once more: a server that was killed may have committed a change and not
 * come to write the row. When and by whom they were edited stays as it is.
 */
export async function catchUp({ storage, documents, log }: Omit<ProjectionOptions, 'live'>): Promise<void> {
  const articles = await storage.db
    .selectFrom('article')
    .select('id')
    .orderBy('editedAt', 'desc')
    .limit(lastEdited)
    .execute();
  for (const { id } of articles) {
    const article = id as ArticleId;
    try {
      await writeProjection(storage, article, await documents.read(article, readArticle), {});
    } catch (error) {
      // One article that can't be read must not keep the desk closed.
      log.error({ err: error, article }, 'an article could not be projected to the board');
    }
  }
}

/**
 * Indexes all articles anew where the terms by which texts are found have changed since they were indexed. Several nodes
 * may do so at once; one that is stopped meanwhile begins again at its next start.
 */
export async function indexAnew(
  { storage, documents, log }: Omit<ProjectionOptions, 'live'>,
  isStopped: () => boolean,
): Promise<void> {
  const { db, kind } = storage;
  const key = 'searchTerms';
  const setting = await db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst();
  if (setting?.value === termsVersion) return;
  const articles = await db.selectFrom('article').select(['id', 'language']).execute();
  for (const { id, language } of articles) {
    if (isStopped()) return;
    const article = id as ArticleId;
    try {
      const content = await documents.read(article, readArticle);
      await indexContent(db, kind, { article, language: language as Language, content });
    } catch (error) {
      log.error({ err: error, article }, 'An article could not be indexed anew');
    }
  }
  await db
    .insertInto('setting')
    .values({ key, value: termsVersion })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: termsVersion }))
    .execute();
  if (articles.length > 0) log.info({ articles: articles.length }, 'The search index was made anew');
}

/** Keeps the rows true to their documents: after each change the row is written anew and the desk is told. */
export function projectDocuments({ storage, documents, live, log }: ProjectionOptions): void {
  // One after the other for an article, or an older text could be written over a newer one.
  const running = new Map<ArticleId, Promise<void>>();

  const project = async (article: ArticleId, editor: UserId | null) => {
    try {
      const content = await documents.read(article, readArticle);
      await writeProjection(storage, article, content, {
        editedAt: new Date().toISOString(),
        // Galley's own changes leave the last writer in place.
        ...(editor === null ? {} : { editedBy: editor }),
      });
      live.announce({ type: 'article', id: article });
    } catch (error) {
      // The next change projects the whole text again.
      log.error({ err: error, article }, 'an article could not be projected to the board');
    }
  };

  documents.onChanged((article, editor) => {
    const before = running.get(article) ?? Promise.resolve();
    const mine = before.then(() => project(article, editor));
    running.set(article, mine);
    void mine.then(() => {
      if (running.get(article) === mine) running.delete(article);
    });
  });
}

async function writeProjection(
  { db, kind }: Storage,
  article: ArticleId,
  content: ArticleContent,
  edited: { editedAt?: string; editedBy?: UserId },
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const row = await transaction
      .updateTable('article')
      .set({ ...projectionOf(content), ...edited })
      .where('id', '=', article)
      .returning('language')
      .executeTakeFirst();
    if (row) await indexContent(transaction, kind, { article, language: row.language as Language, content });
  });
}

/** The columns of the row that come from the text. */
export function projectionOf(content: ArticleContent) {
  const headline = cleanLine(content.headline);
  const dek = cleanLine(content.dek);
  return {
    headline,
    headlineKey: headlineKey(headline),
    dek,
    words: articleWords(content),
  };
}

/** Puts the whole text into the search index, in place of what was there. */
export async function indexContent(
  db: Kysely<Tables>,
  kind: Storage['kind'],
  { article, language, content }: { article: ArticleId; language: Language; content: ArticleContent },
): Promise<void> {
  const { headline, dek, lead, sections } = content;
  const blocks = sections.map((section) => `${section.title}\n${plainText(section.blocks)}`);
  const text = [headline, dek, lead.caption, lead.credit, ...blocks].join('\n');
  await indexArticle(db, kind, { article, language, text });
}
