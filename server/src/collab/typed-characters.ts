// Most edits are characters typed within words that stand already, or taken out. What a block may hold cannot be hurt by them:
// the words next to them show that its texts may stand there, with just these marks, and with fewer words it fits as well.
import { textLimitOf } from '@galley/shared/article/picture-texts.ts';
import { eachDeleted, isNewIn, newItems } from '@galley/shared/yjs/structs.ts';
import * as Y from 'yjs';

/** How far to look for the words: whoever types has them right beside. Further away the whole block is judged instead. */
const furthest = 32;

/**
 * The types out of which a transaction deleted anything but characters. To be asked in an observer of the transaction: once it
 * has ended, what it deleted is collected.
 */
export function deletedOtherwise(transaction: Y.Transaction): ReadonlySet<unknown> {
  const types = new Set<unknown>();
  // All that it deletes has been cut out by then: nothing more is split here.
  eachDeleted(transaction, transaction.deleteSet, ({ content, parent }) => {
    // What is deleted content already has never stood here.
    if (!(content instanceof Y.ContentString || content instanceof Y.ContentDeleted)) types.add(parent);
  });
  return types;
}

/**
 * Says of a text that stands in an element whether a transaction did no more to it than that, so that the block need not be
 * read; `deleted` is what `deletedOtherwise` gave of it.
 */
export function onlyTyped(
  transaction: Y.Transaction,
  deleted: ReadonlySet<unknown>,
): (text: unknown, element: unknown) => boolean {
  let others: Set<unknown> | undefined;
  return (text, element) => {
    if (!(text instanceof Y.XmlText && element instanceof Y.XmlElement)) return false;
    if (deleted.has(text)) return false;
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
