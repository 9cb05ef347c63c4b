// What one Yjs transaction did, asked item by item: to be used while the transaction runs or in its observers, before what
// it deleted is collected.
import * as Y from 'yjs';

/** The attributes of a character: mark names to their values. */
export type Attributes = ReadonlyMap<string, unknown>;

/** Characters of one item, with their formatting before and after a transaction; null where they were or are not there. */
export interface Stretch {
  item: Y.Item;
  text: string;
  before: Attributes | null;
  after: Attributes | null;
}

export class TransactionView {
  readonly transaction: Y.Transaction;
  #deleted: ReturnType<typeof Y.createDeleteSet>;

  constructor(transaction: Y.Transaction) {
    this.transaction = transaction;
    // A sorted copy: the transaction's own is sorted only at its end.
    this.#deleted = Y.mergeDeleteSets([transaction.deleteSet]);
  }

  /** Whether the transaction brought the item. */
  isNew({ id }: Y.Item): boolean {
    return id.clock >= (this.transaction.beforeState.get(id.client) ?? 0);
  }

  /** Whether the transaction deleted the item. */
  isDeleted({ id }: Y.Item): boolean {
    return Y.isDeleted(this.#deleted, id);
  }

  /** Whether the item stood there before the transaction. */
  stoodBefore(item: Y.Item): boolean {
    return !this.isNew(item) && (!item.deleted || this.isDeleted(item));
  }

  /** The texts in which characters or formatting came or went; those that went themselves included. */
  texts(): Y.XmlText[] {
    const texts = new Set<Y.XmlText>();
    const add = (struct: Y.Item | Y.GC) => {
      if (struct instanceof Y.Item && struct.parent instanceof Y.XmlText) texts.add(struct.parent);
    };
    Y.iterateDeletedStructs(this.transaction, this.#deleted, add);
    for (const struct of this.#newStructs()) add(struct);
    return [...texts];
  }

  /** All items that came, as far as they have not been collected. */
  *newItems(): Generator<Y.Item> {
    for (const struct of this.#newStructs()) if (struct instanceof Y.Item) yield struct;
  }

  *#newStructs(): Generator<Y.Item | Y.GC> {
    const { doc, beforeState } = this.transaction;
    for (const [client, structs] of doc.store.clients) {
      const from = beforeState.get(client) ?? 0;
      if (Y.getState(doc.store, client) === from) continue;
      for (const struct of structs.slice(Y.findIndexSS(structs, from))) yield struct;
    }
  }

  /** All characters of a text that stood there before or stand there now, in their order. */
  stretches(text: Y.XmlText): Stretch[] {
    const stretches: Stretch[] = [];
    let before: Attributes = new Map();
    let after: Attributes = new Map();
    for (const item of itemsOf(text)) {
      const stood = this.stoodBefore(item);
      if (!stood && item.deleted) continue;
      const { content } = item;
      if (content instanceof Y.ContentFormat) {
        if (stood) before = withFormat(before, content);
        if (!item.deleted) after = withFormat(after, content);
      } else if (content instanceof Y.ContentString) {
        stretches.push({
          item,
          text: content.str,
          before: stood ? before : null,
          after: item.deleted ? null : after,
        });
      }
    }
    return stretches;
  }
}

/** All items of a list type in their order, deleted ones included. */
export function* itemsOf(type: { readonly _start: Y.Item | null }): Generator<Y.Item> {
  for (let item = type._start; item !== null; item = item.right) yield item;
}

/** How much stands in front of an item in its list: characters of a text, children of a block. */
export function indexBefore(type: { readonly _start: Y.Item | null }, item: Y.Item | null): number {
  let index = 0;
  for (const one of itemsOf(type)) {
    if (one === item) break;
    if (!one.deleted && one.countable) index += one.length;
  }
  return index;
}

/** Gives a block what another, which may be gone, has beside its content. */
export function copyAttributes(from: Y.XmlElement, to: Y.XmlElement): void {
  for (const [name, { content }] of from._map)
    if (content instanceof Y.ContentAny) to.setAttribute(name, content.arr[0]);
}

/** Whether two values of formatting are the same. */
export function isSame(one: unknown, other: unknown): boolean {
  // Marks' values are small plain objects, written by the one schema in one order of keys.
  return one === other || JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}

export function withFormat(attributes: Attributes, { key, value }: Y.ContentFormat): Attributes {
  const next = new Map(attributes);
  // Yjs types values of formatting as objects only, and writes null where one ends.
  if ((value as unknown) === null) next.delete(key);
  else next.set(key, value);
  return next;
}
