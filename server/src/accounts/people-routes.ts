// Everybody at the desk, and what admins change of them.
import { peopleRoutes as routes } from '@galley/shared/contract/people.ts';
import type { Router } from 'express';
import { createApiRouter } from '../http/api-router.ts';
import { ProblemError } from '../http/problem.ts';
import type { Storage } from '../storage/storage.ts';
import { endSessions } from './own-sessions.ts';
import { changeMember, isMember, listMembers, listPeople } from './people.ts';
import { secondFactorRule, setSecondFactorRule } from './second-factor-rule.ts';
import type { SqlSessions } from './sql-sessions.ts';

/** The routes; those of second factors and of links for new passwords are served beside what they are about. */
export function peopleRoutes(storage: Storage, sessions: SqlSessions): Router {
  const api = createApiRouter(sessions);

  api.serve(routes.listPeople, async () => await listPeople(storage));

  api.serve(routes.listMembers, async () => await listMembers(storage));

  api.serve(routes.changeMember, async ({ me, params: { id: user }, body }) => {
    const result = await changeMember(storage, me.id, user, body);
    if (result.outcome === 'refused') throw new ProblemError(result.why);
    sessions.announce({ type: result.outcome, user }, result.changedAt);
    return result.member;
  });

  api.serve(routes.endSessionsOf, async ({ me, params: { id: user } }) => {
    // One's own are ended on the profile page, which keeps the one that asks.
    if (user === me.id) throw new ProblemError('own-account');
    if (!(await isMember(storage, user))) throw new ProblemError('not-found');
    const entry = { act: 'person.sessions-ended', who: me.id, person: user } as const;
    await endSessions(storage, sessions, { user }, entry);
  });

  api.serve(routes.readAccessSettings, async () => ({ secondFactor: await secondFactorRule(storage.db) }));

  api.serve(routes.changeAccessSettings, async ({ me, body }) => {
    const result = await setSecondFactorRule(storage, me.id, body);
    if (result.outcome === 'refused') throw new ProblemError(result.why);
    for (const { user, changedAt } of result.concerned)
      sessions.announce({ type: 'changed', user }, changedAt);
    return body;
  });

  return api.router;
}
