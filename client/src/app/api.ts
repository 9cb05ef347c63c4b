// The HTTP interface from the browser: one function, typed by the routes of shared/src/contract.
import { type Problem, problemSchema } from '@galley/shared/api/problem.ts';
import type { InputOf, ReceivedOf, Route } from '@galley/shared/contract/define-route.ts';
import { pathTo } from '@galley/shared/contract/path.ts';

/** A refusal of the server, or `problem.code === 'internal'` where it did not answer at all. */
export class ApiProblem extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = 'ApiProblem';
    this.problem = problem;
  }
}

/**
 * Asks the server by a route; a body is sent as JSON, or as it is where it is a Blob. Gives the answer as the route's schema
 * reads it; undefined for an answer without a body. Throws `ApiProblem` for refusals, and a ZodError where the answer breaks
 * the contract.
 */
export async function call<R extends Route>(
  route: R,
  input: InputOf<R> & { signal?: AbortSignal },
): Promise<ReceivedOf<R>> {
  const { body, signal }: { body?: unknown; signal?: AbortSignal } = input;
  const init: RequestInit = {
    method: route.method,
    headers: { accept: 'application/json' },
    credentials: 'same-origin',
  };
  if (signal) init.signal = signal;
  if (body instanceof Blob) {
    init.body = body;
    init.headers = { ...init.headers, 'content-type': body.type || 'application/octet-stream' };
  } else if (body !== undefined) {
    init.body = JSON.stringify(body);
    init.headers = { ...init.headers, 'content-type': 'application/json' };
  }
  const response = await fetch(pathTo(route, input), init).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw unreachable(0);
  });
  if (!response.ok) throw await problemOf(response);
  const hasBody = route.answer !== null && response.status !== 204;
  const received = hasBody ? route.answer.parse(await response.json()) : undefined;
  // What the schema gives is what the route's definition says, which TypeScript can't see of one that is not known here.
  return received as ReceivedOf<R>;
}

/** Whether the server has decided against a request; without a connection, or where it fails, it has not. */
export function isRefusal(error: unknown): boolean {
  if (!(error instanceof ApiProblem)) return false;
  const { status } = error.problem;
  return status >= 400 && status < 500 && !passing.has(status);
}

/** Whether the server takes no more of what was sent for the moment. */
export function isDelay(error: unknown): boolean {
  return error instanceof ApiProblem && error.problem.status === 429;
}

/** Not signed in, timed out, too early, too many at once: none of it is about what was asked for. */
const passing: ReadonlySet<number> = new Set([401, 408, 425, 429]);

async function problemOf(response: Response): Promise<ApiProblem> {
  return problemFrom(await response.json().catch(() => null), response.status);
}

/** The problem that an answer's body says, or that the server gives no answer of ours. */
export function problemFrom(body: unknown, status: number): ApiProblem {
  const parsed = problemSchema.safeParse(body);
  return parsed.success ? new ApiProblem(parsed.data) : unreachable(status);
}

/** The server can't be reached (status 0), or something else answers in its place. */
export function unreachable(status: number): ApiProblem {
  return new ApiProblem({
    type: 'about:blank',
    title: 'The server does not answer',
    status,
    code: 'internal',
  });
}
