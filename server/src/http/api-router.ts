// The one way by which routes of the API are mounted: by their definitions in shared/src/contract. In this order it asks who
// it is, reads the parts of the path, finds what they name, reads query and body, and calls the handler with all of that.
import type { Me } from '@galley/shared/api/people.ts';
import type { BodyOf, ParamsOf, QueryOf, Route } from '@galley/shared/contract/define-route.ts';
import { idParams } from '@galley/shared/contract/params.ts';
import { articleIdOf } from '@galley/shared/ids.ts';
import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import type { z } from 'zod';
import type { Sessions } from '../accounts/sessions.ts';
import { readBody } from './body.ts';
import { ProblemError } from './problem.ts';
import { parse, requirePerson } from './route.ts';
import { showsText } from './shown-text.ts';

/** What is known before query and body are read. */
interface Addressed<R extends Route> {
  /** Who asks; null for public routes. */
  me: R['action'] extends 'public' ? null : Me;
  params: ParamsOf<R>;
  request: Request;
  /** For headers. */
  response: Response;
}

/** What a handler gets. */
interface Asked<R extends Route> extends Addressed<R> {
  query: QueryOf<R>;
  body: BodyOf<R>;
}

/** What a handler gives that has answered by itself, as with a file. */
export const answered = Object.freeze({ type: 'answered' } as const);
type Answered = typeof answered;

/** Answers with JSON that was made already, as threads make it: what a handler gives then. */
export function sendJson(response: Response, json: Uint8Array): Answered {
  response.type('json').send(Buffer.from(json.buffer, json.byteOffset, json.byteLength));
  return answered;
}

type Handler<R extends Route, Input> = (
  input: Input,
) => R extends { answer: infer Answer extends z.ZodType }
  ? z.input<Answer> | Answered | Promise<z.input<Answer> | Answered>
  : Promise<void> | Promise<Answered> | Answered;

export interface ApiRouter {
  router: Router;
  /** Mounts a route. `before` stands before everything else, as limits do that count who is not signed in. */
  serve<R extends Route>(route: R, handle: Handler<R, Asked<R>>, ...before: readonly RequestHandler[]): void;
  /** Mounts a route that looks something up, or refuses, before query and body are read. */
  serveFound<R extends Route, Found>(
    route: R,
    find: (addressed: Addressed<R>) => Found | Promise<Found>,
    handle: Handler<R, Asked<R> & { found: Found }>,
    ...before: readonly RequestHandler[]
  ): void;
}

/** A router whose routes ask these sessions who it is. */
export function createApiRouter(sessions: Sessions): ApiRouter {
  const router = express.Router();

  const mount = <R extends Route, Found>(
    route: R,
    find: (addressed: Addressed<R>) => Found | Promise<Found>,
    handle: Handler<R, Asked<R> & { found: Found }>,
    before: readonly RequestHandler[],
  ): void => {
    const { action, audited = false, beforeSecondFactor = false } = route;
    const handler: RequestHandler = async (request, response) => {
      const me =
        action === 'public' ? null : await requirePerson(sessions, request, { action, beforeSecondFactor });
      const params = paramsOf(route, request);
      const article = audited ? articleIdOf(params.id) : null;
      if (article !== null && me && request.method === 'GET') showsText(response, { article, person: me.id });
      // Which types these are follows from the definition, by which they were just made.
      const addressed = { me, params, request, response } as Addressed<R>;
      const found = await find(addressed);
      const query = route.query && parse(route.query, request.query);
      const body = route.body && route.limit && (await readBody(request, route.body, route.limit));
      const asked = { ...addressed, found, query, body } as Asked<R> & { found: Found };
      const answer: unknown = await handle(asked);
      if (answer === answered) return;
      if (route.answer === null) response.status(204).end();
      else {
        if (typeof route.status === 'number') response.status(route.status);
        response.json(answer);
      }
    };
    definitions.set(handler, route);
    router[verbs[route.method]](route.path, ...before, handler);
  };

  return {
    router,
    serve: (route, handle, ...before) => mount(route, () => undefined, handle, before),
    serveFound: (route, find, handle, ...before) => mount(route, find, handle, before),
  };
}

/** The definition by which a handler was mounted; undefined for one that was mounted in another way. */
export function definitionOf(handler: unknown): Route | undefined {
  return typeof handler === 'function' ? definitions.get(handler) : undefined;
}

const definitions = new WeakMap<object, Route>();

const verbs = {
  GET: 'get',
  POST: 'post',
  PUT: 'put',
  PATCH: 'patch',
  DELETE: 'delete',
} as const satisfies Record<Route['method'], string>;

/** What the path names by an id of another form does not exist; other parts are input like any other. */
function paramsOf({ params = {} }: Route, request: Request): Record<string, unknown> {
  const all = Object.entries(params);
  const isId = ([, schema]: (typeof all)[number]) => idParams.has(schema);
  const values: Record<string, unknown> = {};
  for (const [name, schema] of all.filter((one) => !isId(one)))
    values[name] = parse(schema, request.params[name]);
  for (const [name, schema] of all.filter(isId)) {
    const { success, data } = schema.safeParse(request.params[name]);
    if (!success) throw new ProblemError('not-found');
    values[name] = data;
  }
  return values;
}
