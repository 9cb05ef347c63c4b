// Templates: everybody at the desk reads them, admins change them.
import { templateChangeSchema, templateListSchema } from '../api/templates.ts';
import { templateContentSchema, templateSchema } from '../article/template.ts';
import type { TemplateId } from '../ids.ts';
import { defineRoute } from './define-route.ts';
import { nameParam } from './params.ts';

const template = nameParam<TemplateId>('a template');

/** The routes of templates. */
export const templateRoutes = {
  listTemplates: defineRoute({
    method: 'GET',
    path: '/api/templates',
    summary: 'All templates, archived ones too, for old articles use them.',
    action: 'template.read',
    answer: templateListSchema,
  }),
  createTemplate: defineRoute({
    method: 'POST',
    path: '/api/templates',
    summary: 'Makes a template.',
    action: 'template.manage',
    body: templateContentSchema,
    limit: '1mb',
    answer: templateSchema,
    status: 201,
  }),
  changeTemplate: defineRoute({
    method: 'PUT',
    path: '/api/templates/:id',
    summary:
      'Changes a template; refused with `conflict` where `version` is not the one that the server has.',
    action: 'template.manage',
    params: { id: template },
    body: templateChangeSchema,
    limit: '1mb',
    answer: templateSchema,
  }),
  archiveTemplate: defineRoute({
    method: 'DELETE',
    path: '/api/templates/:id',
    summary: 'Puts a template into the archive.',
    action: 'template.manage',
    params: { id: template },
    answer: templateSchema,
  }),
  restoreTemplate: defineRoute({
    method: 'POST',
    path: '/api/templates/:id/restore',
    summary: 'Takes a template out of the archive.',
    action: 'template.manage',
    params: { id: template },
    answer: templateSchema,
  }),
};
