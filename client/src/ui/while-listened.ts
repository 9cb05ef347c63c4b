// Stores that follow something only while somebody listens to them: a clock, a document, who is present.
import type { StoreApi } from 'zustand/vanilla';

/** Subscribes to a store: `start` runs with its first listener, and what that gives with its last one. */
export function whileListened<State>(
  store: Pick<StoreApi<State>, 'subscribe'>,
  start: () => () => void,
): (listener: () => void) => () => void {
  let listeners = 0;
  let stop = () => {};
  return (listener) => {
    listeners += 1;
    if (listeners === 1) stop = start();
    const unsubscribe = store.subscribe(listener);
    return () => {
      unsubscribe();
      listeners -= 1;
      if (listeners === 0) stop();
    };
  };
}
