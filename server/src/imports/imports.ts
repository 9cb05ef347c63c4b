// Imports and exports: from a file to the pieces of an article and into one, and from an article to a file.

import type { ArticleRow } from '@galley/shared/api/articles.ts';
import { exportQuerySchema } from '@galley/shared/api/exports.ts';
import {
  type ArticleImportResult,
  articleImportSchema,
  type ImportFault,
  type ImportPreview,
  importLimits,
  importQuerySchema,
} from '@galley/shared/api/imports.ts';
import { ContentError } from '@galley/shared/article/content-error.ts';
import { readArticle } from '@galley/shared/article/read-article.ts';
import type { Template } from '@galley/shared/article/template.ts';
import type { ArticleId, TemplateId } from '@galley/shared/ids.ts';
import express, { type Request, type Router } from 'express';
import pLimit from 'p-limit';
import type { Logger } from 'pino';
import type { Sessions } from '../accounts/sessions.ts';
import { readBody } from '../api/body.ts';
import type { Live } from '../api/live.ts';
import { clockTime, embargoOf } from '../api/local-time.ts';
import { ProblemError } from '../api/problem.ts';
import { articleIn, parse, requirePerson } from '../api/route.ts';
import { readUpload } from '../api/upload.ts';
import type { TemplateStore } from '../articles/templates.ts';
import { record } from '../audit/record.ts';
import type { Documents } from '../collab/documents.ts';
import { ChangeRefusedError } from '../collab/documents.ts';
import { SealedError } from '../collab/journal.ts';
import type { Versions } from '../history/versions.ts';
import type { Approvals } from '../review/approvals.ts';
import type { Storage } from '../storage/storage.ts';
import type { DocxPicture } from './docx-blocks.ts';
import { contentDisposition, exportFile } from './export-file.ts';
import { putInto } from './put-into.ts';
import { createWorkerPool, WorkerPoolError, type WorkerPoolOptions } from './worker-pool.ts';

export interface ImportsOptions {
  storage: Storage;
  documents: Documents;
  templates: TemplateStore;
  approvals: Approvals;
  articles: {
    get(id: ArticleId): Promise<ArticleRow | null>;
    /** Sets the byline of an article that has none. */
    giveByline(id: ArticleId, byline: string): Promise<void>;
  };
  pictures: { file(id: string): Promise<DocxPicture | null> };
  /** Keeps the article as it stands before the file is put into it. */
  versions: Pick<Versions, 'keep'>;
  sessions: Sessions;
  live: Live;
  /** Where the desk is, without a path. */
  url: string;
  /** The desk's. */
  timeZone: string;
  log: Logger;
  workers?: WorkerPoolOptions;
}

export interface Imports {
  router: Router;
  close(): Promise<void>;
}

/** Files that are in memory at once. */
const filesAtOnce = 6;

