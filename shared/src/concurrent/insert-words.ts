// Puts words beside a character, formatted as they were.
import * as Y from 'yjs';
import { indexBefore } from '../yjs/items.ts';
import { itemAt } from '../yjs/structs.ts';
import type { Attributes } from '../yjs/transaction-view.ts';

/** Inserts right behind or in front of a character that stands; gives the first id, or null where the character does not. */
export function insertWords(
  { doc }: Y.Transaction,
  beside: Y.ID,
  side: 'before' | 'after',
  words: string,
  attributes: Attributes,
): Y.ID | null {
  const item = itemAt(doc, beside);
  if (!item || item.deleted || !(item.parent instanceof Y.XmlText)) return null;
  const within = beside.clock - item.id.clock + (side === 'after' ? 1 : 0);
  return insertAt(item.parent, indexBefore(item.parent, item) + within, words, attributes);
}

/** Inserts at a place of a text; gives the id of the first character. */
export function insertAt(text: Y.XmlText, index: number, words: string, attributes: Attributes): Y.ID | null {
  const { doc } = text;
  if (!doc) return null;
  let clock = Y.getState(doc.store, doc.clientID);
  text.insert(index, words, Object.fromEntries(attributes));
  const end = Y.getState(doc.store, doc.clientID);
  // Marks of formatting may stand in front.
  while (clock < end) {
    const id = Y.createID(doc.clientID, clock);
    const item = itemAt(doc, id);
    if (item?.content instanceof Y.ContentString) return id;
    clock += item?.length ?? 1;
  }
  return null;
}
