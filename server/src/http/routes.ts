// Which routes an application has: to tell who asks by a wrong method what the right ones are, and for those who check that
// nothing is served without a rule.
import type { Route } from '@galley/shared/contract/define-route.ts';
import type { Express, RequestHandler, Router } from 'express';
import { definitionOf } from './api-router.ts';
import { ProblemError } from './problem.ts';

/** A route as the running application has it. */
export interface ServedRoute {
  method: string;
  /** As it was given to Express, with `:name` for a part that varies. */
  path: string;
  /** By which it was mounted, where it was by one. */
  definition: Route | undefined;
}

/** All routes with a path of their own, in the order in which they are asked. */
export function routesOf(router: Express | Router): ServedRoute[] {
  const { stack } = 'router' in router ? router.router : router;
  return stack.flatMap(({ route, handle }): ServedRoute[] => {
    if (route) return typeof route.path === 'string' ? methodsOf(route.stack, route.path) : [];
    return isRouter(handle) ? routesOf(handle) : [];
  });
}

/**
 * Throws where one of these routers would answer below /api otherwise than by a definition of shared/src/contract, or has a
 * handler of which nobody can say what it answers. Handlers for all routes are mounted before the routers.
 */
export function requireDefinitions(routers: readonly Router[]): void {
  for (const { stack } of routers)
    for (const { route, handle, ...layer } of stack) {
      if (route) {
        for (const { method, path, definition } of methodsOf(route.stack, String(route.path)))
          if (!definition && (typeof route.path !== 'string' || !elsewhere.test(path)))
            throw new Error(`${method} ${path} is mounted without a definition.`);
      } else if (isRouter(handle) && 'slash' in layer && layer.slash === true) requireDefinitions([handle]);
      else throw new Error('A router holds a handler that is no route.');
    }
}

/** A path whose first part is known and another one than `api`, in whatever case. */
const elsewhere = /^\/(?!api(\/|$))[\w-]+(\/|$)/i;

/** Answers what no route has answered: 405 where the path has routes for other methods, else 404. */
export function refuseUnknown(served: readonly ServedRoute[]): RequestHandler {
  const patterns = served.map(({ method, path }) => ({ method, pattern: patternOf(path) }));
  return (request, response) => {
    const path = `${request.baseUrl}${request.path}`;
    const allowed = patterns.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
    if (allowed.length === 0) throw new ProblemError('not-found');
    if (allowed.includes('GET')) allowed.push('HEAD');
    response.set('allow', [...new Set(allowed)].sort().join(', '));
    throw new ProblemError('wrong-method');
  };
}

/** For what is only there to be read. */
export const refuseToWrite: RequestHandler = ({ method }, response, next) => {
  if (method === 'GET' || method === 'HEAD') return next();
  response.set('allow', 'GET, HEAD');
  throw new ProblemError('wrong-method');
};

/** Express leaves the method out where a handler is for all. */
function methodsOf(
  handlers: readonly { method: string | undefined; handle: unknown }[],
  path: string,
): ServedRoute[] {
  const methods = new Set(handlers.map(({ method = 'all' }) => method.toUpperCase()));
  const definition = handlers.map(({ handle }) => definitionOf(handle)).find((one) => one !== undefined);
  return [...methods].map((method) => ({ method, path, definition }));
}

function isRouter(handle: unknown): handle is Router {
  return typeof handle === 'function' && 'stack' in handle && Array.isArray(handle.stack);
}

/** Galley's paths hold nothing but letters, hyphens, dots and named parts. */
function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll('.', '\\.').replace(/:\w+/g, '[^/]+')}/?$`, 'i');
}
