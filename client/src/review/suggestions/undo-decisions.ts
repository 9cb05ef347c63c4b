// Taking back one's own decisions on suggestions: by the message about them, by the keys on the cards, and on a decided card.
import type { Suggestion } from '@galley/shared/api/suggestions.ts';
import { suggestionRoutes } from '@galley/shared/contract/suggestions.ts';
import type { ArticleId, SuggestionId } from '@galley/shared/ids.ts';
import { notifications } from '@mantine/notifications';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import i18next from 'i18next';
import type { KeyboardEvent } from 'react';
import { call } from '../../app/api.ts';
import { keys } from '../../app/query-keys.ts';
import { takeOverSuggestion } from '../../app/take-over-suggestion.ts';
import { showProblem, showToast, showWarning } from '../../app/toasts.ts';
import { showUndo } from '../../ui/undo-toast.tsx';
import { useSuggestionStore } from '../article-review.ts';

type Verdict = 'accepted' | 'rejected';

interface Shown {
  toast: string;
  article: ArticleId;
  verdict: Verdict;
  ids: SuggestionId[];
}

/** The message that is on the screen: whoever decides on one after the other sees it grow. */
let shown: Shown | null = null;
/** What was decided here since the page was loaded, the last at the end. */
const decided = new Map<ArticleId, SuggestionId[][]>();

/** Says what was decided, with the way back. */
export function showDecided(
  client: QueryClient,
  article: ArticleId,
  verdict: Verdict,
  ids: readonly SuggestionId[],
): void {
  if (ids.length === 0) return;
  decided.set(article, [...(decided.get(article) ?? []), [...ids]]);
  const joins = shown?.article === article && shown.verdict === verdict;
  const all = [...(joins ? (shown?.ids ?? []) : []), ...ids];
  if (shown) notifications.hide(shown.toast);
  const words = i18next.t(`suggestions:decidedMany.${verdict}`, { count: all.length });
  const toast = showUndo(words, i18next.t('suggestions:undo'), () => undoDecisions(client, article, all), {
    onClose: () => {
      if (shown?.toast === toast) shown = null;
    },
  });
  shown = { toast, article, verdict, ids: all };
}

/** Takes back these decisions; what can't be taken back is said. */
async function undoDecisions(
  client: QueryClient,
  article: ArticleId,
  suggestions: readonly SuggestionId[],
): Promise<void> {
  const gone = new Set(suggestions);
  decided.set(
    article,
    (decided.get(article) ?? [])
      .map((ids) => ids.filter((id) => !gone.has(id)))
      .filter((ids) => ids.length > 0),
  );
  try {
    const { results } = await call(suggestionRoutes.undoDecisions, {
      params: { id: article },
      body: { suggestions: [...suggestions] },
    });
    for (const { suggestion } of results) if (suggestion) takeOverSuggestion(client, suggestion);
    const count = results.filter(({ outcome }) => outcome === 'reopened').length;
    if (count > 0) showToast(i18next.t('suggestions:undone', { count }));
    const others = new Set(results.map(({ outcome }) => outcome).filter((outcome) => outcome !== 'reopened'));
    if (others.size > 0)
      showWarning([...others].map((outcome) => i18next.t(`suggestions:notUndone.${outcome}`)).join(' '));
  } catch (error) {
    showProblem(error);
  }
  void client.invalidateQueries({ queryKey: keys.suggestions(article) });
}

/** Ctrl or Cmd and Z among the cards: takes back what was decided here last. */
export function useUndoKey(): (event: KeyboardEvent) => void {
  const client = useQueryClient();
  const { article } = useSuggestionStore();
  return (event) => {
    const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z';
    const { target } = event;
    const types = target instanceof Element && target.closest('input, textarea, [contenteditable="true"]');
    const last = decided.get(article)?.at(-1);
    if (!isUndo || types || !last) return;
    event.preventDefault();
    void undoDecisions(client, article, last);
  };
}

/** For the button on a decided card. */
export function useUndoDecision(): (suggestion: Pick<Suggestion, 'id' | 'article'>) => void {
  const client = useQueryClient();
  return ({ id, article }) => void undoDecisions(client, article, [id]);
}
