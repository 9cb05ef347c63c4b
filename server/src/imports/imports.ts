// Imports and exports: from a file to the pieces of an article and into one, and from an article to a file.
import type { ArticleRow } from '@galley/shared/api/articles.ts';
import {
  type ArticleImportResult,
  type ImportFault,
  type ImportPreview,
  importLimits,
} from '@galley/shared/api/imports.ts';
import { ContentError } from '@galley/shared/article/content-error.ts';
import type { Template } from '@galley/shared/article/template.ts';
import { importRoutes as routes } from '@galley/shared/contract/imports.ts';
import type { ArticleId, SiteSectionId, UserId } from '@galley/shared/ids.ts';
import type { Router } from 'express';
import pLimit from 'p-limit';
import type { Logger } from 'pino';
import type { Sessions } from '../accounts/sessions.ts';
import type { TemplateStore } from '../articles/templates.ts';
import { record } from '../audit/record.ts';
import type { Contents } from '../collab/contents.ts';
import type { Documents } from '../collab/documents.ts';
import { ChangeRefusedError } from '../collab/documents.ts';
import { SealedError } from '../collab/journal.ts';
import type { Live } from '../events/live.ts';
import type { Versions } from '../history/versions.ts';
import { answered, createApiRouter } from '../http/api-router.ts';
import { fieldProblem, ProblemError } from '../http/problem.ts';
import { readUpload } from '../http/upload.ts';
import type { Approvals } from '../review/approvals.ts';
import { importedWords, markImportedWords } from '../review/imported-words.ts';
import { siteSectionNamed } from '../storage/article-facts.ts';
import type { Storage } from '../storage/storage.ts';
import { clockTime, embargoOf } from '../time/local-time.ts';
import { type WorkerPool, WorkerPoolError } from '../workers/worker-pool.ts';
import type { DocxPicture } from './docx-blocks.ts';
import { contentDisposition, exportFile } from './export-file.ts';
import { readFileJob } from './file-jobs.ts';
import { importFaultWords } from './import-faults.ts';
import { putInto } from './put-into.ts';

export interface ImportsOptions {
  storage: Storage;
  documents: Documents;
  contents: Pick<Contents, 'now'>;
  /** For files: what they hold may take long, or more memory than there is. */
  workers: Pick<WorkerPool, 'run'>;
  templates: TemplateStore;
  approvals: Approvals;
  articles: {
    get(id: ArticleId): Promise<ArticleRow | null>;
    /** Gives the article what a file says of it. Throws a `ProblemError` where that is refused. */
    takeFacts(
      id: ArticleId,
      facts: {
        byline: string;
        slug?: string | undefined;
        tags?: readonly string[] | undefined;
        siteSection?: SiteSectionId | undefined;
        embargo?: string | undefined;
        searchTitle?: string | undefined;
        searchDescription?: string | undefined;
        canonical?: string | null | undefined;
      },
      by: UserId,
    ): Promise<{ slugTaken: boolean; bylineTaken: boolean }>;
  };
  pictures: { file(id: string): Promise<DocxPicture | null> };
  /** Keeps the article as it stands before the file is put into it. */
  versions: Pick<Versions, 'keep'>;
  sessions: Sessions;
  live: Live;
  /** Where the desk is, without a path. */
  url: string;
  /** The desk's. */
  timeZone(): Promise<string>;
  log: Logger;
}

/** Files that are in memory at once. */
const filesAtOnce = 6;

