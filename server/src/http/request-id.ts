// The id of each request: in every line of the log that is written for it, in its answer's headers and in problems, so
// that a person can quote it and whoever runs the desk finds it.
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';

/** The header that bears the id, in both directions. */
export const requestIdHeader = 'X-Request-Id';

/** What a proxy may send: nothing that could pass for something else in a line of the log. */
const trustedId = /^[A-Za-z0-9_-][A-Za-z0-9_.:-]{7,63}$/;

const underWay = new AsyncLocalStorage<{ id: string; answered: boolean }>();

/** Gives each request its id: that of the proxy where one is trusted and has sent a fit one, else a new one. */
export function giveRequestIds(trustProxy: number): RequestHandler {
  return (request, response, next) => {
    const sent = request.get(requestIdHeader);
    const id = trustProxy > 0 && sent !== undefined && trustedId.test(sent) ? sent : randomUUID();
    request.id = id;
    response.set(requestIdHeader, id);
    const context = { id, answered: false };
    // What goes on behind an answer, such as a timer that it started, is no part of the request any more.
    response.once('close', () => {
      context.answered = true;
    });
    underWay.run(context, next);
  };
}

/** The id of the request that is being answered here; null outside of one. */
export function currentRequestId(): string | null {
  const context = underWay.getStore();
  return context && !context.answered ? context.id : null;
}
