// Undo takes back one's own edits alone: a paragraph that this person made stays where somebody else has written in it.
import * as Y from 'yjs';

/** Whether an item holds text, however deep, that another client wrote and that still stands. */
export function holdsTextOfOthers(item: Y.Item, own: number): boolean {
  if (!(item.content instanceof Y.ContentType)) return false;
  return childrenOf(item.content.type).some(
    (child) => (child.countable && child.id.client !== own) || holdsTextOfOthers(child, own),
  );
}

/** The items that stand in a type. */
function childrenOf(type: Y.AbstractType<unknown>): Y.Item[] {
  const items: Y.Item[] = [];
  for (let item = type._start; item !== null; item = item.right) {
    if (!item.deleted) items.push(item);
  }
  return items;
}
