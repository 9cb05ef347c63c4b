// By which words what is public is found: they come with a publication and go with a withdrawal, in the same transaction.
import { setImmediate } from 'node:timers/promises';
import { revisionMetadataSchema, type WholeRevision } from '@galley/shared/api/publishing.ts';
import { articleContentSchema } from '@galley/shared/article/content.ts';
import { publicTexts } from '@galley/shared/article/public/public-text.ts';
import { type ArticleId, documentNameOf } from '@galley/shared/ids.ts';
import type { Transaction } from 'kysely';
import { lockNames, type StorageKind } from '../storage/dialect.ts';
import { indexStory, searchSettings } from '../storage/search.ts';
import { headlineTerm, joinedTerms, termsOf, termsVersion, wordsIn } from '../storage/search-terms.ts';
import { writeWords } from '../storage/search-words.ts';
import type { Storage } from '../storage/storage.ts';
import type { Tables } from '../storage/tables.ts';

type Indexed = Pick<WholeRevision, 'content' | 'metadata'>;

const storiesAtOnce = 20;

/** Readers find the article by what this revision says from now on, and by nothing else; with null by nothing. */
export async function writeLiveSearch(
  transaction: Transaction<Tables>,
  kind: StorageKind,
  article: ArticleId,
  revision: Indexed | null,
): Promise<void> {
  await indexStory(transaction, kind, { story: article, terms: revision && termsOfRevision(revision) });
  if (revision) await writeWords(transaction, 'storyWord', wordsOf(revision));
}

/**
 * Indexes all that is public where it is found by other terms than before, or was never indexed. Ends early, to begin anew
 * another time, where `signal` says so.
 */
export async function indexLiveStories({ db, kind }: Storage, signal?: AbortSignal): Promise<void> {
  const [, , key] = searchSettings;
  const setting = await db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst();
  if (setting?.value === termsVersion) return;
  for (let after: ArticleId | null = null; ; ) {
    let query = db
      .selectFrom('article')
      .select('id')
      .where('liveRevision', 'is not', null)
      .orderBy('id')
      .limit(storiesAtOnce);
    if (after !== null) query = query.where('id', '>', after);
    const articles: ArticleId[] = (await query.execute()).map(({ id }) => id);
    const last = articles.at(-1);
    if (last === undefined) break;
    if (signal?.aborted) return;
    after = last;
    await db.transaction().execute((transaction) => indexSome(transaction, kind, articles));
    // Nothing holds the event loop for longer than one slice takes.
    await setImmediate();
  }
  await db
    .insertInto('setting')
    .values({ key, value: termsVersion })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: termsVersion }))
    .execute();
}

function readRevision(content: string, metadata: string): Indexed | null {
  try {
    return {
      content: articleContentSchema.parse(JSON.parse(content)),
      metadata: revisionMetadataSchema.parse(JSON.parse(metadata)),
    };
  } catch {
    return null;
  }
}

/** What is published or withdrawn meanwhile waits, so that no older text takes the place of a newer one. */
async function indexSome(
  transaction: Transaction<Tables>,
  kind: StorageKind,
  articles: readonly ArticleId[],
): Promise<void> {
  await lockNames(transaction, kind, articles.map(documentNameOf));
  const live = await transaction
    .selectFrom('article')
    .innerJoin('revision', (join) =>
      join.onRef('revision.article', '=', 'article.id').onRef('revision.number', '=', 'article.liveRevision'),
    )
    .select(['article.id', 'revision.content', 'revision.metadata'])
    .where('article.id', 'in', articles)
    .orderBy('article.id')
    .execute();
  const words = new Set<string>();
  for (const { id, content, metadata } of live) {
    const revision = readRevision(content, metadata);
    // One that can't be read, which `galley verify` names, keeps no other from being found.
    if (!revision) continue;
    await indexStory(transaction, kind, { story: id, terms: termsOfRevision(revision) });
    for (const word of wordsOf(revision)) words.add(word);
  }
  // All at the end and in one order: a publication that writes some of the same ones is never waited for in a circle.
  await writeWords(transaction, 'storyWord', [...words]);
}

function termsOfRevision(revision: Indexed): string[] {
  const { language } = revision.metadata;
  const headline = termsOf(revision.content.headline, language);
  // Part by part, so that the last word of one and the first of the next are no phrase.
  return joinedTerms([
    headline.map(headlineTerm),
    headline,
    ...textsOf(revision).map((text) => termsOf(text, language)),
  ]);
}

function wordsOf(revision: Indexed): string[] {
  return textsOf(revision).flatMap(wordsIn);
}

/** What readers see of it, in its parts. */
function textsOf({ content, metadata }: Indexed): string[] {
  const { headline, dek, lead } = content;
  const names = (metadata.authors ?? []).map(({ name }) => name);
  const shown = publicTexts(content, metadata.sections);
  const picture = lead.media === '' ? [] : [lead.caption, lead.credit];
  return [headline, dek, ...picture, ...shown, metadata.byline, ...names, ...metadata.tags];
}
