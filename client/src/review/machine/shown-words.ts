// Which words the editors of the open article show as made by a machine, outside of React: each editor reads it.
import type { MachineMade } from '@galley/shared/api/machine-made.ts';
import type { ArticleId, UserId } from '@galley/shared/ids.ts';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { usePeople } from '../../app/people.ts';
import { useMachineMade } from './machine-made.ts';

interface ShownWords {
  made: MachineMade | null;
  /** Whether the editors show them. */
  shown: boolean;
  nameOf(user: UserId): string;
}

const storageKey = 'galley-machine-words';

export const shownWords = createStore<ShownWords>(() => ({
  made: null,
  shown: localStorage.getItem(storageKey) !== 'hidden',
  nameOf: () => '',
}));

/** Shows the words of the article that is open. */
export function useShownWords(article: ArticleId): void {
  const made = useMachineMade(article);
  const people = usePeople();
  useEffect(() => {
    shownWords.setState({ made: made ?? null, nameOf: (user) => people.get(user)?.name ?? '?' });
    return () => shownWords.setState({ made: null });
  }, [made, people]);
}

/** Whether the editors show the words; this browser remembers it. */
export function useAreShown(): boolean {
  return useStore(shownWords, ({ shown }) => shown);
}

export function setShown(shown: boolean): void {
  localStorage.setItem(storageKey, shown ? 'shown' : 'hidden');
  shownWords.setState({ shown });
}
