// What people do with an article from the board: move it, copy it, archive it and bring it back.
import type { ArticleChange, ArticleRow } from '@galley/shared/api/articles.ts';
import type { HandStage } from '@galley/shared/article/stages.ts';
import { articleRoutes } from '@galley/shared/contract/articles.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { call } from '../app/api.ts';
import { keys } from '../app/query-keys.ts';
import { showProblem } from '../app/toasts.ts';
import { showUndo } from '../ui/undo-toast.tsx';
import { showChange, shownRow } from './article-lists.ts';

export interface ArticleActions {
  moveTo(article: ArticleRow, stage: HandStage): void;
  archive(article: ArticleRow): void;
  restore(article: ArticleRow): void;
  duplicate(article: ArticleRow): void;
  assign(article: ArticleRow, change: Pick<ArticleChange, 'assignee' | 'dueAt'>): void;
}

/** The actions, shown at once and taken back where the server refuses. */
export function useArticleActions(): ArticleActions {
  const { t } = useTranslation(['desk', 'app']);
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
      showUndo(t('done.duplicated', named(row)), t('done.open'), () => navigate(`/articles/${row.id}`));
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
              change.mutate({ article: row, body: beforeOf(article, body) }),
            ),
        },
      ),
  };
}

interface ChangeMany {
  /** Resolves when all are done or refused. */
  change(
    articles: readonly ArticleRow[],
    body: ArticleChange,
    done: 'assigned' | 'dated' | 'archived' | 'restored',
  ): Promise<void>;
  isPending: boolean;
}

/** Changes many articles alike, one after the other; one message says how many, and takes it back. */
export function useChangeMany(): ChangeMany {
  const { t } = useTranslation(['desk', 'app']);
  const client = useQueryClient();
  const all = useMutation({
    mutationFn: async (changes: readonly { article: ArticleRow; body: ArticleChange }[]) => {
      const done: ArticleRow[] = [];
      const problems: unknown[] = [];
      for (const { article, body } of changes) {
        try {
          const row = await call(articleRoutes.changeArticle, { params: { id: article.id }, body });
          client.setQueryData(keys.article(row.id), row);
          done.push(article);
        } catch (error) {
          problems.push(error);
        }
      }
      return { done, problems };
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.articleLists }),
  });
  return {
    isPending: all.isPending,
    change: async (articles, body, name) => {
      // What is in the selection may have changed since it was selected.
      const now = articles.map((article) => shownRow(client, article));
      const { done, problems } = await all.mutateAsync(now.map((article) => ({ article, body })));
      const [problem] = problems;
      if (problem !== undefined) showProblem(problem);
      if (done.length === 0) return;
      showUndo(t(`done.many.${name}`, { count: done.length }), t('app:undo'), async () => {
        const back = await all.mutateAsync(
          done.map((article) => ({ article, body: beforeOf(article, body) })),
        );
        if (back.problems.length > 0) showProblem(back.problems[0]);
      });
    },
  };
}

/** The change that takes this one back. */
function beforeOf(article: ArticleRow, { assignee, dueAt, archived }: ArticleChange): ArticleChange {
  return {
    ...(assignee === undefined ? {} : { assignee: article.assignee }),
    ...(dueAt === undefined ? {} : { dueAt: article.dueAt }),
    ...(archived === undefined ? {} : { archived: article.archivedAt !== null }),
  };
}

function applied(article: ArticleRow, { archived, assignee, ...rest }: ArticleChange): ArticleRow {
  const archivedAt = archived === undefined ? article.archivedAt : archived ? new Date().toISOString() : null;
  const known = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  const who = assignee === undefined ? article.assignee : (assignee as ArticleRow['assignee']);
  return { ...article, ...known, assignee: who, archivedAt };
}
