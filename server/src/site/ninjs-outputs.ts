// Where ninjs is given: beside each article's page, and what has changed lately, to subscribers.
import type { Request, Router } from 'express';
import { sendProblem } from '../http/error-handler.ts';
import { ProblemError } from '../http/problem.ts';
import { asSlug, redirect, slugPattern } from './addresses.ts';
import { openToOthers } from './headers.ts';
import type { MachineOutputs } from './machine-outputs.ts';
import { ninjsItem, ninjsPath, ninjsType, withdrawnItem } from './ninjs.ts';
import type { Subscribers } from './subscribers.ts';

/** Where subscribers ask for what has changed. */
const ninjsFeedPath = '/ninjs/latest.json';

const itemsInFeed = 50;

export function addNinjs(
  router: Router,
  { currentSite, stories, pages, send, missing }: Omit<MachineOutputs, 'fixed'>,
  subscribers: Pick<Subscribers, 'knows'>,
): void {
  router.get('/articles/:slug/ninjs.json', async (request, response) => {
    const slug = asSlug(request.params.slug);
    if (!slugPattern.test(slug)) return missing(request, response);
    const path = ninjsPath({ slug });
    const result = await pages.get(path, async () => {
      const found = await stories.at(slug);
      if (found?.type !== 'story') return { outcome: 'other' as const, found };
      const body = JSON.stringify(ninjsItem(await currentSite(), found.story));
      return { outcome: 'page', body, type: ninjsType, headers: openToOthers };
    });
    if (result.outcome === 'kept') {
      if (request.path === path) send(request, response, result);
      else redirect(request, response, path);
      return;
    }
    const { found } = result;
    if (!found) return missing(request, response);
    if (found.type === 'moved') return redirect(request, response, ninjsPath(found));
    if (found.type !== 'withdrawn') return missing(request, response);
    response.status(410).set('cache-control', 'no-cache').set(openToOthers).json(withdrawnItem(found));
  });

  // The newest changes first, what was withdrawn among them; with `since` only those after that moment.
  router.get(ninjsFeedPath, async (request, response) => {
    response.set({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' });
    const token = tokenIn(request);
    if (token === null || !(await subscribers.knows(token))) {
      response.set('www-authenticate', 'Bearer');
      return sendProblem(
        response,
        new ProblemError('wrong-credentials', 'A subscriber’s token is needed.').problem,
      );
    }
    const { since } = request.query;
    const from =
      since === undefined ? null : typeof since === 'string' ? new Date(since) : new Date(Number.NaN);
    if (from && Number.isNaN(from.getTime())) {
      const { problem } = new ProblemError(
        'invalid-input',
        '`since` is no moment, such as 2026-12-01T07:00:00Z.',
      );
      return sendProblem(response, problem);
    }
    const site = await currentSite();
    const changes = await stories.changes({ limit: itemsInFeed, ...(from && { since: from.toISOString() }) });
    const items = changes.map((change) =>
      change.type === 'story' ? ninjsItem(site, change.story) : withdrawnItem(change),
    );
    response.json({ items });
  });
}

/** In the header, or in the address for programs that can set none. The log has the names of what is asked alone. */
function tokenIn({ headers: { authorization }, query }: Request): string | null {
  const [, bearer] = /^Bearer ([\w-]{10,200})$/i.exec(authorization ?? '') ?? [];
  if (bearer !== undefined) return bearer;
  return typeof query.token === 'string' && query.token.length <= 200 ? query.token : null;
}
