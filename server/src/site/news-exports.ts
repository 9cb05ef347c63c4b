// Where stories are given to other programs in IPTC's formats: beside each article's page, and what has changed lately, to
// subscribers.
import type { Request, Response, Router } from 'express';
import { sendProblem } from '../http/error-handler.ts';
import { ProblemError } from '../http/problem.ts';
import { asSlug, redirect, slugPattern } from './addresses.ts';
import { openToOthers } from './headers.ts';
import type { MachineOutputs } from './machine-outputs.ts';
import { formatAsked, isUnasked, newsFilePath, newsFormats, newsPath } from './news-formats.ts';
import type { Subscribers } from './subscribers.ts';

const itemsInList = 50;

export function addNewsExports(
  router: Router,
  { currentSite, stories, pages, send, missing }: Omit<MachineOutputs, 'fixed'>,
  subscribers: Pick<Subscribers, 'knows'>,
): void {
  for (const { file, latest } of newsFormats.filter(isUnasked)) {
    router.get(`/articles/:slug/${file}`, async (request, response) => {
      const slug = asSlug(request.params.slug);
      const format = formatAsked(file, request.query.version);
      if (!format || !slugPattern.test(slug)) return missing(request, response);
      const path = newsPath(format, { slug });
      const result = await pages.get(path, async () => {
        const found = await stories.at(slug);
        if (found?.type !== 'story') return { outcome: 'other' as const, found };
        const body = format.item(await currentSite(), found.story);
        return { outcome: 'page', body, type: format.type, headers: openToOthers };
      });
      const address = newsFilePath(format, { slug });
      if (result.outcome === 'kept') {
        if (request.path === address) send(request, response, result);
        else redirect(request, response, address);
        return;
      }
      const { found } = result;
      if (!found) return missing(request, response);
      if (found.type === 'moved') return redirect(request, response, newsFilePath(format, found));
      if (found.type !== 'withdrawn') return missing(request, response);
      response.status(410).set('cache-control', 'no-cache').set(openToOthers).type(format.type);
      response.send(format.withdrawn(await currentSite(), found));
    });

    // The newest changes first, what was withdrawn among them; with `since` only those after that moment.
    router.get(latest, async (request, response) => {
      const limits = await limitsFor(request, response, subscribers);
      if (limits === null) return;
      const format = formatAsked(file, request.query.version);
      if (!format) {
        const refusal = new ProblemError('invalid-input', '`version` is none in which this is given.');
        return sendProblem(response, refusal.problem);
      }
      const changes = await stories.changes({ limit: itemsInList, ...limits });
      const body = await format.list(await currentSite(), changes);
      if (body === null) response.status(204).end();
      else response.type(format.listType).send(body);
    });
  }
}

/** Since when a subscriber wants the changes; null where the request is answered with a refusal. */
async function limitsFor(
  request: Request,
  response: Response,
  subscribers: Pick<Subscribers, 'knows'>,
): Promise<{ since?: string } | null> {
  response.set({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' });
  const token = tokenIn(request);
  if (token === null || !(await subscribers.knows(token))) {
    response.set('www-authenticate', 'Bearer');
    const refusal = new ProblemError('wrong-credentials', 'A subscriber’s token is needed.');
    sendProblem(response, refusal.problem);
    return null;
  }
  const { since } = request.query;
  if (since === undefined) return {};
  const from = typeof since === 'string' ? new Date(since) : new Date(Number.NaN);
  if (!Number.isNaN(from.getTime())) return { since: from.toISOString() };
  const refusal = new ProblemError('invalid-input', '`since` is no moment, such as 2026-12-01T07:00:00Z.');
  sendProblem(response, refusal.problem);
  return null;
}

/** In the header, or in the address for programs that can set none. The log has the names of what is asked alone. */
function tokenIn({ headers: { authorization }, query }: Request): string | null {
  const [, bearer] = /^Bearer ([\w-]{10,200})$/i.exec(authorization ?? '') ?? [];
  if (bearer !== undefined) return bearer;
  return typeof query.token === 'string' && query.token.length <= 200 ? query.token : null;
}
