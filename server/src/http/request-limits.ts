// How many requests somebody may make in a while; more are refused as `too-many-requests`.
import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit, type Store } from 'express-rate-limit';
import type { Sessions } from '../accounts/sessions.ts';
import { ProblemError } from './problem.ts';

/** So many requests (`limit`) of one key within a window of so many ms. */
export interface RequestLimit {
  limit: number;
  windowMs: number;
  /** Requests with the same key are counted together. */
  key: (request: Request) => string | Promise<string>;
  /** Whether this request is not counted. */
  skip?: (request: Request) => Promise<boolean>;
  /** A request counts from its beginning until it has succeeded, so many at once don't slip through. */
  failuresOnly?: boolean;
  /** Where they are counted; on this node alone unless it is given. */
  store?: Store | undefined;
}

/** Refuses requests beyond the limit. */
export function limitRequests({
  limit,
  windowMs,
  key,
  skip = async () => false,
  failuresOnly = false,
  store,
}: RequestLimit): RequestHandler {
  return rateLimit({
    limit,
    windowMs,
    keyGenerator: key,
    skip,
    skipSuccessfulRequests: failuresOnly,
    ...(store && { store }),
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    // Express knows how many proxies to trust; what others write into the header is nothing to warn of.
    validate: { xForwardedForHeader: false },
    handler: (_request, _response, next) => next(new ProblemError('too-many-requests')),
  });
}

/**
 * Counts what one person sends to the routes that it stands before, together. Who is not signed in is known by their address,
 * so that nobody uses up what another has.
 */
export function limitByPerson(
  sessions: Pick<Sessions, 'of'>,
  limit: Pick<RequestLimit, 'limit' | 'windowMs'>,
): RequestHandler {
  return limitRequests({
    ...limit,
    key: async (request) => (await sessions.of(request.headers))?.me.id ?? addressOf(request),
  });
}

/** The client's address as Express trusts it; of an IPv6 network the part that one customer has. */
export function addressOf(request: Request): string {
  return ipKeyGenerator(request.ip ?? 'unknown', 56);
}
