// Which site's pages may speak to this server: protection against requests that another site makes in a person's name.
import type { IncomingHttpHeaders } from 'node:http';
import type { RequestHandler } from 'express';
import { ProblemError } from '../http/problem.ts';

/** Refuses requests that may change something and come from another site's page. */
export function refuseForeignOrigins(origins: readonly string[]): RequestHandler {
  return (request, _response, next) => {
    if (!isSafe(request.method) && isForeign(request.headers, origins))
      throw new ProblemError('foreign-origin');
    next();
  };
}

/**
 * Whether a browser sent this from a page of another site; for requests that change something and for socket upgrades.
 * Browsers always say where such a request comes from, so one without any word of it is no browser's, carries nobody's
 * cookies by accident, and could claim any origin anyhow.
 */
export function isForeign(headers: IncomingHttpHeaders, origins: readonly string[]): boolean {
  if (headers.origin !== undefined) return !origins.includes(headers.origin);
  const site = headers['sec-fetch-site'];
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}

function isSafe(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
}
