// The templates, for labels everywhere and for choosing one.
import type { Template } from '@galley/shared/article/template.ts';
import { templateRoutes } from '@galley/shared/contract/templates.ts';
import type { TemplateId } from '@galley/shared/ids.ts';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { call } from './api.ts';
import { keys } from './query-keys.ts';

/** All of them, archived ones too, for old articles use them. */
export const templatesQuery = queryOptions({
  queryKey: keys.templates,
  queryFn: ({ signal }) => call(templateRoutes.listTemplates, { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

const none: ReadonlyMap<TemplateId, Template> = new Map();

/** All templates by id; empty until the server has answered. */
export function useTemplates(): ReadonlyMap<TemplateId, Template> {
  return useQuery({ ...templatesQuery, select: byId }).data ?? none;
}

function byId(templates: Template[]): ReadonlyMap<TemplateId, Template> {
  return new Map(templates.map((template) => [template.id, template]));
}
