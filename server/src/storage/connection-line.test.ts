import { expect, test } from 'vitest';
import { ConnectionLine, firstInLine } from './connection-line.ts';

/** Work that has the connection until it is asked to let it go, and in which order all got it. */
function office() {
  const line = new ConnectionLine();
  const order: string[] = [];
  const ask = async (name: string) => {
    await line.take();
    order.push(name);
  };
  const next = async () => {
    line.release();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { ask, next, order };
}

test('those who ask get the connection one after the other', async () => {
  const { ask, next, order } = office();
  void ask('a');
  void ask('b');
  void ask('c');
  await Promise.resolve();
  expect(order).toEqual(['a']);
  await next();
  expect(order).toEqual(['a', 'b']);
  await next();
  await next();
  void ask('d');
  await Promise.resolve();
  expect(order).toEqual(['a', 'b', 'c', 'd']);
});

test('who is first in line waits for nobody but who has it, and takes turns with the others', async () => {
  const { ask, next, order } = office();
  for (const name of ['a', 'b', 'c', 'd']) void ask(name);
  for (const name of ['journal 1', 'journal 2']) void firstInLine(() => ask(name));
  for (let turn = 0; turn < 5; turn += 1) await next();
  expect(order).toEqual(['a', 'journal 1', 'b', 'journal 2', 'c', 'd']);
});
