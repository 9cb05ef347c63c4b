// What a route of the HTTP interface is, said once: the server mounts it by this definition, the browser asks by it, and
// the audit log, the access table's test and the OpenAPI document read it. No other place knows a path.
import type { z } from 'zod';
import type { Action } from '../access/roles.ts';

/** The largest body that a route reads, unpacked. */
export type BodyLimit = '8kb' | '16kb' | '32kb' | '64kb' | '128kb' | '1mb' | '8mb';

type Status = 200 | 201 | 204;

/** All that is said of a route. Made by `defineRoute`, which asks for what depends on the path. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `:name` for each part that varies. */
  readonly path: `/api/${string}`;
  /** What it is for, in one sentence. */
  readonly summary: string;
  /** What the role of who asks must allow; `public` where nobody has to be signed in. */
  readonly action: Action | 'public';
  /** What it must allow beside that, depending on what is sent. */
  readonly furtherActions?: readonly Action[];
  /** Whether people may ask it as well who have to set up a second factor before anything else. */
  readonly beforeSecondFactor?: true;
  /** A schema for each part of the path that varies. */
  readonly params?: Readonly<Record<string, z.ZodType<unknown, string>>>;
  readonly query?: z.ZodObject;
  /** A JSON body, and how large it may be. No body counts as an empty object. */
  readonly body?: z.ZodType;
  readonly limit?: BodyLimit;
  /** The media types of a body that is a file. */
  readonly upload?: readonly string[];
  /** The JSON body of the answer, as it is sent; null where it has none. */
  readonly answer: z.ZodType | null;
  /** 200 with an answer and 204 without one where it is left out. Of several, the route chooses. */
  readonly status?: Status | readonly Status[];
  /** The media types of files with which it answers, beside or in place of JSON. */
  readonly files?: readonly string[];
  /**
   * Whether the answer gives text of the article that the path names as `:id`; then the audit log has who was shown it. Only
   * of GET: what another route gives back belongs to an act.
   */
  readonly audited?: boolean;
}

type ParamNames<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamNames<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

/** What has to be said of a route, depending on what is said already. */
type Complete<R extends Route> = ([ParamNames<R['path']>] extends [never]
  ? { params?: never }
  : {
      params: { [Name in ParamNames<R['path']>]: z.ZodType } & {
        [Name in Exclude<keyof R['params'], ParamNames<R['path']>>]: never;
      };
    }) &
  (R extends { body: z.ZodType } ? { limit: BodyLimit } : { limit?: never }) &
  // Nobody adds a route to articles without saying whether it gives their text. Only reading is noted: an act is in the log itself.
  (R['path'] extends `/api/articles/:id${string}`
    ? { audited: R['method'] extends 'GET' ? boolean : false }
    : { audited?: never });

/** A route as its definition says it. Params, the limit of a body and, below an article, `audited` can't be left out. */
export function defineRoute<const R extends Route>(route: R & Complete<R>): R {
  return route;
}

/** What the parts of the path are once they are parsed. */
export type ParamsOf<R extends Route> = R extends { params: infer Params }
  ? { -readonly [Name in keyof Params]: Params[Name] extends z.ZodType ? z.output<Params[Name]> : never }
  : Record<never, never>;
/** The query once it is parsed; undefined for a route that has none. */
export type QueryOf<R extends Route> = R extends { query: infer Query extends z.ZodType }
  ? z.output<Query>
  : undefined;
/** The body once it is parsed; undefined for a route that has none, and for files. */
export type BodyOf<R extends Route> = R extends { body: infer Body extends z.ZodType }
  ? z.output<Body>
  : undefined;
/** What the browser makes of it; undefined for an answer without a body. */
export type ReceivedOf<R extends Route> =
  | (R extends { answer: infer Answer extends z.ZodType } ? z.output<Answer> : undefined)
  | (R extends { status: readonly (infer One)[] } ? (204 extends One ? undefined : never) : never);

/** What is given to ask by a route: what its schemas take, and nothing for what it does not have. */
export type InputOf<R extends Route> = (R extends { params: infer Params }
  ? { params: { [Name in keyof Params]: string } }
  : { params?: never }) &
  (R extends { query: infer Query extends z.ZodType }
    ? Record<never, never> extends z.input<Query>
      ? { query?: z.input<Query> | undefined }
      : { query: z.input<Query> }
    : { query?: never }) &
  (R extends { body: infer Body extends z.ZodType }
    ? { body: z.input<Body> }
    : R extends { upload: readonly string[] }
      ? { body: Blob }
      : { body?: never });
