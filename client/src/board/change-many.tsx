// Changes several articles alike, by one request. One message says how many were changed and which were not, and takes it
// back where nobody has changed them since.
import {
  type ArticleChangeOutcome,
  type ArticleRow,
  type ArticlesChange,
  maxChangedAtOnce,
  type SharedChange,
} from '@galley/shared/api/articles.ts';
import { articleRoutes } from '@galley/shared/contract/articles.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiProblem, call } from '../app/api.ts';
import { problemText } from '../app/problem-text.ts';
import { keys } from '../app/query-keys.ts';
import { showProblem, showWarning } from '../app/toasts.ts';
import { showUndo } from '../ui/undo-toast.tsx';
import { applied, beforeOf } from './article-change.ts';
import { showChange, shownRow } from './article-lists.ts';
import classes from './change-many.module.css';

interface ChangeMany {
  /** Gives those that were changed. `done` says so in words. */
  change(
    articles: readonly ArticleRow[],
    change: SharedChange,
    done: (count: number) => string,
  ): Promise<readonly ArticleRow[]>;
  isPending: boolean;
}

interface OneChange extends Omit<ArticlesChange['changes'][number], 'id'> {
  /** As it is before the change. */
  article: ArticleRow;
}

/** The acts on what is selected, shown at once and taken back where the server refuses. */
export function useChangeMany(): ChangeMany {
  const { t } = useTranslation(['desk', 'app']);
  const client = useQueryClient();
  const all = useMutation({
    mutationFn: async (changes: readonly OneChange[]) => await sent(changes),
    onMutate: async (changes) => {
      // An answer on its way would bring the old state back for a moment.
      await client.cancelQueries({ queryKey: keys.articleLists });
      for (const { article, change } of changes) showChange(client, applied(article, change));
    },
    onSuccess: (outcomes) => {
      for (const outcome of outcomes)
        if (outcome.outcome === 'done') client.setQueryData(keys.article(outcome.id), outcome.article);
    },
    onError: showProblem,
    onSettled: () => client.invalidateQueries({ queryKey: keys.articleLists }),
  });

  return {
    isPending: all.isPending,
    change: async (articles, change, done) => {
      // What is in the selection may have changed since it was selected.
      const before = articles.map((article) => shownRow(client, article));
      const outcomes = await all.mutateAsync(before.map((article) => ({ article, change })));
      const changed = before.filter(({ id }) => isDone(outcomes, id));
      const refused = <Refused articles={before} outcomes={outcomes} />;
      if (changed.length === 0) {
        showWarning(refused);
        return [];
      }
      const back = changed.flatMap((article): OneChange[] => {
        const undone = beforeOf(article, change);
        const now = applied(article, change);
        return undone ? [{ article: now, change: undone, expected: change }] : [];
      });
      const message = (
        <>
          {done(changed.length)}
          {changed.length < before.length && refused}
        </>
      );
      showUndo(message, t('app:undo'), async () => {
        const undone = await all.mutateAsync(back);
        if (undone.some(({ outcome }) => outcome === 'refused'))
          showWarning(<Refused articles={before} outcomes={undone} />);
      });
      return changed;
    },
  };
}

function isDone(outcomes: readonly ArticleChangeOutcome[], article: ArticleId): boolean {
  return outcomes.some(({ id, outcome }) => id === article && outcome === 'done');
}

/** In as many requests as it takes; where one does not get through, none that follows is sent. */
async function sent(changes: readonly OneChange[]): Promise<ArticleChangeOutcome[]> {
  const outcomes: ArticleChangeOutcome[] = [];
  while (outcomes.length < changes.length) {
    const part = changes.slice(outcomes.length, outcomes.length + maxChangedAtOnce);
    try {
      const body = { changes: part.map(({ article: { id }, ...change }) => ({ id, ...change })) };
      const answer = await call(articleRoutes.changeArticles, { body });
      outcomes.push(...answer.outcomes);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      const { problem } = error;
      for (const { article } of changes.slice(outcomes.length))
        outcomes.push({ outcome: 'refused', id: article.id, problem });
    }
  }
  return outcomes;
}

/** So many headlines are named for one reason. */
const mostNamed = 3;

/** Which articles were not changed, and why: for each reason its articles. */
function Refused({
  articles,
  outcomes,
}: {
  articles: readonly ArticleRow[];
  outcomes: readonly ArticleChangeOutcome[];
}) {
  const { t } = useTranslation('desk');
  const refused = outcomes.flatMap((outcome) => {
    if (outcome.outcome === 'done') return [];
    const headline = articles.find(({ id }) => id === outcome.id)?.headline || t('untitled');
    return [{ headline, why: problemText(outcome.problem) }];
  });
  return (
    <div className={classes.refused}>
      {t('done.refused', { count: refused.length })}
      <ul>
        {[...Map.groupBy(refused, ({ why }) => why)].map(([why, ones]) => (
          <li key={why}>
            {ones
              .slice(0, mostNamed)
              .map(({ headline }) => t('done.named', { headline }))
              .join(', ')}
            {ones.length > mostNamed && ` ${t('done.more', { count: ones.length - mostNamed })}`}: {why}
          </li>
        ))}
      </ul>
    </div>
  );
}
