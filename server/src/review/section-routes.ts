// The routes of sections under way: how sections stand, what was done with them, and the acts themselves.
import type { SectionAct } from '@galley/shared/api/section-states.ts';
import { sectionRoutes as routes } from '@galley/shared/contract/sections.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { actRules } from '@galley/shared/review/section-acts.ts';
import type { Router } from 'express';
import type { Sessions } from '../accounts/sessions.ts';
import type { Documents } from '../collab/documents.ts';
import type { OriginsOfWords } from '../history/origins.ts';
import { createApiRouter } from '../http/api-router.ts';
import { fieldProblem, ProblemError } from '../http/problem.ts';
import { requirePerson } from '../http/route.ts';
import type { Storage } from '../storage/storage.ts';
import type { ActOutcome, PerformAct, PerformActs } from './section-acts.ts';
import { readHistory } from './section-rows.ts';
import { readStatuses } from './section-statuses.ts';
import type { VoidStale } from './voiding.ts';

interface SectionRoutesOptions {
  storage: Storage;
  documents: Documents;
  origins: OriginsOfWords;
  sessions: Sessions;
  perform: PerformAct;
  performAll: PerformActs;
  voidStale: VoidStale;
}

export function sectionRoutes({
  storage,
  documents,
  sessions,
  origins,
  perform,
  performAll,
  voidStale,
}: SectionRoutesOptions): Router {
  const api = createApiRouter(sessions);

  const statusesOf = async (article: ArticleId) => {
    const known = await storage.db
      .selectFrom('article')
      .select('id')
      .where('id', '=', article)
      .executeTakeFirst();
    if (!known) throw new ProblemError('not-found');
    const { statuses, hasStale } = await readStatuses({ storage, documents, origins }, article);
    if (hasStale) await voidStale(article, null);
    return statuses;
  };

  api.serve(routes.listSections, ({ params }) => statusesOf(params.id));

  api.serve(routes.readSectionHistory, ({ params }) => readHistory(storage.db, params.id, params.section));

  // Which action it takes is the act's to say; whoever may do none of them learns that first.
  api.serve(routes.actOnSection, async ({ params: { id, section }, body: act, request }) => {
    const me = await requirePerson(sessions, request, actRules[act.act]);
    refuse(await perform(id, section, act, me), act);
    const status = (await statusesOf(id)).find((one) => one.section === section);
    if (!status) throw new ProblemError('not-found');
    return status;
  });

  api.serve(routes.actOnSections, async ({ params, body: { acts }, request }) => {
    let me = await requirePerson(sessions, request, routes.actOnSections);
    for (const action of new Set(acts.map(({ act }) => actRules[act.act].action)))
      me = await requirePerson(sessions, request, { action });
    const outcomes = await performAll(params.id, acts, me);
    const statuses = await statusesOf(params.id);
    return {
      outcomes: acts.map(({ section }, index) => {
        const outcome = outcomes[index];
        const refused =
          outcome?.outcome === 'done'
            ? null
            : outcome?.outcome === 'refused'
              ? outcome.why
              : ('unknown' as const);
        return { section, refused };
      }),
      statuses,
    };
  });

  return api.router;
}

function refuse(outcome: ActOutcome, { act }: SectionAct): void {
  if (outcome.outcome === 'done') return;
  if (outcome.outcome === 'unknown') throw new ProblemError('not-found');
  switch (outcome.why) {
    case 'not-allowed':
    case 'own-text':
    case 'text-changed':
      throw new ProblemError(outcome.why);
    case 'wrong-state':
      throw new ProblemError('conflict', `The section is not in a state from which one can ${act} it.`);
    case 'owner-unfit':
      throw fieldProblem(
        'invalid-input',
        'owner',
        'A section can only be assigned to somebody who may write.',
      );
  }
}
