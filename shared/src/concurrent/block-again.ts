// A text block that was taken away stands again where it was: for words that belong in it.
import * as Y from 'yjs';
import { isFigureText } from '../article/picture-texts.ts';
import { isTextBlock } from '../article/schema/schema.ts';
import { newId } from '../ids.ts';
import { attributeOf, copyAttributes, indexBefore, isGone, itemOf } from '../yjs/items.ts';

/** Blocks that come again where they went with what they held. */
const wrappers: ReadonlySet<string> = new Set(['blockquote', 'bulletList', 'orderedList', 'listItem']);

/** What holds any number of blocks, so that one more can stand in it. */
const holders: ReadonlySet<string> = new Set([...wrappers, 'tableCell', 'tableHeader']);

/**
 * A new and empty block like one that went, in a new list or quote where that went too. Rows and cells do not come again, and
 * neither do pictures: beside those it is a paragraph. `keepIds` gives the new blocks the ids of those that went.
 */
export function blockAgain(block: Y.XmlElement, { keepIds }: { keepIds: boolean }): Y.XmlElement {
  const { parent, beside, chain } = placeOf(block);
  let holder: Y.XmlFragment = parent;
  let at = indexBefore(parent, itemOf(beside));
  let innermost = block;
  for (const like of chain) {
    const fresh = new Y.XmlElement(isFigureText(like.nodeName) ? 'paragraph' : like.nodeName);
    holder.insert(at, [fresh]);
    if (fresh.nodeName === like.nodeName) copyAttributes(like, fresh);
    if (!keepIds && attributeOf(like, 'id') !== null) fresh.setAttribute('id', newId());
    holder = innermost = fresh;
    at = 0;
  }
  return innermost;
}

/** What stands, where in it, and the blocks to be made there, the outermost first. */
function placeOf(block: Y.XmlElement): {
  parent: Y.XmlFragment;
  beside: Y.XmlElement;
  chain: Y.XmlElement[];
} {
  let beside = block;
  const chain = [block];
  while (beside.parent instanceof Y.XmlElement && isGone(beside.parent)) {
    beside = beside.parent;
    chain.unshift(beside);
  }
  const around = chain.slice(0, -1);
  const standing = beside.parent;
  const isPart = around.some(({ nodeName }) => !wrappers.has(nodeName));
  const hasRoom = !(standing instanceof Y.XmlElement) || holders.has(standing.nodeName);
  if (
    !isPart &&
    hasRoom &&
    isTextBlock(block.nodeName) &&
    !isFigureText(block.nodeName) &&
    standing instanceof Y.XmlFragment
  )
    return { parent: standing, beside, chain };
  while (beside.parent instanceof Y.XmlElement) beside = beside.parent;
  // A block stands in a section, which is a fragment.
  return { parent: beside.parent as Y.XmlFragment, beside, chain: [block] };
}
