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

/** What became of one article; `unknown` where the answer was lost, after which it may have been changed or not. */
type Outcome = ArticleChangeOutcome | { outcome: 'unknown'; id: ArticleId };

interface OneChange extends Omit<ArticlesChange['changes'][number], 'id'> {
  /** As it is before the change. */
  article: ArticleRow;
}

/** The acts on what is selected, shown at once and taken back where the server refuses. */
export function useChangeMany(): ChangeMany {
  const { t } = useTranslation(['board', 'app']);
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
      const notDone = <NotDone articles={before} outcomes={outcomes} />;
      if (changed.length === 0) {
        showWarning(notDone);
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
          {changed.length < before.length && notDone}
        </>
      );
      showUndo(message, t('app:undo'), async () => {
        const undone = await all.mutateAsync(back);
        if (undone.some(({ outcome }) => outcome !== 'done'))
          showWarning(<NotDone articles={before} outcomes={undone} />);
      });
      return changed;
    },
  };
}

function isDone(outcomes: readonly Outcome[], article: ArticleId): boolean {
  return outcomes.some(({ id, outcome }) => id === article && outcome === 'done');
}

/** In as many requests as it takes; where one does not get through, none that follows is sent. */
async function sent(changes: readonly OneChange[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  while (outcomes.length < changes.length) {
    const part = changes.slice(outcomes.length, outcomes.length + maxChangedAtOnce);
    try {
      const body = { changes: part.map(({ article: { id }, ...change }) => ({ id, ...change })) };
      const answer = await call(articleRoutes.changeArticles, { body });
      outcomes.push(...answer.outcomes);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      const { problem } = error;
      const isLost = problem.status === 0 || problem.status >= 500;
      if (isLost) for (const { article } of part) outcomes.push({ outcome: 'unknown', id: article.id });
      for (const { article } of changes.slice(outcomes.length))
        outcomes.push({ outcome: 'refused', id: article.id, problem });
    }
  }
  return outcomes;
}

interface NotDoneProps {
  articles: readonly ArticleRow[];
  outcomes: readonly Outcome[];
}

/** Which articles were not changed, and why: for each reason its articles; and of which nobody knows. */
function NotDone({ articles, outcomes }: NotDoneProps) {
  const { t } = useTranslation('board');
  const headlineOf = (article: ArticleId) =>
    articles.find(({ id }) => id === article)?.headline || t('untitled');
  const refused = outcomes.flatMap((outcome) =>
    outcome.outcome === 'refused'
      ? [{ headline: headlineOf(outcome.id), why: problemText(outcome.problem) }]
      : [],
  );
  const unknown = outcomes.filter(({ outcome }) => outcome === 'unknown').map(({ id }) => headlineOf(id));
  return (
    <div className={classes.refused}>
      {unknown.length > 0 && (
        <>
          {t('done.unknown', { count: unknown.length })}
          <ul>
            <li>
              <Headlines all={unknown} />
            </li>
          </ul>
        </>
      )}
      {refused.length > 0 && (
        <>
          {t('done.refused', { count: refused.length })}
          <ul>
            {[...Map.groupBy(refused, ({ why }) => why)].map(([why, ones]) => (
              <li key={why}>
                <Headlines all={ones.map(({ headline }) => headline)} />: {why}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** So many headlines are named for one reason. */
const mostNamed = 3;

function Headlines({ all }: { all: readonly string[] }) {
  const { t } = useTranslation('board');
  const named = all.slice(0, mostNamed).map((headline) => t('done.named', { headline }));
  return (
    <>
      {named.join(', ')}
      {all.length > mostNamed && ` ${t('done.more', { count: all.length - mostNamed })}`}
    </>
  );
}