/** Imports and exports with their routes. */
export function createImports(options: ImportsOptions): { router: Router } {
  const {
    storage,
    documents,
    templates,
    approvals,
    articles,
    pictures,
    versions,
    sessions,
    live,
    url,
    timeZone,
    log,
    workers,
    contents,
  } = options;
  const files = pLimit(filesAtOnce);
  const api = createApiRouter(sessions);

  /** The article and its template; a template that is gone is a fault of ours. */
  const known = async ({
    params,
  }: {
    params: { id: ArticleId };
  }): Promise<{ row: ArticleRow; template: Template }> => {
    const row = await articles.get(params.id);
    if (!row) throw new ProblemError('not-found');
    const template = await templates.get(row.template);
    if (!template) throw new Error(`The article ${row.id} has an unknown template.`);
    return { row, template };
  };

  /** The embargo as the desk's clocks show it: a day alone begins at midnight, and what is no time is none. */
  const withClockTime = <Preview extends Pick<ImportPreview, 'facts'>>(
    preview: Preview,
    timeZone: string,
  ): Preview => {
    const { embargo: written, ...facts } = preview.facts;
    if (written === undefined) return preview;
    const moment = embargoOf(/^.{10}$/.test(written) ? `${written}T00:00` : written, timeZone, new Date());
    if (moment.outcome === 'refused')
      return { ...preview, facts: { ...facts, embargo: written.slice(0, 16) } };
    return { ...preview, facts: { ...facts, embargo: clockTime(moment.at, timeZone) } };
  };

  api.serve(routes.readFile, async ({ me, query: { format, ...query }, request }) => {
    const template = await templates.get(query.template);
    if (!template) throw noTemplate();
    return await files(async () => {
      const bytes = await readUpload(request, importLimits[format]);
      return await read(bytes);
    });

    async function read(bytes: Buffer): Promise<ImportPreview> {
      const refused = (fault: ImportFault, error?: unknown) => {
        log.info({ user: me.id, format, size: bytes.length, fault, err: error }, 'import refused');
        return fieldProblem('unreadable-file', 'file', fault, importFaultWords[fault]);
      };
      try {
        const outcome = await workers.run(readFileJob, {
          bytes,
          format,
          sections: template?.sections ?? [],
          language: query.language,
          desk: new URL(url).origin,
        });
        if (outcome.outcome === 'read') {
          const zone = await timeZone();
          return { ...withClockTime(outcome.preview, zone), timeZone: zone };
        }
        throw refused(outcome.fault);
      } catch (error) {
        if (error instanceof ProblemError) throw error;
        // Too many wait: that is nobody's file.
        if (error instanceof WorkerPoolError && error.fault === 'full') throw error;
        // Nothing that a file holds is a fault of the server's; the log tells those who look after it.
        throw refused(error instanceof WorkerPoolError ? 'too-much' : 'broken', error);
      }
    }
  });

  api.serveFound(routes.importContent, known, async ({ me, found: { row, template }, body }) => {
    const { content, mode, machineMade, ...facts } = body;
    const sealed = new Set((await approvals.of(row.id)).keys());
    // First: what is refused of them must not leave the text in the article, where a second try would put it in once more.
    const { slugTaken, bylineTaken } = await articles.takeFacts(row.id, facts, me.id);
    await versions.keep(row.id, 'import', me.id);
    const byline = bylineTaken ? facts.byline : '';
    let result: ArticleImportResult;
    try {
      result = await documents.exclusively(row.id, async (held) => {
        const entry = { act: 'article.imported', who: me.id, article: row.id, details: { mode } } as const;
        await record(held.transaction, entry);
        const { put, words } = await held.change(me.id, (doc) => {
          const words = importedWords(doc);
          return { put: putInto(doc, content, { mode, template, sealed, byline }), words: words() };
        });
        if (machineMade) await markImportedWords(held.transaction, storage.kind, row.id, words, me.id);
        return { ...put, slugTaken };
      });
    } catch (error) {
      // What does not fit the schema, is too large, or meets a seal that was set this moment.
      const isRefusal = [ContentError, ChangeRefusedError, SealedError].some((kind) => error instanceof kind);
      if (isRefusal && error instanceof Error) throw new ProblemError('conflict', error.message);
      throw error;
    }
    live.announce({ type: 'article', id: row.id });
    if (machineMade) live.announce({ type: 'machine-made', article: row.id });
    log.info({ article: row.id, by: me.id, mode, ...result }, 'imported');
    return result;
  });

  api.serve(routes.exportArticle, async ({ me, params, query: { format }, response }) => {
    const { row, template } = await known({ params });
    const { content } = await contents.now(row.id);
    const { db } = storage;
    const file = await exportFile(format, {
      content,
      row,
      siteSection: row.siteSection && (await siteSectionNamed(db, row.siteSection)),
      template,
      url,
      picture: pictures.file,
      workers,
    });
    await record(db, { act: 'article.exported', who: me.id, article: row.id, details: { format } });
    response
      .set({
        'content-type': file.mime,
        'content-disposition': contentDisposition(file.name),
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      })
      .send(typeof file.body === 'string' ? file.body : Buffer.from(file.body));
    return answered;
  });

  return { router: api.router };
}

function noTemplate(): ProblemError {
  return fieldProblem('invalid-input', 'template', 'There is no such template.');
}
