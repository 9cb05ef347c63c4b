// Reads and splits what a document's store holds: items by their ids, and what a transaction brought or took away.
import * as Y from 'yjs';

/** Whether a struct of a decoded update, or one that an id leads to, is an item and not what was collected as garbage. */
export function isItem(struct: unknown): struct is Y.Item {
  return struct instanceof Y.Item;
}

/** The item that holds a character; null where it has been collected. The document must know the id. */
export function itemAt(doc: Y.Doc, id: Y.ID): Y.Item | null {
  // The types promise an item, but what was collected as garbage is none.
  const struct: unknown = Y.getItem(doc.store, id);
  return struct instanceof Y.Item ? struct : null;
}

/** What holds a character, garbage included: where it begins and how long it is. The document must know the id. */
export function structAt(doc: Y.Doc, id: Y.ID): Y.AbstractStruct {
  // The types promise an item, but what was collected as garbage is none.
  return Y.getItem(doc.store, id) as Y.AbstractStruct;
}

/** All structs of a client id in the order of their clocks; empty for one that is not known. */
export function structsOf({ store }: Y.Doc, client: number): readonly (Y.Item | Y.GC)[] {
  return store.clients.get(client) ?? [];
}

/** The client ids that have written into a document. */
export function clientsIn({ store }: Y.Doc): number[] {
  return [...store.clients.keys()];
}

/** Whether a client id has written into a document. */
export function knowsClient({ store }: Y.Doc, client: number): boolean {
  return store.clients.has(client);
}

/** How much a document holds, what was deleted included. */
export function contentOf({ store }: Y.Doc): { clients: number; structs: number; units: number } {
  let structs = 0;
  let units = 0;
  for (const [client, ofClient] of store.clients) {
    structs += ofClient.length;
    units += Y.getState(store, client);
  }
  return { clients: store.clients.size, structs, units };
}

/** Whether an update left something that builds on what a document does not have. */
export function isWaiting({ store }: Y.Doc): boolean {
  return store.pendingStructs !== null || store.pendingDs !== null;
}

/** Whether a document still shows something of these characters, or does not know of all of them. */
export function mayStand(doc: Y.Doc, client: number, clock: number, length: number): boolean {
  const structs = structsOf(doc, client);
  const last = structs.at(-1);
  if (!last || clock + length > last.id.clock + last.length) return true;
  for (let at = clock; at < clock + length; ) {
    const struct = structAt(doc, Y.createID(client, at));
    if (!struct.deleted) return true;
    at = struct.id.clock + struct.length;
  }
  return false;
}

/** Whether a transaction brought an item. */
export function isNewIn({ beforeState }: Y.Transaction, { id }: Pick<Y.Item, 'id'>): boolean {
  return id.clock >= (beforeState.get(id.client) ?? 0);
}

/**
 * All items that a transaction brought, client by client in the order of their clocks, as far as they have not been
 * collected: to be asked while it runs or in its observers. `of` looks at one client alone.
 */
export function* newItems({ doc, beforeState }: Y.Transaction, of?: number): Generator<Y.Item> {
  const { clients } = doc.store;
  const looked = of === undefined ? clients : new Map([[of, clients.get(of) ?? []]]);
  for (const [client, structs] of looked) {
    const from = beforeState.get(client) ?? 0;
    const last = structs.at(-1);
    if (!last || last.id.clock + last.length <= from) continue;
    for (let index = Y.findIndexSS(structs, from); index < structs.length; index += 1) {
      const struct = structs[index];
      if (struct instanceof Y.Item) yield struct;
    }
  }
}

/** Calls for each item among deletions, split where they begin and end in the middle of one. */
export function eachDeleted(
  transaction: Y.Transaction,
  deletions: Parameters<typeof Y.isDeleted>[0],
  look: (item: Y.Item) => void,
): void {
  Y.iterateDeletedStructs(transaction, deletions, (struct) => {
    if (struct instanceof Y.Item) look(struct);
  });
}

/** Makes an item of its own of `length` characters from an id on; null where they have been collected. */
export function cutOut(transaction: Y.Transaction, first: Y.ID, length: number): Y.Item | null {
  // The types promise an item, but what was collected as garbage is none.
  const item: unknown = Y.getItemCleanStart(transaction, first);
  if (!(item instanceof Y.Item)) return null;
  if (item.length > length) {
    const last = Y.createID(first.client, first.clock + length - 1);
    Y.getItemCleanEnd(transaction, transaction.doc.store, last);
  }
  return item;
}

/** As what an item stands again that undo or a move brought back; null where it was not. */
export function broughtBackAs({ redone }: Y.Item): Y.ID | null {
  return redone;
}

/** Notes that a deleted item stands elsewhere from now on, so that undo follows it; nothing of it is collected. */
export function noteBroughtBack(item: Y.Item, put: Y.ID): void {
  item.redone = put;
  let at: Y.Item | null = item;
  while (at !== null) {
    at.keep = true;
    at = at.parent instanceof Y.AbstractType ? at.parent._item : null;
  }
}

/**
 * Puts words right behind an item of a text, formatted as it is. Yjs' own `insert` goes on behind everything deleted that
 * follows, and behind what others put there.
 */
export function putBehind(transaction: Y.Transaction, text: Y.XmlText, item: Y.Item, words: string): void {
  const { clientID, store } = transaction.doc;
  const id = Y.createID(clientID, Y.getState(store, clientID));
  const { lastId, right } = item;
  const put = new Y.Item(id, item, lastId, right, right?.id ?? null, text, null, new Y.ContentString(words));
  put.integrate(transaction, 0);
  // Its notes of where numbers lead to.
  text._searchMarker?.splice(0);
}
