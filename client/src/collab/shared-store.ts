// State that many parts of the page read at once: it is read and compared once for all of them, and all see the same.

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
  const listeners = new Set<() => void>();
  let state = read();
  let text = JSON.stringify(state);
  let stop = () => {};
  const refresh = () => {
    const next = read();
    const nextText = JSON.stringify(next);
    if (nextText === text) return false;
    state = next;
    text = nextText;
    return true;
  };
  const onChange = () => {
    if (!refresh()) return;
    for (const listener of listeners) listener();
  };
  return {
    get: () => {
      if (listeners.size === 0) refresh();
      return state;
    },
    subscribe: (listener) => {
      if (listeners.size === 0) {
        refresh();
        stop = listen(onChange);
      }
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) stop();
      };
    },
  };
}
