// What people do with an article from the board: move it, copy it, archive it and bring it back.
import type { ArticleChange, ArticleRow } from '@galley/shared/api/articles.ts';
import type { HandStage } from '@galley/shared/article/stages.ts';
import { articleRoutes } from '@galley/shared/contract/articles.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { call } from '../app/api.ts';
import { articlePath } from '../app/paths.ts';
import { keys } from '../app/query-keys.ts';
import { showProblem } from '../app/toasts.ts';
import { showUndo } from '../ui/undo-toast.tsx';
import { applied, beforeOf } from './article-change.ts';
import { showChange } from './article-lists.ts';

export interface ArticleActions {
  moveTo(article: ArticleRow, stage: HandStage): void;
  archive(article: ArticleRow): void;
  restore(article: ArticleRow): void;
  duplicate(article: ArticleRow): void;
  assign(article: ArticleRow, change: Pick<ArticleChange, 'assignee' | 'dueAt'>): void;
}

/** The actions, shown at once and taken back where the server refuses. */
export function useArticleActions(): ArticleActions {
  const { t } = useTranslation(['board', 'app']);
  const navigate = useNavigate();
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: keys.articleLists });
  const named = (article: ArticleRow) => ({ headline: article.headline || t('untitled') });

  const change = useMutation({
    mutationFn: ({ article, body }: { article: ArticleRow; body: ArticleChange }) =>
      call(articleRoutes.changeArticle, { params: { id: article.id }, body }),
    onMutate: async ({ article, body }) => {
      // An answer on its way would bring the old state back for a moment.
      await client.cancelQueries({ queryKey: keys.articleLists });
      showChange(client, applied(article, body));
    },
    onSuccess: (row) => client.setQueryData(keys.article(row.id), row),
    onError: showProblem,
    onSettled: refresh,
  });
  const copy = useMutation({
    mutationFn: ({ id }: ArticleRow) => call(articleRoutes.duplicateArticle, { params: { id } }),
    onSuccess: (row) => {
      showUndo(t('done.duplicated', named(row)), t('done.open'), () => navigate(articlePath(row.id)));
    },
    onError: showProblem,
    onSettled: refresh,
  });

  const setArchived = (article: ArticleRow, archived: boolean) =>
    change.mutate(
      { article, body: { archived } },
      {
        onSuccess: (row) =>
          showUndo(t(archived ? 'done.archived' : 'done.restored', named(article)), t('app:undo'), () =>
            change.mutate({ article: row, body: { archived: !archived } }),
          ),
      },
    );

  return {
    moveTo: (article, stage) => change.mutate({ article, body: { stage } }),
    archive: (article) => setArchived(article, true),
    restore: (article) => setArchived(article, false),
    duplicate: (article) => copy.mutate(article),
    assign: (article, body) =>
      change.mutate(
        { article, body },
        {
          onSuccess: (row) =>
            showUndo(t('done.assigned', named(article)), t('app:undo'), () =>
              change.mutate({ article: row, body: beforeOf(article, body) ?? {} }),
            ),
        },
      ),
  };
}
