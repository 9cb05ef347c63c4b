// A new article: its row, its document and what follows from its text, in one transaction.
import type { ArticleRow, newArticleSchema } from '@galley/shared/api/articles.ts';
import type { Author } from '@galley/shared/article/authors.ts';
import { isUnwritten } from '@galley/shared/article/boilerplate.ts';
import type { ArticleContent } from '@galley/shared/article/content.ts';
import { ContentError } from '@galley/shared/article/content-error.ts';
import { contentOfTemplate, withFreshIds } from '@galley/shared/article/new-content.ts';
import { checkedDocument, fillDocument } from '@galley/shared/article/read-article.ts';
import type { Stage } from '@galley/shared/article/stages.ts';
import { specOf, type Template } from '@galley/shared/article/template.ts';
import { type ArticleId, newId, type SectionId, type UserId } from '@galley/shared/ids.ts';
import type { Insertable, Kysely, Selectable, Transaction } from 'kysely';
import type { z } from 'zod';
import { record } from '../audit/record.ts';
import type { Documents } from '../collab/documents.ts';
import { importedWords, markImportedWords } from '../review/imported-words.ts';
import { writePictureUses } from '../storage/picture-uses.ts';
import { indexArticle } from '../storage/search.ts';
import type { SearchWords } from '../storage/search-words.ts';
import type { Storage } from '../storage/storage.ts';
import type { ArticleTable } from '../storage/tables/articles.ts';
import type { Tables } from '../storage/tables.ts';
import { projectContent } from './projection.ts';

/** What is set of a new article beside its text. */
export interface NewArticleFacts
  extends Pick<ArticleRow, 'template' | 'language' | 'byline' | 'tags' | 'embargo'>,
    Partial<
      Pick<ArticleRow, 'searchTitle' | 'searchDescription' | 'socialPicture' | 'canonical' | 'related'>
    > {
  authors?: readonly Author[];
  siteSection?: ArticleRow['siteSection'];
  /** One that no other article has. */
  slug?: string | null;
}

interface Desk {
  storage: Storage;
  documents: Pick<Documents, 'create'>;
  words: Pick<SearchWords, 'learn'>;
}

export interface NewArticleOptions {
  author: UserId;
  template: Template | null;
  copyOf?: ArticleId;
  /** A machine made the content; what the template gave is no part of it. */
  machineMade?: boolean;
  /** Runs in the same transaction. */
  within?: (transaction: Transaction<Tables>, article: ArticleId) => Promise<void>;
}

/** Makes the article and gives its row. Throws where the text does not fit the schema, or the slug is another article's. */
export async function insertArticle(
  { storage, documents, words }: Desk,
  article: NewArticleFacts,
  content: ArticleContent,
  { author, template, copyOf, machineMade = false, within }: NewArticleOptions,
): Promise<Selectable<ArticleTable>> {
  const id = newId<ArticleId>();
  const now = new Date().toISOString();
  const projection = projectContent(content, article.language, template);
  const row: Insertable<ArticleTable> = {
    id,
    template: article.template,
    language: article.language,
    byline: article.byline,
    authors: article.authors ? JSON.stringify(article.authors) : null,
    tags: JSON.stringify(article.tags),
    siteSection: article.siteSection ?? null,
    embargo: article.embargo,
    searchTitle: article.searchTitle ?? '',
    searchDescription: article.searchDescription ?? '',
    socialPicture: article.socialPicture ?? null,
    canonical: article.canonical ?? null,
    related: JSON.stringify(article.related ?? []),
    slug: article.slug ?? null,
    stage: 'draft' satisfies Stage,
    ...projection.row,
    // A document begins with the first position of its journal.
    projected: 1,
    createdBy: author,
    createdAt: now,
    editedAt: now,
    editedBy: author,
    archivedAt: null,
    liveRevision: null,
  };
  const inserted = await storage.db.transaction().execute(async (transaction) => {
    const made = await transaction.insertInto('article').values(row).returningAll().executeTakeFirstOrThrow();
    const brought: ReturnType<ReturnType<typeof importedWords>>[] = [];
    await documents.create(transaction, id, author, (doc) => {
      const since = importedWords(doc);
      fillDocument(doc, content);
      if (machineMade) brought.push(since(unwrittenSections(content, template)));
    });
    for (const words of brought) await markImportedWords(transaction, storage.kind, id, words, author);
    await indexArticle(transaction, storage.kind, { article: id, terms: projection.terms });
    await writePictureUses(transaction, id, 'text', projection.pictures);
    await writePictureUses(transaction, id, 'social', row.socialPicture ? [row.socialPicture] : []);
    const details = copyOf === undefined ? {} : { copyOf };
    await record(transaction, { act: 'article.created', who: author, article: id, details });
    await within?.(transaction, id);
    return made;
  });
  await words.learn(projection.words);
  return inserted;
}

/** The sections of the content that hold nothing but what their template gave them. */
function unwrittenSections({ sections }: ArticleContent, template: Template | null): ReadonlySet<SectionId> {
  const unwritten = sections.filter(({ kind, blocks }) =>
    isUnwritten(blocks, template && specOf(template, kind)),
  );
  return new Set(unwritten.map(({ id }) => id));
}

/** Whether an article may have this slug; one that does not exist yet has no id. */
export async function isFreeSlug(db: Kysely<Tables>, slug: string, article?: ArticleId): Promise<boolean> {
  // A slug that was public once belongs to its article for good, whatever that article is called today.
  const kept = await db.selectFrom('slug').select('article').where('slug', '=', slug).executeTakeFirst();
  if (kept && kept.article !== article) return false;
  const used = await db.selectFrom('article').select('id').where('slug', '=', slug).executeTakeFirst();
  return !used || used.id === article;
}

/** What a new article begins with: what was brought for it, or its template. */
export function firstContent(
  article: Pick<z.output<typeof newArticleSchema>, 'content' | 'language' | 'headline'>,
  template: Template,
): ArticleContent {
  // Imported content comes from a browser: its ids could be another article's, or the same twice.
  if (article.content) return withFreshIds(article.content);
  return { ...contentOfTemplate(template, article.language), headline: article.headline ?? '' };
}

/** Whether the schema has all that the content holds. */
export function fits(content: ArticleContent): boolean {
  try {
    for (const section of content.sections) checkedDocument(section.blocks);
    return true;
  } catch (error) {
    if (error instanceof ContentError) return false;
    throw error;
  }
}
