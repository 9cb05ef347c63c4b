// /api/templates: everybody at the desk reads them, admins change them.
import { templateChangeSchema } from '@galley/shared/api/templates.ts';
import { templateContentSchema } from '@galley/shared/article/template.ts';
import type { TemplateId } from '@galley/shared/ids.ts';
import express, { type RequestHandler, type Router } from 'express';
import type { Sessions } from '../accounts/sessions.ts';
import { readBody } from '../api/body.ts';
import type { Live } from '../api/live.ts';
import { ProblemError } from '../api/problem.ts';
import { requirePerson } from '../api/route.ts';
import type { TemplateStore } from './templates.ts';

interface TemplateRoutesOptions {
  templates: TemplateStore;
  sessions: Sessions;
  live: Live;
}

/** The routes; every change is announced to the whole desk. */
export function templateRoutes({ templates, sessions, live }: TemplateRoutesOptions): Router {
  const router = express.Router();

  router.get('/api/templates', async (request, response) => {
    await requirePerson(sessions, request, 'template.read');
    response.json(await templates.all());
  });

  router.post('/api/templates', async (request, response) => {
    const me = await requirePerson(sessions, request, 'template.manage');
    const template = await templates.create(await readBody(request, templateContentSchema, '1mb'), me.id);
    live.announce({ type: 'templates' });
    response.status(201).json(template);
  });

  router.put('/api/templates/:id', async (request, response) => {
    const me = await requirePerson(sessions, request, 'template.manage');
    const { version, content } = await readBody(request, templateChangeSchema, '1mb');
    const result = await templates.change(request.params.id as TemplateId, version, content, me.id);
    if (result.outcome === 'unknown') throw new ProblemError('not-found');
    if (result.outcome === 'outdated')
      throw new ProblemError('conflict', 'The template was changed meanwhile.');
    live.announce({ type: 'templates' });
    response.json(result.template);
  });

  const setArchived = (archived: boolean): RequestHandler<{ id: string }> => {
    return async (request, response) => {
      const me = await requirePerson(sessions, request, 'template.manage');
      const template = await templates.setArchived(request.params.id as TemplateId, archived, me.id);
      if (!template) throw new ProblemError('not-found');
      live.announce({ type: 'templates' });
      response.json(template);
    };
  };
  router.delete('/api/templates/:id', setArchived(true));
  router.post('/api/templates/:id/restore', setArchived(false));

  return router;
}
