// The review of the open article: its threads, its suggestions and its machine-made words, each a store that the page's parts and
// its editors read. There is one of each an article.
import { may } from '@galley/shared/access/roles.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, use, useEffect, useState, useSyncExternalStore } from 'react';
import { draftsKey } from '../app/kept-on-device.ts';
import { useMe } from '../app/session.tsx';
import { type MachineWordsState, MachineWordsStore } from './machine/machine-words-store.ts';
import { useOutbox } from './outbox-context.ts';
import { SuggestionStore, type SuggestionStoreState } from './suggestions/suggestion-store.ts';
import { CommentDrafts } from './threads/comment-drafts.ts';
import { ThreadStore, type ThreadStoreState } from './threads/thread-store.ts';

export interface ArticleReview {
  threads: ThreadStore;
  suggestions: SuggestionStore;
  machineWords: MachineWordsStore;
}

/** Opens the review of an article for as long as its page is open; null until then. */
export function useOpenReview(article: ArticleId): ArticleReview | null {
  const { id: me, role } = useMe();
  const client = useQueryClient();
  const outbox = useOutbox();
  const [review, setReview] = useState<ArticleReview | null>(null);
  useEffect(() => {
    const about = { client, outbox, article, me };
    const unsent = new CommentDrafts(draftsKey(article, me));
    const threads = new ThreadStore({ ...about, mayComment: may(role, 'thread.comment'), unsent });
    const rights = { make: may(role, 'suggestion.make'), decide: may(role, 'suggestion.decide') };
    const suggestions = new SuggestionStore({ ...about, rights });
    const machineWords = new MachineWordsStore({ client, article });
    setReview({ threads, suggestions, machineWords });
    return () => {
      threads.destroy();
      suggestions.destroy();
      machineWords.destroy();
    };
  }, [client, outbox, article, me, role]);
  return review;
}

/** The open article's; read it by the hooks below. */
export const ReviewContext = createContext<ArticleReview | null>(null);

function useReview(): ArticleReview {
  const review = use(ReviewContext);
  if (!review) throw new Error('No article is open here.');
  return review;
}

/** The open article's threads. Throws outside of its page. */
export function useThreadStore(): ThreadStore {
  return useReview().threads;
}

/** Something of the threads' state; renders anew when that is another value. */
export function useThreadState<T>(select: (state: ThreadStoreState) => T): T {
  const { subscribe, getState } = useThreadStore();
  return useSyncExternalStore(subscribe, () => select(getState()));
}

/** The open article's suggestions. Throws outside of its page. */
export function useSuggestionStore(): SuggestionStore {
  return useReview().suggestions;
}

/** Something of the suggestions' state; renders anew when that is another value. */
export function useSuggestionState<T>(select: (state: SuggestionStoreState) => T): T {
  const { subscribe, getState } = useSuggestionStore();
  return useSyncExternalStore(subscribe, () => select(getState()));
}

/** The words of the open article that a machine made. Throws outside of its page. */
export function useMachineWordsStore(): MachineWordsStore {
  return useReview().machineWords;
}

/** Something of the state of machine-made words; renders anew when that is another value. */
export function useMachineWordsState<T>(select: (state: MachineWordsState) => T): T {
  const { subscribe, getState } = useMachineWordsStore();
  return useSyncExternalStore(subscribe, () => select(getState()));
}

/** Whether what is typed becomes suggestions. */
export function useSuggesting(): boolean {
  return useSuggestionState(({ suggesting }) => suggesting);
}

/** How many threads or suggestions are open. */
export function countOpen(cards: readonly { state: string }[]): number {
  return cards.filter(({ state }) => state === 'open').length;
}
