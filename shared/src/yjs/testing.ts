// What tests write into a document that no editor would.
import * as Y from 'yjs';
import { itemsOf } from './items.ts';

/** Writes content behind the first item of a kind in a text; throws where it has none. */
export function putBehind(
  text: Y.XmlText,
  kind: typeof Y.ContentString | typeof Y.ContentFormat,
  content: Y.ContentString | Y.ContentFormat,
): void {
  const { doc } = text;
  const left = [...itemsOf(text)].find((item) => item.content instanceof kind);
  if (!doc || !left) throw new Error('The text has no such item.');
  const id = Y.createID(doc.clientID, Y.getState(doc.store, doc.clientID));
  const { right } = left;
  const item = new Y.Item(id, left, left.lastId, right, right?.id ?? null, text, null, content);
  doc.transact((transaction) => item.integrate(transaction, 0));
}
