// What the open page adds to the palette: commands of its own, such as those of an article.
import { type ReactNode, useEffect, useSyncExternalStore } from 'react';

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

let offered: readonly PageCommandGroup[] = [];
const listeners = new Set<() => void>();

/** Offers these commands in the palette while the component is on the page. */
export function useOfferCommands(groups: readonly PageCommandGroup[]): void {
  useEffect(() => {
    offer(groups);
    return () => offer([]);
  }, [groups]);
}

/** What the page offers now. */
export function useOfferedCommands(): readonly PageCommandGroup[] {
  return useSyncExternalStore(subscribe, () => offered);
}

function offer(groups: readonly PageCommandGroup[]): void {
  offered = groups;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
