// The sheet of keyboard shortcuts of the open page, for the help menu: a page that has one of its own opens that.
import { useEffect, useSyncExternalStore } from 'react';

let opensOwn: (() => void) | null = null;
const listeners = new Set<() => void>();

/** Opens this page's own sheet from the help menu while the component is on the page. */
export function useOwnKeysSheet(open: () => void): void {
  useEffect(() => {
    set(open);
    return () => set(null);
  }, [open]);
}

/** What opens the page's own sheet; null where the page has none. */
export function useKeysSheetOfPage(): (() => void) | null {
  return useSyncExternalStore(subscribe, () => opensOwn);
}

function set(open: (() => void) | null): void {
  opensOwn = open;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
