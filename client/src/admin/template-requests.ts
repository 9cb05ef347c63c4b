// What the interface asks of the server about templates. Every answer goes into the list that the whole desk reads.
import { templateChangeSchema } from '@galley/shared/api/templates.ts';
import type { Template, TemplateContent } from '@galley/shared/article/template.ts';
import { templateRoutes } from '@galley/shared/contract/templates.ts';
import type { TemplateId } from '@galley/shared/ids.ts';
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../app/api.ts';
import { problemCode } from '../app/problem-text.ts';
import { keys } from '../app/query-keys.ts';
import { templatesQuery } from '../app/templates.ts';
import { showProblem, showToast } from '../app/toasts.ts';
import { showUndo } from '../ui/undo-toast.tsx';

/** Makes a template, or changes the one of this id that still has this version. */
export function useSaveTemplate() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({
      base,
      content,
    }: {
      base: Pick<Template, 'id' | 'version'> | null;
      content: TemplateContent;
    }) =>
      base
        ? call(templateRoutes.changeTemplate, {
            params: { id: base.id },
            body: templateChangeSchema.parse({ version: base.version, content }),
          })
        : call(templateRoutes.createTemplate, { body: content }),
    onSuccess: (template) => remember(client, template),
    onError: (error) => {
      // With the newest version at hand the page shows the conflict itself.
      if (problemCode(error) === 'conflict') return client.invalidateQueries({ queryKey: keys.templates });
      return showProblem(error);
    },
  });
}

/** Archives and restores templates, each with a way back. */
export function useArchiveTemplate(): (template: Template, archived: boolean) => void {
  const { t, i18n } = useTranslation(['templates', 'app']);
  const client = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: ({ id, archived }: { id: TemplateId; archived: boolean }) =>
      call(archived ? templateRoutes.archiveTemplate : templateRoutes.restoreTemplate, { params: { id } }),
    onSuccess: (template) => remember(client, template),
    onError: showProblem,
  });
  return ({ id, name }, archived) => {
    const named = { name: name[i18n.language === 'de' ? 'de' : 'en'] };
    mutate(
      { id, archived },
      {
        onSuccess: () =>
          archived
            ? showUndo(t('done.archived', named), t('app:undo'), () => mutate({ id, archived: false }))
            : showToast(t('done.restored', named)),
      },
    );
  };
}

function remember(client: QueryClient, template: Template): void {
  client.setQueryData(templatesQuery.queryKey, (all) =>
    all?.some(({ id }) => id === template.id)
      ? all.map((other) => (other.id === template.id ? template : other))
      : [...(all ?? []), template],
  );
}
