// Expected refusals of the HTTP interface, as RFC 9457 problem details.
import type { Problem, ProblemCode } from '@galley/shared/api/problem.ts';

const kinds: Record<ProblemCode, { status: number; title: string }> = {
  'not-signed-in': { status: 401, title: 'Sign in first' },
  'wrong-credentials': { status: 401, title: 'The password or the token is not right' },
  'wrong-code': { status: 422, title: 'The code is not right' },
  'wrong-passkey': { status: 422, title: 'This passkey does not sign anybody in here' },
  deactivated: { status: 403, title: 'This account is deactivated' },
  'not-allowed': { status: 403, title: 'Your role does not allow this' },
  'second-factor-required': { status: 403, title: 'This desk asks for a second factor' },
  'passwords-off': { status: 403, title: 'Nobody signs in with a password here' },
  'not-found': { status: 404, title: 'There is no such thing' },
  'wrong-method': { status: 405, title: 'This can not be done here' },
  gone: { status: 410, title: 'This is gone' },
  'invalid-input': { status: 422, title: 'The input does not fit' },
  'malformed-json': { status: 400, title: 'The body is not valid JSON' },
  'too-large': { status: 413, title: 'That is too large' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'too-many-threads': { status: 409, title: 'The article has as many open threads as it may have' },
  conflict: { status: 409, title: 'Somebody else was faster' },
  'text-changed': { status: 409, title: 'The text has changed since you looked' },
  'own-text': { status: 409, title: 'Somebody else has to approve this text' },
  sealed: { status: 409, title: 'Approved sections are closed to changes' },
  'email-taken': { status: 409, title: 'Somebody at this desk has this address already' },
  'weak-password': { status: 422, title: 'The password is too easy to guess' },
  'own-account': { status: 409, title: 'Another admin has to change this' },
  'foreign-origin': { status: 403, title: 'The request comes from another site' },
  'upgrade-required': { status: 426, title: 'Only a WebSocket can be opened here' },
  'unsupported-media': { status: 415, title: 'This kind of file is not supported' },
  'unreadable-file': { status: 422, title: 'The file cannot be read' },
  archived: { status: 409, title: 'The article is in the archive' },
  'quota-reached': { status: 429, title: 'You have uploaded as much as one can in a day' },
  'not-ready': { status: 409, title: 'The article is not ready for this' },
  'unreadable-article': { status: 409, title: 'The last changes of this article cannot be read' },
  'setup-required': { status: 409, title: 'The desk is not set up yet' },
  'storage-unavailable': { status: 503, title: 'The database does not answer' },
  'pictures-unavailable': { status: 503, title: 'Pictures can not be kept or read at the moment' },
  busy: { status: 503, title: 'The server has too much to do at the moment' },
  internal: { status: 500, title: 'Something went wrong on the server' },
};

/** Thrown by routes to answer with a problem; the error handler turns it into `application/problem+json`. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(code: ProblemCode, detail?: string, errors?: Problem['errors']) {
    super(detail ?? kinds[code].title);
    this.name = 'ProblemError';
    this.problem = {
      type: `urn:galley:problem:${code}`,
      ...kinds[code],
      code,
      ...(detail === undefined ? {} : { detail }),
      ...(errors === undefined ? {} : { errors }),
    };
  }
}

/** A problem with one field of the input: `message` says in a few words what is wrong with it, `detail` in a sentence where that is not one. */
export function fieldProblem(
  code: ProblemCode,
  path: string,
  message: string,
  detail: string = message,
): ProblemError {
  return new ProblemError(code, detail, [{ path, message }]);
}
