// Reads the items that Yjs keeps in its types: the lists, maps and parents that its interface has no names for. A type whose
// last item was deleted still has it, which is how words that went are found again.
import * as Y from 'yjs';

/** What of a Yjs type holds items; its classes say more than is needed. */
export interface Holder {
  readonly _start: Y.Item | null;
  readonly _map: ReadonlyMap<string, Y.Item>;
}

/** What of a Yjs type is held by an item; null for a root, and for a type that is in no document yet. */
export interface Held {
  readonly _item: Y.Item | null;
}

/** A Yjs type of any class. */
export type AnyType = Y.ContentType['type'];

/** The item as which a type stands in another; null for a root. */
export function itemOf({ _item }: Held): Y.Item | null {
  return _item;
}

/** The client id that put a type where it stands; null for a root. */
export function writerOf({ _item }: Held): number | null {
  return _item?.id.client ?? null;
}

/** Whether a type was deleted, or the type that it stands in. A root never is. */
export function isGone({ _item }: Held): boolean {
  return _item?.deleted ?? false;
}

/** All items of a list type in their order, deleted ones included. */
export function* itemsOf({ _start }: Pick<Holder, '_start'>): Generator<Y.Item> {
  for (let item = _start; item !== null; item = item.right) yield item;
}

/** The items of a map or of a block's attributes by their keys, deleted ones included: the last of each key. */
export function entriesOf({ _map }: Pick<Holder, '_map'>): ReadonlyMap<string, Y.Item> {
  return _map;
}

/** Whether a type that should be a map holds a list, deleted items included. */
export function holdsList({ _start }: Pick<Holder, '_start'>): boolean {
  return _start !== null;
}

/** The type that an item brings; null where it brings none. */
export function typeIn({ content }: Pick<Y.Item, 'content'>): AnyType | null {
  return content instanceof Y.ContentType ? content.type : null;
}

/**
 * What stands in a list type, one entry an item: a type, or null for what is none. Other than Yjs' own `toArray` it
 * shows what is not counted.
 */
export function typesIn(list: Pick<Holder, '_start'>): (AnyType | null)[] {
  const found: (AnyType | null)[] = [];
  for (let item = list._start; item !== null; item = item.right) {
    if (!item.deleted) found.push(typeIn(item));
  }
  return found;
}

/** The item of a list type whose last character or entry stands right in front of this place; null within an item, and at the start. */
export function itemEndingAt(list: Pick<Holder, '_start'>, index: number): Y.Item | null {
  let end = 0;
  for (const item of itemsOf(list)) {
    if (item.deleted || !item.countable) continue;
    end += item.length;
    if (end >= index) return end === index ? item : null;
  }
  return null;
}

/** A piece of text of a document. */
export interface StringItem {
  id: Y.ID;
  text: string;
  /** Yjs' own number of the characters, which for a text is that of its UTF-16 units. */
  length: number;
}

/** The pieces of text that stand in a list type, however deep, in reading order. */
export function* stringsIn({ _start }: Pick<Holder, '_start'>): Generator<StringItem> {
  for (let item = _start; item !== null; item = item.right) {
    if (item.deleted) continue;
    const { id, content, length } = item;
    if (content instanceof Y.ContentType) yield* stringsIn(content.type);
    else if (content instanceof Y.ContentString) yield { id, text: content.str, length };
  }
}

/** An item, and all that stands in it, deleted items included. */
export function* itemsWithin(item: Y.Item): Generator<Y.Item> {
  yield item;
  const type = typeIn(item);
  if (type === null) return;
  for (const value of type._map.values()) yield* itemsWithin(value);
  for (const child of itemsOf(type)) yield* itemsWithin(child);
}

/** An item and those that it stands in, the innermost first. */
export function* upwards(item: Y.Item | null): Generator<Y.Item> {
  for (let at = item; at !== null; at = at.parent instanceof Y.AbstractType ? at.parent._item : null)
    yield at;
}

/** A type, and the types that it stands in, from the root down to it. */
export interface Path<Type> {
  root: Type;
  /** From right below the root down to the type; empty for the root itself. */
  path: Type[];
}

/** Walks from a type that stands in a document to its root. */
export function pathTo<Type extends Held>(type: Type): Path<Type> {
  const path: Type[] = [];
  let current = type;
  while (current._item !== null) {
    path.push(current);
    // An item's parent is a type once it is integrated; only a pending item names it by id.
    current = current._item.parent as unknown as Type;
  }
  return { root: current, path: path.reverse() };
}

/** How much stands in front of an item in its list: characters of a text, children of a block. */
export function indexBefore(type: Pick<Holder, '_start'>, item: Y.Item | null): number {
  let index = 0;
  for (const one of itemsOf(type)) {
    if (one === item) break;
    if (!one.deleted && one.countable) index += one.length;
  }
  return index;
}

/** The value of a block's attribute, also where the block was deleted and its attributes with it; null where there is none. */
export function attributeOf(block: Pick<Holder, '_map'>, name: string): unknown {
  const content = block._map.get(name)?.content;
  return content instanceof Y.ContentAny ? (content.arr[0] ?? null) : null;
}

/** Gives a block what another, which may be gone, has beside its content. */
export function copyAttributes(from: Y.XmlElement, to: Y.XmlElement): void {
  for (const [name, { content }] of from._map)
    if (content instanceof Y.ContentAny) to.setAttribute(name, content.arr[0]);
}
