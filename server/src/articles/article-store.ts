// The articles' rows and the documents that they begin with.
import type { ArticleRow, newArticleSchema } from '@galley/shared/api/articles.ts';
import type { TimeRefusal } from '@galley/shared/api/publishing.ts';
import type { ArticleContent } from '@galley/shared/article/content.ts';
import { withFreshIds } from '@galley/shared/article/new-content.ts';
import { readArticle } from '@galley/shared/article/read-article.ts';
import type { ReadinessItem } from '@galley/shared/article/readiness-item.ts';
import { numberedSlug, slugFrom } from '@galley/shared/article/slug.ts';
import { mayMove } from '@galley/shared/article/stages.ts';
import type { Template } from '@galley/shared/article/template.ts';
import type { ArticleId, UserId } from '@galley/shared/ids.ts';
import { missingApprovals } from '@galley/shared/review/approvals.ts';
import type { Kysely, Selectable, Transaction, Updateable } from 'kysely';
import type { z } from 'zod';
import { record } from '../audit/record.ts';
import type { Documents, HeldArticle } from '../collab/documents.ts';
import type { DeskEvents } from '../events/desk-events.ts';
import type { Approvals } from '../review/approvals.ts';
import { headlinesOf, siteSectionNamed } from '../storage/article-facts.ts';
import { isPicture } from '../storage/known-picture.ts';
import { personMay } from '../storage/person-may.ts';
import { writePictureUses } from '../storage/picture-uses.ts';
import type { SearchWords } from '../storage/search-words.ts';
import type { Storage } from '../storage/storage.ts';
import type { ArticleTable } from '../storage/tables/articles.ts';
import type { Tables } from '../storage/tables.ts';
import type { TranslationRefusal } from '../storage/translations.ts';
import { embargoOf } from '../time/local-time.ts';
import { type ArticleRowChange, entriesOf, isAsExpected, namesAfter } from './article-changes.ts';
import { articleRowsOf } from './article-list.ts';
import {
  firstContent,
  fits,
  insertArticle,
  isFreeSlug,
  type NewArticleFacts,
  type NewArticleOptions,
} from './new-article.ts';
import type { Projector } from './projector.ts';
import type { TemplateStore } from './templates.ts';
import { changeTranslations, TranslationsRefused } from './translation-changes.ts';

export type NewArticleRow = z.output<typeof newArticleSchema>;

/** What came of an attempt to make or change an article. */
export type ArticleOutcome =
  | { outcome: 'done'; article: ArticleRow }
  | { outcome: 'unknown' }
  | { outcome: 'not-ready'; items: ReadinessItem[] }
  | { outcome: 'refused'; why: ArticleRefusal };
export type ArticleRefusal =
  | 'archived'
  | 'no-such-template'
  | 'content-does-not-fit'
  | 'slug-taken'
  | 'slug-needed'
  | 'stage-move'
  | 'assignee-unfit'
  | 'site-section-unknown'
  | 'picture-unknown'
  | 'related-unfit'
  | TranslationRefusal
  | 'language-taken'
  /** It is not any longer what the change expects it to be. */
  | 'changed-meanwhile'
  /** The embargo. */
  | EmbargoRefusal;

/** On what terms an article is changed. */
interface ChangeTerms {
  /** What must still be so of it. */
  expected?: ArticleRowChange | undefined;
  /** Names all changes of one act: whoever is assigned several articles by it is notified once. */
  together?: string;
}

export type EmbargoRefusal = TimeRefusal | 'already-public' | 'scheduled-earlier';

export interface ArticleStore {
  get(id: ArticleId): Promise<ArticleRow | null>;
  /** Makes the row and its document in one transaction. */
  create(
    article: NewArticleRow,
    author: UserId,
  ): Promise<Exclude<ArticleOutcome, { outcome: 'unknown' | 'not-ready' }>>;
  change(id: ArticleId, change: ArticleRowChange, by: UserId, terms?: ChangeTerms): Promise<ArticleOutcome>;
  /** A draft with the same text, whose sections and blocks have ids of their own. */
  duplicate(id: ArticleId, author: UserId): Promise<ArticleOutcome>;
  /** A free slug for the article from its headline, or null where the headline gives none; null for an unknown article too. */
  suggestSlug(id: ArticleId): Promise<string | null>;
}

