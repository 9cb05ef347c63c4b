// Changes of others wait while a word is composed: until its end, or until nothing has been composed for ten seconds.
import { HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import * as encoding from 'lib0/encoding';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { ArticleProvider } from './article-provider.ts';

const name = 'article/a1';
let socket: HocuspocusProviderWebsocket;
let provider: ArticleProvider;
let theirs: Y.Doc;

beforeEach(() => {
  vi.useFakeTimers();
  theirs = new Y.Doc();
  socket = new HocuspocusProviderWebsocket({ url: 'ws://localhost', autoConnect: false });
  provider = new ArticleProvider({ websocketProvider: socket, name, document: new Y.Doc() });
  hear(() => theirs.getText('text').insert(0, 'Mitte'));
});
afterEach(() => {
  provider.destroy();
  socket.destroy();
  vi.useRealTimers();
});

/** A colleague changes something, and it comes. */
function hear(change: () => void): void {
  const before = Y.encodeStateVector(theirs);
  change();
  const encoder = encoding.createEncoder();
  encoding.writeVarString(encoder, name);
  encoding.writeVarUint(encoder, 0);
  encoding.writeVarUint(encoder, 2);
  encoding.writeVarUint8Array(encoder, Y.encodeStateAsUpdate(theirs, before));
  provider.onMessage(new MessageEvent('message', { data: encoding.toUint8Array(encoder) }));
}

const erase = () => theirs.getText('text').delete(0, 1);
const said = () => String(provider.document.getText('text'));

test('what takes words away waits for the end of the composition', () => {
  provider.composes();
  hear(erase);
  expect(said()).toBe('Mitte');
  provider.composed();
  vi.advanceTimersByTime(29);
  expect(said()).toBe('Mitte');
  vi.advanceTimersByTime(1);
  expect(said()).toBe('itte');
});

test('who waits for what has come is called behind it, and at once where nothing waits', () => {
  const order: string[] = [];
  provider.whenHandled(() => order.push('at once'));
  provider.composes();
  hear(erase);
  provider.whenHandled(() => order.push(said()));
  expect(order).toEqual(['at once']);
  provider.composed();
  vi.advanceTimersByTime(30);
  expect(order).toEqual(['at once', 'itte']);
});

test('letters come at once, but not before a change that waits', () => {
  provider.composes();
  hear(() => theirs.getText('text').insert(5, '!'));
  expect(said()).toBe('Mitte!');
  hear(erase);
  hear(() => theirs.getText('text').insert(5, '?'));
  expect(said()).toBe('Mitte!');
  provider.composed();
  vi.advanceTimersByTime(30);
  expect(said()).toBe('itte!?');
});

test('a composition in which nothing happens is waited for ten seconds', () => {
  provider.composes();
  hear(erase);
  vi.advanceTimersByTime(9_999);
  expect(said()).toBe('Mitte');
  vi.advanceTimersByTime(1);
  expect(said()).toBe('itte');
  // It holds nothing any longer, and its late end does no harm.
  hear(erase);
  provider.composed();
  expect(said()).toBe('tte');
});

test('each letter that is composed begins the ten seconds anew', () => {
  provider.composes();
  hear(erase);
  for (let letter = 0; letter < 5; letter += 1) {
    vi.advanceTimersByTime(9_000);
    provider.composes();
  }
  expect(said()).toBe('Mitte');
  vi.advanceTimersByTime(10_000);
  expect(said()).toBe('itte');
});

test('a closed line forgets what waits: the server says it again', () => {
  provider.composes();
  hear(erase);
  provider.onClose();
  vi.advanceTimersByTime(10_000);
  expect(said()).toBe('Mitte');
});
