// What one Yjs transaction did, asked item by item: to be used while the transaction runs or in its observers, before what
// it deleted is collected.
import * as Y from 'yjs';
import { type Held, itemOf, itemsOf } from './items.ts';
import { eachDeleted, isNewIn, newItems } from './structs.ts';

/** The attributes of a character: mark names to their values. */
export type Attributes = ReadonlyMap<string, unknown>;

/** Characters of one item, with their formatting before and after a transaction; null where they were or are not there. */
export interface Stretch {
  item: Y.Item;
  text: string;
  before: Attributes | null;
  after: Attributes | null;
}

/** To be made within the transaction, or in its observers; what it says is of that moment. */
export class TransactionView {
  readonly transaction: Y.Transaction;
  #deleted: ReturnType<typeof Y.createDeleteSet>;

  constructor(transaction: Y.Transaction) {
    this.transaction = transaction;
    // A sorted copy: the transaction's own is sorted only at its end.
    this.#deleted = Y.mergeDeleteSets([transaction.deleteSet]);
  }

  /** Whether the transaction brought the item. */
  isNew(item: Y.Item): boolean {
    return isNewIn(this.transaction, item);
  }

  /** Whether the transaction deleted the item. */
  isDeleted({ id }: Y.Item): boolean {
    return Y.isDeleted(this.#deleted, id);
  }

  /** Whether the transaction brought the type; no root is ever new. */
  isNewType(type: Held): boolean {
    const item = itemOf(type);
    return item !== null && this.isNew(item);
  }

  /** Whether the transaction deleted the type. */
  isDeletedType(type: Held): boolean {
    const item = itemOf(type);
    return item !== null && this.isDeleted(item);
  }

  /** Whether the item stood there before the transaction. */
  stoodBefore(item: Y.Item): boolean {
    return !this.isNew(item) && (!item.deleted || this.isDeleted(item));
  }

  /** The texts in which characters or formatting came or went; those that went themselves included. */
  texts(): Y.XmlText[] {
    const texts = new Set<Y.XmlText>();
    const add = ({ parent }: Y.Item) => {
      if (parent instanceof Y.XmlText) texts.add(parent);
    };
    eachDeleted(this.transaction, this.#deleted, add);
    for (const item of this.newItems()) add(item);
    return [...texts];
  }

  /** All items that came, as far as they have not been collected. */
  newItems(): Generator<Y.Item> {
    return newItems(this.transaction);
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

/** Whether two values of formatting are the same. */
export function isSame(one: unknown, other: unknown): boolean {
  // Marks' values are small plain objects, written by the one schema in one order of keys.
  return one === other || JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}

/** A copy of the attributes with this format set, or taken off where its value is null. */
export function withFormat(attributes: Attributes, { key, value }: Y.ContentFormat): Attributes {
  const next = new Map(attributes);
  // Yjs types values of formatting as objects only, and writes null where one ends.
  if ((value as unknown) === null) next.delete(key);
  else next.set(key, value);
  return next;
}
