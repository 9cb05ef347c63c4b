// A store that many read at once.
import { expect, test } from 'vitest';
import { sharedStore } from './shared-store.ts';

function counted() {
  let value = { count: 0 };
  const source = new Set<() => void>();
  const store = sharedStore(
    () => ({ ...value }),
    (onChange) => {
      source.add(onChange);
      return () => source.delete(onChange);
    },
  );
  const set = (count: number) => {
    value = { count };
    for (const onChange of source) onChange();
  };
  return { store, set, source };
}

test('all who read see the same state, and hear of changes alone', () => {
  const { store, set } = counted();
  const heard: string[] = [];
  store.subscribe(() => heard.push('one'));
  store.subscribe(() => heard.push('two'));
  const before = store.get();
  set(0);
  expect(store.get()).toBe(before);
  set(1);
  expect(store.get()).toEqual({ count: 1 });
  expect(heard).toEqual(['one', 'two']);
});

test('it listens to its source only while somebody listens to it, and is never behind', () => {
  const { store, set, source } = counted();
  expect(source.size).toBe(0);
  const leave = store.subscribe(() => {});
  expect(source.size).toBe(1);
  leave();
  expect(source.size).toBe(0);
  set(2);
  expect(store.get()).toEqual({ count: 2 });
});
