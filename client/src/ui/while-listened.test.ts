// What a store follows is followed once for all who listen, and no longer than they do.
import { expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { whileListened } from './while-listened.ts';

test('the first listener starts it, the last one ends it, and both hear of changes', () => {
  const store = createStore(() => ({ count: 0 }));
  const heard: string[] = [];
  const subscribe = whileListened(store, () => {
    heard.push('start');
    return () => heard.push('stop');
  });
  const [stopFirst, stopSecond] = ['first', 'second'].map((name) => subscribe(() => heard.push(name)));
  store.setState({ count: 1 });
  stopFirst?.();
  store.setState({ count: 2 });
  stopSecond?.();
  store.setState({ count: 3 });
  subscribe(() => {})();
  expect(heard).toEqual(['start', 'first', 'second', 'second', 'stop', 'start', 'stop']);
});
