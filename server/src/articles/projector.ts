// Keeps the articles' rows and the search index true to their documents, beside the way of the edits and behind it: one
// run at a time for all articles, many of them in one transaction, and a pause after each that keeps it to a share of the
// time. What is not projected yet is known by its journal position, so that a crash loses none of it.
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { type ArticleId, documentNameOf, type UserId } from '@galley/shared/ids.ts';
import type { Language } from '@galley/shared/language.ts';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { Documents } from '../collab/documents.ts';
import type { Live } from '../events/live.ts';
import { writePictureUses } from '../storage/picture-uses.ts';
import { indexArticle, searchSettings } from '../storage/search.ts';
import { termsVersion } from '../storage/search-terms.ts';
import type { SearchWords } from '../storage/search-words.ts';
import type { Storage } from '../storage/storage.ts';
import { isUnavailable } from '../storage/unavailable.ts';
import { inSpan } from '../tracing/spans.ts';
import { type ProjectedTemplate, type Projection, projectDocument } from './projection.ts';
import type { TemplateStore } from './templates.ts';

export interface ProjectorOptions {
  storage: Storage;
  documents: Pick<Documents, 'read' | 'onChanged'>;
  templates: Pick<TemplateStore, 'get'>;
  words: Pick<SearchWords, 'learn'>;
  live: Live;
  log: Logger;
}

/** When an article was edited last and by whom; what is missing stays as it is in the row. */
interface Edited {
  editedAt?: string;
  editedBy?: UserId;
}

/** What of an article's row its projection depends on. */
interface Settings {
  language: Language;
  template: ProjectedTemplate;
}

interface Projected extends Projection {
  article: ArticleId;
  language: Language;
  position: number;
  edited: Edited;
}

/** How many articles a transaction may take: fewer when one took long, for it holds up everybody else's. */
const batch = { first: 8, most: 64, longestMs: 8 };

/** It pauses so many times as long as it worked; longer than a second is not needed, and the board would get old. */
const pause = { times: 6, longestMs: 1000 };

/** The pause after the database was away, in ms; it doubles up to the second. */
const retryMs = { first: 200, longest: 10_000 };

export class Projector {
  #options: ProjectorOptions;
  /** The articles that were changed here, with their last edit, the one that waits longest first. */
  #changed = new Map<ArticleId, Edited>();
  /** Those that were found behind their journals; what is changed now comes before them. */
  #behind = new Set<ArticleId>();
  #size = batch.first;
  #failures = 0;
  #running: Promise<void> | null = null;
  #stop = new AbortController();

