// The one place where errors of routes become answers: RFC 9457 problem details, and a log entry where it is our fault.
import type { Problem, ProblemCode } from '@galley/shared/api/problem.ts';
import type { ErrorRequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { isUnavailable } from '../storage/unavailable.ts';
import { WorkerPoolError, type WorkerPoolFault } from '../workers/worker-pool.ts';
import { ProblemError } from './problem.ts';
import { requestIdHeader } from './request-id.ts';
import { discardRest } from './upload.ts';

/** After how long asking again makes sense where something is away. */
const retryAfterSeconds: Partial<Record<ProblemCode, number>> = {
  'storage-unavailable': 2,
  'pictures-unavailable': 30,
  busy: 5,
};

/** What is too much for a thread once is too much for it again; that too much waits, or that a thread ended, passes by itself. */
const problemOfFault: Record<WorkerPoolFault, ProblemCode> = {
  full: 'busy',
  ended: 'busy',
  'too-long': 'too-large',
  'too-much-memory': 'too-large',
};

/** Express' error handler: the last thing that an application uses. */
export function handleErrors(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    discardRest(request);
    const { problem } = problemOf(error, log, `${request.method} ${request.path}`);
    // The answer is under way already; Express ends the connection, so that nobody takes it for complete.
    if (response.headersSent) return next(error);
    const retryAfter = retryAfterSeconds[problem.code];
    if (retryAfter !== undefined && !response.hasHeader('retry-after'))
      response.set('retry-after', String(retryAfter));
    sendProblem(response, problem);
  };
}

/** Answers with a problem, for routes whose application has pages of its own for errors. */
export function sendProblem(response: Response, problem: Problem): void {
  response
    .status(problem.status)
    .set('cache-control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify({ ...problem, requestId: response.get(requestIdHeader) }));
}

/** The refusal that an error stands for; what is none is logged, and answered as a fault of the server's. `asked` says at what. */
export function problemOf(error: unknown, log: Logger, asked: string): ProblemError {
  if (error instanceof ProblemError) return error;
  const refused = refusedByParser(error);
  if (refused) return refused;
  if (isUnavailable(error)) {
    log.error({ err: error }, `${asked}: the database does not answer`);
    return new ProblemError('storage-unavailable');
  }
  if (error instanceof WorkerPoolError) {
    log.error({ err: error, fault: error.fault }, `${asked}: no thread could do it`);
    return new ProblemError(problemOfFault[error.fault], error.message);
  }
  log.error({ err: error }, `${asked} failed`);
  return new ProblemError('internal');
}

/** What Express, its body parsers and its file sender throw for requests that they can't take. */
function refusedByParser(error: unknown): ProblemError | null {
  if (!(error instanceof Error)) return null;
  const type = 'type' in error ? error.type : undefined;
  const status = 'status' in error ? error.status : undefined;
  if (type === 'entity.parse.failed' || type === 'request.aborted' || type === 'request.size.invalid')
    return new ProblemError('malformed-json');
  if (status === 413) return new ProblemError('too-large');
  if (status === 415) return new ProblemError('unsupported-media');
  // A path with a broken escape or one that leads out of its folder, a file that is not there, a range that it does not have.
  if (status === 400 || status === 403 || status === 404 || status === 416)
    return new ProblemError('not-found');
  return null;
}
