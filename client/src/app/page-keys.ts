// The sheet of keyboard shortcuts of the open page, for the help menu: a page that has one of its own opens that.
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

const store = createStore<{ opensOwn: (() => void) | null }>(() => ({ opensOwn: null }));

/** Opens this page's own sheet from the help menu while the component is on the page. */
export function useOwnKeysSheet(open: () => void): void {
  useEffect(() => {
    store.setState({ opensOwn: open });
    return () => store.setState({ opensOwn: null });
  }, [open]);
}

/** What opens the page's own sheet; null where the page has none. */
export function useKeysSheetOfPage(): (() => void) | null {
  return useStore(store, ({ opensOwn }) => opensOwn);
}