interface StoreOptions {
  storage: Storage;
  documents: Documents;
  approvals: Approvals;
  templates: TemplateStore;
  events: DeskEvents;
  projector: Pick<Projector, 'now'>;
  words: Pick<SearchWords, 'learn'>;
  /** The desk's, by whose clock embargoes are read. */
  timeZone(): Promise<string>;
}

/** The store of articles. Rows, events and the audit log change in one transaction; what needs the text holds the article. */
export function createArticleStore({
  storage,
  documents,
  approvals,
  templates,
  events,
  projector,
  words,
  timeZone,
}: StoreOptions): ArticleStore {
  const { db } = storage;

  const get = async (id: ArticleId) => {
    const row = await db.selectFrom('article').selectAll().where('id', '=', id).executeTakeFirst();
    return row ? await rowOf(db, row) : null;
  };

  const insert = async (
    article: Omit<NewArticleFacts, 'slug'>,
    content: ArticleContent,
    author: UserId,
    template: Template | null,
    more: Pick<NewArticleOptions, 'copyOf' | 'machineMade'> = {},
  ): Promise<ArticleRow> =>
    await rowOf(
      db,
      await insertArticle({ storage, documents, words }, { ...article, slug: null }, content, {
        author,
        template,
        ...more,
      }),
    );

  const slugIsFree = (slug: string, article: ArticleId) => isFreeSlug(db, slug, article);

  const unapproved = async (
    { id, template: templateId }: ArticleRow,
    { transaction, doc }: HeldArticle,
  ): Promise<ReadinessItem[]> => {
    const template = await templates.get(templateId, transaction);
    const blockers = await approvals.blockers(id, transaction);
    if (!template || template.approvals === 'off') return blockers;
    const approved = await approvals.of(id, transaction);
    return [...missingApprovals(readArticle(doc), template, approved), ...blockers];
  };

  /** Writes the change of a row within this transaction; false where its stage is no longer the one it moves from, it is public, or not as expected. */
  const write = async (
    transaction: Transaction<Tables>,
    known: ArticleRow,
    { values, change, by, terms }: ChangeOfRow,
  ): Promise<boolean> => {
    const { stage } = change;
    // Of two who change it at once the second one's events say what the first has left.
    const stands = await transaction
      .selectFrom('article')
      .select(['assignee', 'dueAt'])
      .where('id', '=', known.id)
      .$if(storage.kind === 'postgres', (query) => query.forUpdate())
      .executeTakeFirst();
    const article = { ...known, ...stands };
    await changeTranslations(transaction, storage.kind, article, change);
    let query = transaction.updateTable('article').set(values).where('id', '=', article.id);
    // Whoever publishes at this moment is faster.
    if (typeof values.embargo === 'string') query = query.where('liveRevision', 'is', null);
    query = query.where((eb) => isAsExpected(eb, terms.expected ?? {}));
    const { numUpdatedRows } = await (stage === undefined
      ? query
      : query.where('stage', '=', article.stage)
    ).executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    const { socialPicture } = change;
    if (socialPicture !== undefined)
      await writePictureUses(
        transaction,
        article.id,
        'social',
        socialPicture === null ? [] : [socialPicture],
      );
    const section = change.siteSection ? await siteSectionNamed(transaction, change.siteSection) : null;
    for (const entry of entriesOf(article, change, section)) await record(transaction, { ...entry, who: by });
    if (stage !== undefined && stage !== article.stage) {
      const move = { from: article.stage, to: stage };
      await events.emit(transaction, { type: 'stage-changed', article: article.id, by, ...move });
    }
    const { assignee, dueAt = article.dueAt } = change;
    const { id, assignee: from } = article;
    if (assignee !== undefined && assignee !== from && from !== null)
      await events.emit(transaction, { type: 'article-unassigned', article: id, by, from });
    if (typeof assignee === 'string' && assignee !== from) {
      const { together } = terms;
      const act = together === undefined ? {} : { together };
      await events.emit(transaction, { type: 'article-assigned', article: id, by, assignee, dueAt, ...act });
    }
    return true;
  };

  return {
    get,

    create: async (article, author) => {
      const template = await templates.get(article.template);
      if (!template || template.archived) return { outcome: 'refused', why: 'no-such-template' };
      const content = firstContent(article, template);
      if (!fits(content)) return { outcome: 'refused', why: 'content-does-not-fit' };
      const embargo =
        article.embargo === undefined ? null : embargoOf(article.embargo, await timeZone(), new Date());
      if (embargo?.outcome === 'refused') return { outcome: 'refused', why: embargo.why };
      const { siteSection = null, machineMade = false } = article;
      if (siteSection !== null && (await siteSectionNamed(db, siteSection)) === null)
        return { outcome: 'refused', why: 'site-section-unknown' };
      const settings = {
        template: template.id,
        language: article.language,
        byline: article.byline ?? '',
        tags: article.tags ?? [],
        siteSection,
        embargo: embargo?.at.toISOString() ?? null,
        searchTitle: article.searchTitle ?? '',
        searchDescription: article.searchDescription ?? '',
        canonical: article.canonical ?? null,
      };
      try {
        return {
          outcome: 'done',
          article: await insert(settings, content, author, template, { machineMade }),
        };
      } catch (error) {
        // Somebody has removed it at this moment.
        if (siteSection !== null && (await siteSectionNamed(db, siteSection)) === null)
          return { outcome: 'refused', why: 'site-section-unknown' };
        throw error;
      }
    },

    duplicate: async (id, author) => {
      const original = await get(id);
      if (!original) return { outcome: 'unknown' };
      const content = withFreshIds(await documents.read(id, readArticle));
      return {
        outcome: 'done',
        // Where the original appeared first, and how it is shown elsewhere, is its own affair.
        article: await insert(
          { ...original, canonical: null, searchTitle: '', searchDescription: '' },
          content,
          author,
          await templates.get(original.template),
          { copyOf: id },
        ),
      };
    },

    change: async (id, change, by, terms = {}) => {
      const article = await get(id);
      if (!article) return { outcome: 'unknown' };
      const {
        stage,
        slug,
        archived,
        tags,
        embargo: written,
        related,
        translations,
        byline: _byline,
        authors: _authors,
        ...settings
      } = change;
      const named = namesAfter(article, change);
      const embargo = typeof written === 'string' ? embargoOf(written, await timeZone(), new Date()) : null;
      const { assignee } = settings;
      const changesMore = Object.keys(change).some((field) => field !== 'archived');
      if (article.archivedAt !== null && archived !== false && changesMore)
        return { outcome: 'refused', why: 'archived' };
      if (stage !== undefined && stage !== article.stage && !mayMove(article.stage, stage, 'hand'))
        return { outcome: 'refused', why: 'stage-move' };
      if (embargo?.outcome === 'refused') return { outcome: 'refused', why: embargo.why };
      const until = embargo?.at.toISOString() ?? null;
      if (until !== null && article.liveRevision !== null)
        return { outcome: 'refused', why: 'already-public' };
      if (until !== null && article.publishAt !== null && article.publishAt < until)
        return { outcome: 'refused', why: 'scheduled-earlier' };
      if (slug === null && article.liveRevision !== null) return { outcome: 'refused', why: 'slug-needed' };
      if (typeof slug === 'string' && !(await slugIsFree(slug, id)))
        return { outcome: 'refused', why: 'slug-taken' };
      if (
        typeof assignee === 'string' &&
        assignee !== article.assignee &&
        !(await personMay(db, assignee, 'article.write'))
      )
        return { outcome: 'refused', why: 'assignee-unfit' };
      const { siteSection } = settings;
      if (siteSection && (await siteSectionNamed(db, siteSection)) === null)
        return { outcome: 'refused', why: 'site-section-unknown' };
      const { socialPicture } = settings;
      if (socialPicture && socialPicture !== article.socialPicture && !(await isPicture(db, socialPicture)))
        return { outcome: 'refused', why: 'picture-unknown' };
      if (related && (related.includes(id) || (await headlinesOf(db, related)).length < related.length))
        return { outcome: 'refused', why: 'related-unfit' };
      const changesLanguage = settings.language !== undefined && settings.language !== article.language;
      const values = {
        ...settings,
        ...(named && { byline: named.byline, authors: named.authors && JSON.stringify(named.authors) }),
        // Its words are found by others: see the end.
        ...(changesLanguage ? { projected: 0 } : {}),
        ...(stage === undefined ? {} : { stage }),
        ...(slug === undefined ? {} : { slug }),
        ...(tags === undefined ? {} : { tags: JSON.stringify(tags) }),
        ...(related === undefined ? {} : { related: JSON.stringify(related) }),
        ...(settings.series === '' ? { seriesPlace: null } : {}),
        // They stand in rows of their own, which are written with this one.
        ...(translations === undefined ? {} : { id }),
        ...(written === undefined ? {} : { embargo: until }),
        ...(archived === undefined ? {} : { archivedAt: archived ? new Date().toISOString() : null }),
      };
      const applied = {
        ...change,
        ...(named && { byline: named.byline }),
        ...(written === undefined ? {} : { embargo: until }),
      };
      if (Object.keys(values).length > 0) {
        try {
          // Approvals are judged and the stage is set while nobody can end one of them.
          const missing: ReadinessItem[] = [];
          const isDone =
            stage === 'ready' && stage !== article.stage
              ? await documents.exclusively(id, async (held) => {
                  missing.push(...(await unapproved(article, held)));
                  return (
                    missing.length === 0 &&
                    (await write(held.transaction, article, { values, change: applied, by, terms }))
                  );
                })
              : await db
                  .transaction()
                  .execute((transaction) =>
                    write(transaction, article, { values, change: applied, by, terms }),
                  );
          if (missing.length > 0) return { outcome: 'not-ready', items: missing };
          if (!isDone && terms.expected) return { outcome: 'refused', why: 'changed-meanwhile' };
          if (!isDone)
            return { outcome: 'refused', why: stage === undefined ? 'already-public' : 'stage-move' };
          events.wake();
        } catch (error) {
          if (error instanceof TranslationsRefused) return { outcome: 'refused', why: error.why };
          // Somebody took the slug after it was looked up; the column is unique.
          if (typeof slug === 'string' && !(await slugIsFree(slug, id)))
            return { outcome: 'refused', why: 'slug-taken' };
          // Or removed the section of the site.
          if (siteSection && (await siteSectionNamed(db, siteSection)) === null)
            return { outcome: 'refused', why: 'site-section-unknown' };
          throw error;
        }
      }
      if (changesLanguage) await projector.now(id);
      const changed = await get(id);
      return changed ? { outcome: 'done', article: changed } : { outcome: 'unknown' };
    },

    suggestSlug: async (id) => {
      const article = await get(id);
      const slug = article ? slugFrom(article.headline, article.language) : '';
      if (slug === '') return null;
      for (let number = 1; number < 1000; number += 1) {
        const candidate = number === 1 ? slug : numberedSlug(slug, number);
        if (await slugIsFree(candidate, id)) return candidate;
      }
      return null;
    },
  };
}

/** What is written into an article's row, and what of it the log and others are to know. */
interface ChangeOfRow {
  values: Updateable<ArticleTable>;
  change: ArticleRowChange;
  by: UserId;
  terms: ChangeTerms;
}

async function rowOf(db: Kysely<Tables>, row: Selectable<ArticleTable>): Promise<ArticleRow> {
  const [article] = await articleRowsOf(db, [row]);
  if (!article) throw new Error('A row gives a row.');
  return article;
}
