// What the open page adds to the palette: commands of its own, such as those of an article.
import { type ReactNode, useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

/** A row of the palette. */
export interface PageCommand {
  id: string;
  label: string;
  icon: ReactNode;
  /** Other words by which it is found. */
  keywords?: string;
  /** The keys that do the same, or what else is to be said. */
  aside?: string;
  run: () => void;
}

export interface PageCommandGroup {
  label: string;
  commands: readonly PageCommand[];
}

const store = createStore<{ offered: readonly PageCommandGroup[] }>(() => ({ offered: [] }));

/** Offers these commands in the palette while the component is on the page. */
export function useOfferCommands(groups: readonly PageCommandGroup[]): void {
  useEffect(() => {
    store.setState({ offered: groups });
    return () => store.setState({ offered: [] });
  }, [groups]);
}

/** What the page offers now. */
export function useOfferedCommands(): readonly PageCommandGroup[] {
  return useStore(store, ({ offered }) => offered);
}