export function createImports(options: ImportsOptions): Imports {
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
  } = options;
  const workers = createWorkerPool(options.workers);
  const files = pLimit(filesAtOnce);
  const router = express.Router();

  /** The article and its template; a template that is gone is a fault of ours. */
  const known = async (request: Request): Promise<{ row: ArticleRow; template: Template }> => {
    const row = await articles.get(articleIn(request));
    if (!row) throw new ProblemError('not-found');
    const template = await templates.get(row.template);
    if (!template) throw new Error(`The article ${row.id} has an unknown template.`);
    return { row, template };
  };

  /** The embargo as the desk's clocks show it: a day alone begins at midnight, and what is no time is none. */
  const withClockTime = <Preview extends Pick<ImportPreview, 'facts'>>(preview: Preview): Preview => {
    const { embargo: written, ...facts } = preview.facts;
    if (written === undefined) return preview;
    const moment = embargoOf(/^.{10}$/.test(written) ? `${written}T00:00` : written, timeZone, new Date());
    if (moment.outcome === 'refused')
      return { ...preview, facts: { ...facts, embargo: written.slice(0, 16) } };
    return { ...preview, facts: { ...facts, embargo: clockTime(moment.at, timeZone) } };
  };

  router.post('/api/imports', async (request, response) => {
    const me = await requirePerson(sessions, request, 'article.write');
    const { format, ...query } = parse(importQuerySchema, request.query);
    const template = await templates.get(query.template as TemplateId);
    if (!template) throw noTemplate();
    const preview = await files(async () => {
      const bytes = await readUpload(request, importLimits[format]);
      return await read(bytes);
    });
    response.json(preview);

    async function read(bytes: Buffer): Promise<ImportPreview> {
      const refused = (fault: ImportFault, error?: unknown) => {
        log.info({ user: me.id, format, size: bytes.length, fault, err: error }, 'import refused');
        return new ProblemError('unreadable-file', faults[fault], [{ path: 'file', message: fault }]);
      };
      try {
        const outcome = await workers.run('read', {
          bytes,
          format,
          sections: template?.sections ?? [],
          language: query.language,
          desk: new URL(url).origin,
        });
        if (outcome.outcome === 'read') return { ...withClockTime(outcome.preview), timeZone };
        throw refused(outcome.fault);
      } catch (error) {
        if (error instanceof ProblemError) throw error;
        // Nothing that a file holds is a fault of the server's; the log tells those who look after it.
        throw refused(error instanceof WorkerPoolError ? 'too-much' : 'broken', error);
      }
    }
  });

  router.post('/api/articles/:id/import', async (request, response) => {
    const me = await requirePerson(sessions, request, 'article.write');
    const { row, template } = await known(request);
    const { content, byline, mode } = await readBody(request, articleImportSchema, '8mb');
    const sealed = new Set((await approvals.of(row.id)).keys());
    await versions.keep(row.id, 'import', me.id);
    let result: ArticleImportResult;
    try {
      result = await documents.exclusively(row.id, async (held) => {
        const entry = { act: 'article.imported', who: me.id, article: row.id, details: { mode } } as const;
        await record(held.transaction, entry);
        return await held.change(me.id, (doc) => putInto(doc, content, { mode, template, sealed }));
      });
    } catch (error) {
      // What does not fit the schema, is too large, or meets a seal that was set this moment.
      const isRefusal = [ContentError, ChangeRefusedError, SealedError].some((kind) => error instanceof kind);
      if (isRefusal && error instanceof Error) throw new ProblemError('conflict', error.message);
      throw error;
    }
    if (byline !== '' && row.byline === '') await articles.giveByline(row.id, byline);
    live.announce({ type: 'article', id: row.id });
    log.info({ article: row.id, by: me.id, mode, ...result }, 'imported');
    response.json(result);
  });

  router.get('/api/articles/:id/export', async (request, response) => {
    const me = await requirePerson(sessions, request, 'article.export');
    const { format } = parse(exportQuerySchema, request.query);
    const { row, template } = await known(request);
    const content = await documents.read(row.id, readArticle);
    const file = await exportFile(format, {
      content,
      row,
      template,
      url,
      picture: pictures.file,
      docx: (source) => workers.run('docx', source),
    });
    await record(storage.db, { act: 'article.exported', who: me.id, article: row.id, details: { format } });
    response
      .set({
        'content-type': file.mime,
        'content-disposition': contentDisposition(file.name),
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      })
      .send(typeof file.body === 'string' ? file.body : Buffer.from(file.body));
  });

  return { router, close: () => workers.close() };
}

const faults: Record<ImportFault, string> = {
  empty: 'There is no text in it.',
  'wrong-kind': 'This is another kind of file than its name says.',
  'old-word': 'This is an old Word document; save it as DOCX.',
  encrypted: 'The document is protected by a password.',
  broken: 'The file is damaged or cut off.',
  'too-much': 'The file unfolds to far more than can be read.',
  encoding: 'The text’s encoding can’t be told; save it as UTF-8.',
  'too-long': 'The file has more lines than an article can have.',
};

function noTemplate(): ProblemError {
  const message = 'There is no such template.';
  return new ProblemError('invalid-input', message, [{ path: 'template', message }]);
}
