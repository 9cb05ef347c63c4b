// Undo takes back one's own edits alone: a paragraph that this person made stays where somebody else has written in it.
import * as Y from 'yjs';
import type { SectionId } from '../ids.ts';
import { outlineRoot, sectionRoot } from './document.ts';

/**
 * Whether an undo of this client may delete the item. Of a picture in whose words others have written nothing goes: without
 * its picture, or with fewer texts, it could not be shown.
 */
export function mayTakeBack(item: Y.Item, own: number): boolean {
  if (holdsTextOfOthers(item, own)) return false;
  const { parent } = item;
  const figure = parent instanceof Y.XmlElement && parent.nodeName === 'figure' ? parent._item : null;
  return figure === null || !holdsTextOfOthers(figure, own);
}

/**
 * Whether an item holds text, however deep, that another client wrote and that still stands. The entry of a section in the
 * outline holds the section's text, and what the entry says stays as long as the entry does.
 */
export function holdsTextOfOthers(item: Y.Item, own: number): boolean {
  const isOwn = (client: number) => client === own;
  const { type } = item.content instanceof Y.ContentType ? item.content : { type: null };
  if (type !== null && typeHoldsTextOfOthers(type, isOwn)) return true;
  const text = textOfEntry(item);
  return text !== null && typeHoldsTextOfOthers(text, isOwn);
}

/** Whether text stands in a type, however deep, that a client wrote which is none of one's own. */
export function typeHoldsTextOfOthers(
  type: Pick<Y.AbstractType<unknown>, '_start'>,
  isOwn: (client: number) => boolean,
): boolean {
  return childrenOf(type).some(
    (child) =>
      (child.countable && !isOwn(child.id.client)) ||
      (child.content instanceof Y.ContentType && typeHoldsTextOfOthers(child.content.type, isOwn)),
  );
}

/** The text of the section whose entry in the outline an item is, or of whose entry it is a field. */
function textOfEntry({ parent, parentSub }: Y.Item): Pick<Y.AbstractType<unknown>, '_start'> | null {
  // An item of a document has a type as its parent; only a pending one names it by id.
  const type = parent as Y.AbstractType<unknown>;
  const outline = type.doc?.share.get(outlineRoot);
  if (outline === undefined) return null;
  const section = type === outline ? parentSub : type._item?.parent === outline ? type._item.parentSub : null;
  return (section !== null && type.doc?.share.get(sectionRoot(section as SectionId))) || null;
}

/** The items that stand in a type. */
function childrenOf(type: Pick<Y.AbstractType<unknown>, '_start'>): Y.Item[] {
  const items: Y.Item[] = [];
  for (let item = type._start; item !== null; item = item.right) {
    if (!item.deleted) items.push(item);
  }
  return items;
}
