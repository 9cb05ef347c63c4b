// /api/people and /api/members: everybody at the desk, and what admins change of them.
import { personChangeSchema } from '@galley/shared/api/people.ts';
import type { UserId } from '@galley/shared/ids.ts';
import express, { type Router } from 'express';
import { readBody } from '../api/body.ts';
import { ProblemError } from '../api/problem.ts';
import { requirePerson } from '../api/route.ts';
import type { Storage } from '../storage/storage.ts';
import { endSessions } from './own-sessions.ts';
import { changeMember, isMember, listMembers, listPeople } from './people.ts';
import type { SqlSessions } from './sql-sessions.ts';

/** The routes. */
export function peopleRoutes(storage: Storage, sessions: SqlSessions): Router {
  const router = express.Router();

  router.get('/api/people', async (request, response) => {
    await requirePerson(sessions, request, 'people.read');
    response.json(await listPeople(storage));
  });

  router.get('/api/members', async (request, response) => {
    await requirePerson(sessions, request, 'people.manage');
    response.json(await listMembers(storage));
  });

  router.patch('/api/people/:id', async (request, response) => {
    const me = await requirePerson(sessions, request, 'people.manage');
    const user = request.params.id as UserId;
    const result = await changeMember(
      storage,
      me.id,
      user,
      await readBody(request, personChangeSchema, '8kb'),
    );
    if (result.outcome === 'refused') throw new ProblemError(result.why);
    sessions.tell({ type: result.outcome, user }, result.changedAt);
    response.json(result.member);
  });

  router.post('/api/people/:id/end-sessions', async (request, response) => {
    const me = await requirePerson(sessions, request, 'people.manage');
    const user = request.params.id as UserId;
    // One's own are ended on the profile page, which keeps the one that asks.
    if (user === me.id) throw new ProblemError('own-account');
    if (!(await isMember(storage, user))) throw new ProblemError('not-found');
    const entry = { act: 'person.sessions-ended', who: me.id, person: user } as const;
    await endSessions(storage, sessions, { user }, entry);
    response.status(204).end();
  });

  return router;
}
