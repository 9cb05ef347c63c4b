// The audit log: who read, wrote, approved, published, invited, changed roles. Other features write into it by record.ts,
// in the transactions of their acts; what is too frequent for that comes by notes.ts. Here admins read it.
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { auditRoutes as routes } from '@galley/shared/contract/audit.ts';
import type { RequestHandler, Router } from 'express';
import type { Sessions } from '../accounts/sessions.ts';
import { answered, createApiRouter } from '../http/api-router.ts';
import { ProblemError } from '../http/problem.ts';
import type { Storage } from '../storage/storage.ts';
import { auditCsv } from './audit-csv.ts';
import { readLog } from './audit-log.ts';
import type { Notes } from './notes.ts';
import { noteReading } from './reading.ts';
import { record } from './record.ts';

export interface AuditOptions {
  storage: Storage;
  sessions: Sessions;
  notes: Notes;
}

export interface Audit {
  /** Notes who was shown an article's text, by whatever route; to be mounted before all others. */
  noteReading: RequestHandler;
  router: Router;
}

/** The audit log's route, for admins. */
export function createAudit({ storage, sessions, notes }: AuditOptions): Audit {
  const api = createApiRouter(sessions);

  api.serve(routes.readAudit, async ({ me, query: question, response }) => {
    // An act of a moment ago is there for who looks now.
    await notes.settled();
    if (question.format === 'json') {
      const page = await readLog(storage, question);
      if (!page)
        throw new ProblemError('invalid-input', 'The cursor is not from the last page of this list.');
      response.set('cache-control', 'no-store');
      return page;
    }
    await record(storage.db, { act: 'log.exported', who: me.id, details: { format: 'csv' } });
    response.set('cache-control', 'no-store').attachment('audit-log.csv').type('text/csv');
    await pipeline(Readable.from(auditCsv(storage, question)), response);
    return answered;
  });

  return { noteReading: noteReading(notes), router: api.router };
}
