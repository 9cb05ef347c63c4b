// Undo takes back one's own edits alone: a paragraph that this person made stays where somebody else has written in it.
import * as Y from 'yjs';
import { isId, type SectionId } from '../ids.ts';
import { type Holder, itemOf, itemsOf, typeIn } from '../yjs/items.ts';
import { outlineRoot, sectionRoot } from './document.ts';

/**
 * Whether an undo of this client may delete the item. Of a picture in whose words others have written nothing goes: without
 * its picture, or with fewer texts, it could not be shown.
 */
export function mayTakeBack(item: Y.Item, own: number): boolean {
  if (holdsTextOfOthers(item, own)) return false;
  const { parent } = item;
  const figure = parent instanceof Y.XmlElement && parent.nodeName === 'figure' ? itemOf(parent) : null;
  return figure === null || !holdsTextOfOthers(figure, own);
}

/**
 * Whether an item holds text, however deep, that another client wrote and that still stands. The entry of a section in the
 * outline holds the section's text, and what the entry says stays as long as the entry does.
 */
export function holdsTextOfOthers(item: Y.Item, own: number): boolean {
  const isOwn = (client: number) => client === own;
  const type = typeIn(item);
  if (type !== null && typeHoldsTextOfOthers(type, isOwn)) return true;
  const text = textOfEntry(item);
  return text !== null && typeHoldsTextOfOthers(text, isOwn);
}

/** Whether text stands in a type, however deep, that a client wrote which is none of one's own. */
export function typeHoldsTextOfOthers(
  type: Pick<Holder, '_start'>,
  isOwn: (client: number) => boolean,
): boolean {
  for (const child of itemsOf(type)) {
    if (child.deleted) continue;
    if (child.countable && !isOwn(child.id.client)) return true;
    const inner = typeIn(child);
    if (inner !== null && typeHoldsTextOfOthers(inner, isOwn)) return true;
  }
  return false;
}

/** The text of the section whose entry in the outline an item is, or of whose entry it is a field. */
function textOfEntry({ parent, parentSub }: Y.Item): Pick<Holder, '_start'> | null {
  // An item of a document has a type as its parent; only a pending one names it by id.
  const type = parent as Y.AbstractType<unknown>;
  const outline = type.doc?.share.get(outlineRoot);
  if (outline === undefined) return null;
  const entry = itemOf(type);
  const section = type === outline ? parentSub : entry?.parent === outline ? entry.parentSub : null;
  return (isId<SectionId>(section) && type.doc?.share.get(sectionRoot(section))) || null;
}
