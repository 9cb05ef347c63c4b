// The library on the HTTP interface.
import { may } from '@galley/shared/access/roles.ts';
import type { Me } from '@galley/shared/api/people.ts';
import { pictureRoutes as routes } from '@galley/shared/contract/pictures.ts';
import type { Router } from 'express';
import type { Logger } from 'pino';
import type { Sessions } from '../accounts/sessions.ts';
import type { Live } from '../events/live.ts';
import { createApiRouter } from '../http/api-router.ts';
import { fieldProblem, ProblemError } from '../http/problem.ts';
import type { Library } from './library.ts';

interface LibraryRoutesOptions {
  library: Library;
  sessions: Sessions;
  live: Live;
  log: Logger;
}

export function createLibraryRoutes({ library, sessions, live, log }: LibraryRoutesOptions): Router {
  const api = createApiRouter(sessions);
  const deleter = ({ id, role }: Me) => ({ id, mayOthers: may(role, 'media.delete-others') });

  api.serve(routes.listPictures, async ({ query }) => {
    const page = await library.list(query);
    if (!page) throw fieldProblem('invalid-input', 'cursor', 'This page is none of this list.');
    return page;
  });

  api.serve(routes.listExpiredStories, () => library.expiredStories());

  api.serve(routes.readPicture, async ({ params: { id } }) => {
    const picture = await library.whole(id);
    if (!picture) throw new ProblemError('not-found');
    return picture;
  });

  api.serve(routes.changePicture, async ({ me, params: { id }, body }) => {
    const outcome = await library.change(id, body, me.id);
    if (outcome.outcome === 'unknown') throw new ProblemError('not-found');
    if (outcome.outcome === 'conflict')
      throw new ProblemError(
        'conflict',
        'Somebody has changed this meanwhile.',
        outcome.facts.map((path) => ({ path, message: 'changed' })),
      );
    log.info({ by: me.id, picture: id }, 'picture described');
    live.announce({ type: 'pictures' });
    // Whether they may be published hangs on the licence, and what they disclose on the origin.
    for (const article of outcome.articles) live.announce({ type: 'article', id: article });
    return outcome.picture;
  });

  api.serve(routes.deletePicture, async ({ me, params: { id } }) => {
    const outcome = await library.delete(id, deleter(me));
    if (outcome === 'unknown') throw new ProblemError('not-found');
    if (outcome === 'not-allowed')
      throw new ProblemError('not-allowed', 'Only admins delete what others have uploaded.');
    if (outcome === 'in-use') throw new ProblemError('conflict', 'The picture is used.');
    log.info({ by: me.id, picture: id }, 'picture deleted');
    live.announce({ type: 'pictures' });
  });

  api.serve(routes.restorePicture, async ({ me, params: { id } }) => {
    const picture = await library.restore(id, deleter(me));
    if (!picture) throw new ProblemError('not-found');
    if (picture === 'not-allowed')
      throw new ProblemError('not-allowed', 'Only admins bring back what others have uploaded.');
    log.info({ by: me.id, picture: id }, 'picture restored');
    live.announce({ type: 'pictures' });
    return picture;
  });

  return api.router;
}
