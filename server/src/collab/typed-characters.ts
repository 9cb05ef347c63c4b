// Most edits are characters typed within words that stand already. What a block may hold cannot be hurt by them:
// the words next to them show that its texts may stand there, with just these marks.
import { textLimitOf } from '@galley/shared/article/picture-texts.ts';
import { isNewIn, newItems } from '@galley/shared/yjs/structs.ts';
import * as Y from 'yjs';

/** How far to look for the words: whoever types has them right beside. Further away the whole block is judged instead. */
const furthest = 32;

/**
 * Says of a text that stands in an element whether a transaction did no more to it than that, so that the block need not be
 * read. Where it deleted anything the answer is no: what that was is collected once the transaction has ended.
 */
export function onlyTyped(transaction: Y.Transaction): (text: unknown, element: unknown) => boolean {
  let others: Set<unknown> | undefined;
  return (text, element) => {
    if (!(text instanceof Y.XmlText && element instanceof Y.XmlElement)) return false;
    if (transaction.deleteSet.clients.size > 0) return false;
    // Where a text may be only so long, its length is to be judged.
    if (textLimitOf(element.nodeName) !== undefined) return false;
    others ??= changedOtherwise(transaction);
    return !others.has(text);
  };
}

/** The types in which the transaction brought anything but characters among words. */
function changedOtherwise(transaction: Y.Transaction): Set<unknown> {
  const types = new Set<unknown>();
  for (const item of newItems(transaction)) {
    if (item.parentSub !== null || !(item.deleted || isAmongWords(item, transaction))) types.add(item.parent);
  }
  return types;
}

/** Whether an item is characters, with words that stood before the transaction beside it and no format between. */
function isAmongWords(item: Y.Item, transaction: Y.Transaction): boolean {
  if (!(item.content instanceof Y.ContentString)) return false;
  // Yjs has joined it to the words that it was typed behind.
  if (!isNewIn(transaction, item)) return true;
  return reachesWords(item, 'left', transaction) || reachesWords(item, 'right', transaction);
}

function reachesWords(item: Y.Item, side: 'left' | 'right', transaction: Y.Transaction): boolean {
  let next = item[side];
  for (let steps = 0; next !== null && steps < furthest; steps += 1, next = next[side]) {
    if (next.deleted) continue;
    if (!(next.content instanceof Y.ContentString)) return false;
    if (!isNewIn(transaction, next)) return true;
  }
  return false;
}
