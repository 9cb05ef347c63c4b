// State that many parts of the page read at once: it is read and compared once for all of them, and all see the same.
import { createStore } from 'zustand/vanilla';
import { whileListened } from '../ui/while-listened.ts';

/** To be read by React's `useSyncExternalStore`. */
export interface SharedStore<State> {
  subscribe: (listener: () => void) => () => void;
  get: () => State;
}

/** A store over something outside of React; `listen` calls back when it may have changed. States compare as JSON. */
export function sharedStore<State>(
  read: () => State,
  listen: (onChange: () => void) => () => void,
): SharedStore<State> {
  const withText = (state: State) => ({ state, text: JSON.stringify(state) });
  const store = createStore(() => withText(read()));
  const refresh = () => {
    const next = withText(read());
    if (next.text !== store.getState().text) store.setState(next);
  };
  let isListened = false;
  return {
    get: () => {
      if (!isListened) refresh();
      return store.getState().state;
    },
    subscribe: whileListened(store, () => {
      isListened = true;
      refresh();
      const stop = listen(refresh);
      return () => {
        isListened = false;
        stop();
      };
    }),
  };
}
