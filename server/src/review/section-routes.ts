// /api/articles/:id/sections: how sections stand, what was done with them, and the acts themselves.
import { type SectionAct, sectionActSchema, sectionActsSchema } from '@galley/shared/api/section-states.ts';
import { type ArticleId, isId, type SectionId } from '@galley/shared/ids.ts';
import { actRules } from '@galley/shared/review/section-acts.ts';
import express, { type Request, type Router } from 'express';
import type { Sessions } from '../accounts/sessions.ts';
import { readBody } from '../api/body.ts';
import { ProblemError } from '../api/problem.ts';
import { requirePerson } from '../api/route.ts';
import type { Documents } from '../collab/documents.ts';
import type { OriginsOfWords } from '../history/origins.ts';
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
  const router = express.Router();

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

  router.get('/api/articles/:id/sections', async (request, response) => {
    await requirePerson(sessions, request, 'article.read');
    response.json(await statusesOf(idOf(request, 'id')));
  });

  router.get('/api/articles/:id/sections/:section/history', async (request, response) => {
    await requirePerson(sessions, request, 'article.read');
    response.json(await readHistory(storage.db, idOf(request, 'id'), idOf(request, 'section')));
  });

  router.post('/api/articles/:id/sections/:section/acts', async (request, response) => {
    // Which action it takes is the act's to say; whoever may do none of them learns that first.
    await requirePerson(sessions, request, 'article.read');
    const act = await readBody(request, sectionActSchema, '16kb');
    const me = await requirePerson(sessions, request, actRules[act.act].action);
    const article = idOf<ArticleId>(request, 'id');
    const section = idOf<SectionId>(request, 'section');
    refuse(await perform(article, section, act, me), act);
    const status = (await statusesOf(article)).find((one) => one.section === section);
    if (!status) throw new ProblemError('not-found');
    response.json(status);
  });

  router.post('/api/articles/:id/sections/acts', async (request, response) => {
    await requirePerson(sessions, request, 'article.read');
    const { acts } = await readBody(request, sectionActsSchema, '64kb');
    let me = await requirePerson(sessions, request, 'article.read');
    for (const action of new Set(acts.map(({ act }) => actRules[act.act].action)))
      me = await requirePerson(sessions, request, action);
    const article = idOf<ArticleId>(request, 'id');
    const outcomes = await performAll(article, acts, me);
    const statuses = await statusesOf(article);
    response.json({
      outcomes: acts.map(({ section }, index) => {
        const outcome = outcomes[index];
        const refused =
          outcome?.outcome === 'done' ? null : outcome?.outcome === 'refused' ? outcome.why : 'unknown';
        return { section, refused };
      }),
      statuses,
    });
  });

  return router;
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
    case 'owner-unfit': {
      const message = 'A section can only be assigned to somebody who may write.';
      throw new ProblemError('invalid-input', message, [{ path: 'owner', message }]);
    }
  }
}

/** An id of another form is nobody's. */
function idOf<Id extends string>(request: Request, name: string): Id {
  const value = request.params[name];
  if (!isId(value)) throw new ProblemError('not-found');
  return value as Id;
}
