// The routes of what a machine made of a text.
import { machineMadeRoutes as routes } from '@galley/shared/contract/machine-made.ts';
import type { Router } from 'express';
import type { Sessions } from '../accounts/sessions.ts';
import { createApiRouter } from '../http/api-router.ts';
import { ProblemError } from '../http/problem.ts';
import type { MachineMarks } from './machine-marks.ts';

interface MachineRoutesOptions {
  marks: MachineMarks;
  sessions: Sessions;
}

export function machineRoutes({ marks, sessions }: MachineRoutesOptions): Router {
  const api = createApiRouter(sessions);

  api.serve(routes.readMachineMade, async ({ params }) => {
    const made = await marks.of(params.id);
    if (!made) throw new ProblemError('not-found');
    return made;
  });

  api.serve(routes.markMachineMade, async ({ me, params, body }) => {
    const outcome = await marks.mark(params.id, body.made, body.spans, me.id);
    if (outcome.outcome === 'unknown') throw new ProblemError('not-found');
    if (outcome.outcome === 'not-there')
      throw new ProblemError('conflict', 'Not all of these words stand in the text.');
    return outcome.made;
  });

  return api.router;
}
