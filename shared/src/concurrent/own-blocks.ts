// Blocks that one has made within a list, quote or table that a colleague moves, or turns into something else, at the same
// moment: the colleague's copy of it was made without them. They are put where they would stand in the copy.
import * as Y from 'yjs';
import { isTextBlock } from '../article/schema/schema.ts';
import { copyAttributes, itemOf, itemsOf, typeIn, writerOf } from '../yjs/items.ts';
import { eachDeleted } from '../yjs/structs.ts';
import type { Stretch, TransactionView } from '../yjs/transaction-view.ts';
import { blockIdOf } from './copies.ts';
import { blocksIn, sectionsOf } from './moved-once.ts';

/** Blocks beside each other, and the block whose copy they go behind or in front of. */
export interface MadeBlocks {
  made: Y.XmlElement[];
  sibling: Y.XmlElement;
  side: 'before' | 'after';
}

/** The blocks that went with what they were made in, and that nobody has a copy of. */
export function madeBlocks(view: TransactionView): MadeBlocks[] {
  const own = view.transaction.doc.clientID;
  const containers = new Set<Y.XmlElement>();
  eachDeleted(view.transaction, view.transaction.deleteSet, (item) => {
    if (item.id.client !== own || !view.stoodBefore(item)) return;
    if (typeIn(item) === null || !(item.parent instanceof Y.XmlElement)) return;
    const container = itemOf(item.parent);
    if (container && view.stoodBefore(container) && container.deleted) containers.add(item.parent);
  });
  if (containers.size === 0) return [];
  const standing = standingIds(view.transaction.doc);
  return [...containers].flatMap((container) => groupsIn(view, container, standing));
}

function groupsIn(
  view: TransactionView,
  container: Y.XmlElement,
  standing: ReadonlySet<unknown>,
): MadeBlocks[] {
  const own = view.transaction.doc.clientID;
  const groups: MadeBlocks[] = [];
  let waiting: Y.XmlElement[] = [];
  let sibling: Y.XmlElement | null = null;
  let last: MadeBlocks | null = null;
  for (const child of elementsIn(view, container)) {
    const ids = idsIn(view, child);
    const isMade = writerOf(child) === own && ids.length > 0 && ids.every((id) => !standing.has(id));
    if (isMade && last) last.made.push(child);
    else if (isMade && sibling) {
      last = { made: [child], sibling, side: 'after' };
      groups.push(last);
    } else if (isMade) waiting.push(child);
    else if (ids.some((id) => standing.has(id))) {
      if (waiting.length > 0) groups.push({ made: waiting, sibling: child, side: 'before' });
      waiting = [];
      sibling = child;
      last = null;
    }
  }
  return groups;
}

/** Puts the blocks beside the copy; `follow` hears where each went. */
export function putBeside(
  view: TransactionView,
  { made, sibling, side }: MadeBlocks,
  follow: (from: Y.Item, to: Y.Item) => void,
): void {
  const beside = copyOf(view, sibling);
  if (!beside) return;
  const { place, isSame } = beside;
  // Where the copy is no item of a list or no row anymore, neither are they.
  const fresh = made.flatMap((one) =>
    (isSame ? [one] : unwrapped(view, one)).map((block) => ({ block, copy: cloneOf(view, block) })),
  );
  const parent = place.parent as Y.XmlFragment;
  const index = parent.toArray().indexOf(place) + (side === 'after' ? 1 : 0);
  parent.insert(
    index,
    fresh.map(({ copy }) => copy),
  );
  for (const { block, copy } of fresh) {
    const [from, to] = [itemOf(block), itemOf(copy)];
    if (from && to) follow(from, to);
  }
}

/** The copy of a block, or of the first block in it that has an id, and whether it is the same kind of thing. */
function copyOf(view: TransactionView, block: Y.XmlElement): { place: Y.XmlElement; isSame: boolean } | null {
  const path = pathToId(view, block);
  const id = path && blockIdOf({ parent: path.at(-1) as Y.XmlElement });
  if (!path) return null;
  let copy: Y.XmlElement | null = null;
  for (const section of sectionsOf(view.transaction.doc))
    for (const one of blocksIn(section)) if (blockIdOf({ parent: one }) === id) copy ??= one;
  if (!copy) return null;
  let place: Y.XmlElement = copy;
  for (const { nodeName } of path.slice(0, -1).reverse()) {
    const { parent } = place;
    if (!(parent instanceof Y.XmlElement) || parent.nodeName !== nodeName)
      return { place: copy, isSame: false };
    place = parent;
  }
  return { place, isSame: true };
}

/** The elements from a block down to the first that has an id. */
function pathToId(view: TransactionView, block: Y.XmlElement): Y.XmlElement[] | null {
  if (blockIdOf({ parent: block }) !== null) return [block];
  for (const child of elementsIn(view, block)) {
    const path = pathToId(view, child);
    if (path) return [block, ...path];
  }
  return null;
}

function unwrapped(view: TransactionView, block: Y.XmlElement): Y.XmlElement[] {
  return blockIdOf({ parent: block }) === null
    ? elementsIn(view, block).flatMap((child) => unwrapped(view, child))
    : [block];
}

function idsIn(view: TransactionView, block: Y.XmlElement): unknown[] {
  const id = blockIdOf({ parent: block });
  return [...(id === null ? [] : [id]), ...elementsIn(view, block).flatMap((child) => idsIn(view, child))];
}

function standingIds(doc: Y.Doc): Set<unknown> {
  return new Set(
    sectionsOf(doc).flatMap((section) => [...blocksIn(section)].map((parent) => blockIdOf({ parent }))),
  );
}

/** The elements that stood in a block before the change. */
function elementsIn(view: TransactionView, block: Y.XmlElement): Y.XmlElement[] {
  return stoodIn(view, block).filter((one) => one instanceof Y.XmlElement);
}

function stoodIn(view: TransactionView, block: Y.XmlElement): (Y.XmlElement | Y.XmlText)[] {
  return [...itemsOf(block)].flatMap((item) => {
    const type = view.stoodBefore(item) ? typeIn(item) : null;
    return type instanceof Y.XmlElement || type instanceof Y.XmlText ? [type] : [];
  });
}

/** The block as it stood before the change. */
function cloneOf(view: TransactionView, block: Y.XmlElement): Y.XmlElement {
  const copy = new Y.XmlElement(block.nodeName);
  copyAttributes(block, copy);
  const children = stoodIn(view, block).map((child) =>
    child instanceof Y.XmlElement ? cloneOf(view, child) : textOf(view.stretches(child)),
  );
  copy.insert(0, children.length === 0 && isTextBlock(block.nodeName) ? [new Y.XmlText()] : children);
  return copy;
}

function textOf(stretches: readonly Stretch[]): Y.XmlText {
  const text = new Y.XmlText();
  let at = 0;
  for (const { text: words, before } of stretches) {
    if (before === null) continue;
    text.insert(at, words, Object.fromEntries(before));
    at += words.length;
  }
  return text;
}