  constructor(options: ProjectorOptions) {
    this.#options = options;
    options.documents.onChanged((article, editor) => this.#noteChange(article, editor));
  }

  /**
   * Finds the articles whose rows are behind their journals: a server that was killed had committed edits and not come to
   * project them. All of them are, where the terms by which texts are found are others than before.
   */
  async catchUp(): Promise<void> {
    const { db } = this.#options.storage;
    await this.#forgetOldTerms();
    const last = sql<number>`(select max("position") from "update" where "document" = 'article/' || "article"."id")`;
    const rows = await db
      .selectFrom('article')
      .select('id')
      .where('projected', '<', last)
      .orderBy('editedAt', 'desc')
      .execute();
    for (const { id } of rows) this.#behind.add(id);
    if (rows.length > 0) this.#options.log.info({ articles: rows.length }, 'Articles are projected anew');
    this.#wake();
  }

  /** Projects one article at once; the last edit in its row stays what it is. */
  async now(article: ArticleId): Promise<void> {
    await this.#project([[article, {}]]);
  }

  /** Projects what waits, as far as that is done within so many ms; the rest is for the next start. */
  async close(deadlineMs: number): Promise<void> {
    this.#stop.abort();
    await this.#running;
    const deadline = performance.now() + deadlineMs;
    const waiting = [...this.#changed];
    this.#changed.clear();
    for (let start = 0; start < waiting.length && performance.now() < deadline; start += batch.first) {
      try {
        await this.#project(waiting.slice(start, start + batch.first));
      } catch (error) {
        this.#options.log.warn({ err: error }, 'The board is brought up to date at the next start');
        return;
      }
    }
  }

  #noteChange(article: ArticleId, editor: UserId | null): void {
    const before = this.#changed.get(article);
    // Galley's own changes leave the last writer in place.
    const editedBy = editor ?? before?.editedBy;
    this.#changed.set(article, {
      editedAt: new Date().toISOString(),
      ...(editedBy === undefined ? {} : { editedBy }),
    });
    this.#wake();
  }

  #wake(): void {
    if (this.#running || this.#stop.signal.aborted) return;
    this.#running = this.#work().finally(() => {
      this.#running = null;
    });
  }

  async #work(): Promise<void> {
    while (this.#changed.size + this.#behind.size > 0 && !this.#stop.signal.aborted) {
      const start = performance.now();
      const entries = await this.#next();
      try {
        await inSpan('projection', { 'galley.articles': entries.length }, () => this.#project(entries));
        this.#failures = 0;
      } catch (error) {
        this.#onFailure(entries, error);
      }
      const pauseMs =
        this.#failures > 0
          ? Math.min(retryMs.first * 2 ** (this.#failures - 1), retryMs.longest)
          : Math.min((performance.now() - start) * pause.times, pause.longestMs);
      await sleep(pauseMs, undefined, { signal: this.#stop.signal, ref: false }).catch(() => {});
    }
  }

  /** Takes the next articles; of those behind at least one, so that they are done some day. */
  async #next(): Promise<[ArticleId, Edited][]> {
    const entries: [ArticleId, Edited][] = [];
    const ofChanged = this.#behind.size > 0 ? Math.max(1, this.#size - 1) : this.#size;
    for (const entry of this.#changed) {
      if (entries.length === ofChanged) break;
      this.#changed.delete(entry[0]);
      this.#behind.delete(entry[0]);
      entries.push(entry);
    }
    for (const article of this.#behind) {
      if (entries.length >= this.#size) break;
      this.#behind.delete(article);
      entries.push([article, await this.#editedSince(article)]);
    }
    return entries;
  }

  async #project(entries: readonly [ArticleId, Edited][]): Promise<void> {
    const { storage, words, live, log } = this.#options;
    const settings = await this.#settingsOf(entries.map(([article]) => article));
    const projections: Projected[] = [];
    for (const [article, edited] of entries) {
      const known = settings.get(article);
      if (known === undefined) continue;
      try {
        projections.push(await this.#read(article, known, edited));
      } catch (error) {
        if (isUnavailable(error)) throw error;
        // The next change, or the next start, projects the whole text again.
        log.error({ err: error, article }, 'an article could not be projected to the board');
      }
      // Nothing holds the event loop for longer than one article takes.
      await setImmediate();
    }
    // Every node goes through the rows in one order, or two of them might wait for each other.
    projections.sort((a, b) => (a.article < b.article ? -1 : 1));
    const start = performance.now();
    const written = await storage.db.transaction().execute(async (transaction) => {
      const articles: ArticleId[] = [];
      for (const { article, language, position, row, terms, pictures, edited } of projections) {
        const { numUpdatedRows } = await transaction
          .updateTable('article')
          .set({ ...row, ...edited, projected: position })
          .where('id', '=', article)
          // In another language, or further on by another node's hand, it is projected by whoever made it so.
          .where('language', '=', language)
          .where('projected', '<=', position)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) continue;
        await indexArticle(transaction, storage.kind, { article, terms });
        await writePictureUses(transaction, article, 'text', pictures);
        articles.push(article);
      }
      return articles;
    });
    const isSlow = performance.now() - start > batch.longestMs;
    this.#size = isSlow ? Math.max(1, Math.floor(this.#size / 2)) : Math.min(this.#size + 4, batch.most);
    for (const article of written) live.announce({ type: 'article', id: article });
    await words.learn(projections.flatMap((projection) => projection.words));
  }

  async #read(article: ArticleId, { language, template }: Settings, edited: Edited): Promise<Projected> {
    const { documents } = this.#options;
    return await documents.read(article, (doc, position) => ({
      article,
      language,
      position,
      edited,
      ...projectDocument(doc, language, template),
    }));
  }

  async #settingsOf(articles: readonly ArticleId[]): Promise<Map<ArticleId, Settings>> {
    const { storage, templates } = this.#options;
    const rows = await storage.db
      .selectFrom('article')
      .select(['id', 'language', 'template'])
      .where('id', 'in', articles)
      .execute();
    const known = new Map<string, ProjectedTemplate>();
    for (const template of new Set(rows.map((row) => row.template)))
      known.set(template, await templates.get(template));
    return new Map(
      rows.map(({ id, language, template }) => [
        id,
        { language: language as Language, template: known.get(template) ?? null },
      ]),
    );
  }

  /** The last edit that the row does not know of, by the journal. */
  async #editedSince(article: ArticleId): Promise<Edited> {
    const { db } = this.#options.storage;
    const row = await db
      .selectFrom('article')
      .select('projected')
      .where('id', '=', article)
      .executeTakeFirst();
    // To be made anew because its terms are others: its last edit is in the row.
    if (!row || row.projected === 0) return {};
    const edits = db
      .selectFrom('update')
      .select(['at', 'author'])
      .where('document', '=', documentNameOf(article))
      .where('position', '>', row.projected)
      .orderBy('position', 'desc')
      .limit(1);
    const last = await edits.executeTakeFirst();
    const byPerson = await edits.where('author', 'is not', null).executeTakeFirst();
    return {
      ...(last ? { editedAt: last.at } : {}),
      ...(byPerson?.author ? { editedBy: byPerson.author } : {}),
    };
  }

  /** Where the terms are others than before, all articles count as not projected. */
  async #forgetOldTerms(): Promise<void> {
    const [key] = searchSettings;
    await this.#options.storage.db.transaction().execute(async (transaction) => {
      const setting = await transaction
        .selectFrom('setting')
        .select('value')
        .where('key', '=', key)
        .executeTakeFirst();
      if (setting?.value === termsVersion) return;
      await transaction.updateTable('article').set({ projected: 0 }).execute();
      await transaction
        .insertInto('setting')
        .values({ key, value: termsVersion })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: termsVersion }))
        .execute();
    });
  }

  #onFailure(entries: readonly [ArticleId, Edited][], error: unknown): void {
    const { log } = this.#options;
    log.error({ err: error, articles: entries.length }, 'Articles could not be projected to the board');
    this.#size = 1;
    // One alone that the database won't have keeps nobody else waiting; the next start tries it again.
    if (!isUnavailable(error) && entries.length === 1) return;
    if (isUnavailable(error)) this.#failures += 1;
    for (const [article, edited] of entries) {
      const newer = this.#changed.get(article);
      this.#changed.set(article, { ...edited, ...newer });
    }
  }
}
