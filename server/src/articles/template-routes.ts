// The routes of templates: everybody at the desk reads them, admins change them.
import type { Template } from '@galley/shared/article/template.ts';
import { templateRoutes as routes } from '@galley/shared/contract/templates.ts';
import type { TemplateId, UserId } from '@galley/shared/ids.ts';
import type { Router } from 'express';
import type { Sessions } from '../accounts/sessions.ts';
import type { Live } from '../events/live.ts';
import { createApiRouter } from '../http/api-router.ts';
import { ProblemError } from '../http/problem.ts';
import type { TemplateStore } from './templates.ts';

interface TemplateRoutesOptions {
  templates: TemplateStore;
  sessions: Sessions;
  live: Live;
}

/** The routes; every change is announced to the whole desk. */
export function templateRoutes({ templates, sessions, live }: TemplateRoutesOptions): Router {
  const api = createApiRouter(sessions);

  api.serve(routes.listTemplates, () => templates.all());

  api.serve(routes.createTemplate, async ({ me, body }) => {
    const template = await templates.create(body, me.id);
    live.announce({ type: 'templates' });
    return template;
  });

  api.serve(routes.changeTemplate, async ({ me, params, body }) => {
    const result = await templates.change(params.id, body.version, body.content, me.id);
    if (result.outcome === 'unknown') throw new ProblemError('not-found');
    if (result.outcome === 'outdated')
      throw new ProblemError('conflict', 'The template was changed meanwhile.');
    live.announce({ type: 'templates' });
    return result.template;
  });

  const setArchived = async (id: TemplateId, archived: boolean, by: UserId): Promise<Template> => {
    const template = await templates.setArchived(id, archived, by);
    if (!template) throw new ProblemError('not-found');
    live.announce({ type: 'templates' });
    return template;
  };
  api.serve(routes.archiveTemplate, ({ me, params }) => setArchived(params.id, true, me.id));
  api.serve(routes.restoreTemplate, ({ me, params }) => setArchived(params.id, false, me.id));

  return api.router;
}
