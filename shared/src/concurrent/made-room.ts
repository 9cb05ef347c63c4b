// What one has begun to write in an empty line that a colleague takes away without having seen it stands in a line of its own. A
// line makes room for a block that is moved into its section (move-block.ts), for a picture or a table that is put in its
// place, is deleted with what is around it or by Backspace, or goes with the undo of whoever made it.
import * as Y from 'yjs';
import { itemOf, typeIn, typesIn } from '../yjs/items.ts';
import type { Stretch, TransactionView } from '../yjs/transaction-view.ts';
import { blockAgain } from './block-again.ts';
import { blockIdOf } from './copies.ts';
import { insertAt } from './insert-words.ts';
import { goneBlocks } from './moved-once.ts';
import { newBlocks, textsIn } from './moved-texts.ts';
import type { OwnWords } from './own-words.ts';

/** Own words that went with their block. */
export interface LeftWords {
  block: Y.XmlElement;
  words: Stretch[];
}

/** What was written in lines that made room for a block. */
export function roomWords(view: TransactionView, own: OwnWords): LeftWords[] {
  const gone = goneBlocks(view);
  const came = newBlocks(view);
  return [...gone.values()].flatMap((line) => {
    const { parent: fragment } = line;
    // What was put into a table, a quote or the like, or made another kind, goes on there.
    const isLeft = !came.has(blockIdOf({ parent: line }));
    const isLine = line.nodeName === 'paragraph' || line.nodeName === 'heading';
    if (!isLine || !isLeft || !(fragment instanceof Y.XmlFragment) || fragment instanceof Y.XmlElement)
      return [];
    const isMovedHere = typesIn(fragment).some((block) => {
      if (!(block instanceof Y.XmlElement) || !view.isNewType(block)) return false;
      const before = gone.get(blockIdOf({ parent: block }));
      return before !== undefined && before !== line && rootOf(before) !== fragment;
    });
    const words = isMovedHere || isReplaced(view, line, own) ? ownWordsIn(view, line, own) : [];
    return words.length > 0 ? [{ block: line, words }] : [];
  });
}

/**
 * What one has written in lines that were empty to whoever took them away: in texts that went with their block, where all that
 * stood is younger than `unseenFrom`, by one's own clock, and `isTyped`: no copy
 * that one's own split made. Those that `isKnown` names are left out.
 */
export function unseenWords(
  view: TransactionView,
  {
    own,
    unseenFrom,
    isKnown,
    isTyped,
  }: {
    own: OwnWords;
    unseenFrom: number;
    isKnown: (text: Y.XmlText) => boolean;
    isTyped: (id: Y.ID) => boolean;
  },
): LeftWords[] {
  return view.texts().flatMap((text) => {
    const { parent: block } = text;
    if (!(block instanceof Y.XmlElement) || !view.isDeletedType(block)) return [];
    const stood = view.stretches(text).filter(({ before }) => before !== null);
    const isUnseen = ({ item }: Stretch) => {
      return own.isOwn(item.id) && own.originOf(item.id).clock >= unseenFrom && isTyped(item.id);
    };
    if (stood.length === 0 || !stood.every(isUnseen) || isKnown(text)) return [];
    return [{ block, words: stood }];
  });
}

/** Puts the words into a block of their own, and gives it; `follow` hears where each piece went. */
export function putAgain(
  { block, words }: LeftWords,
  follow: (item: Y.Item, from: number, length: number, put: Y.ID) => void,
): Y.XmlElement {
  const fresh = blockAgain(block, { keepIds: false });
  const text = new Y.XmlText();
  fresh.insert(0, [text]);
  for (const { item, text: said, before } of words) {
    const put = insertAt(text, text.length, said, before ?? new Map());
    if (put) follow(item, 0, said.length, put);
  }
  return fresh;
}

/** What is put in place of an empty line. */
const replacing: readonly unknown[] = ['figure', 'embed', 'horizontalRule', 'table'];

/** Whether such a block has come right beside a line in which nobody else wrote. */
function isReplaced(view: TransactionView, line: Y.XmlElement, own: OwnWords): boolean {
  const isEmpty = textsIn(line, () => true).every((text) =>
    view.stretches(text).every(({ item, before }) => before === null || own.isOwn(item.id)),
  );
  return (
    isEmpty &&
    [standingBeside(line, 'left'), standingBeside(line, 'right')].some((beside) => {
      const block = beside && typeIn(beside);
      return (
        beside && block instanceof Y.XmlElement && view.isNew(beside) && replacing.includes(block.nodeName)
      );
    })
  );
}

/** What is around it outermost: its section. */
function rootOf({ parent }: Y.XmlElement): unknown {
  return parent instanceof Y.XmlElement ? rootOf(parent) : parent;
}

function standingBeside(line: Y.XmlElement, side: 'left' | 'right'): Y.Item | null {
  let at = itemOf(line)?.[side] ?? null;
  while (at?.deleted) at = at[side];
  return at;
}

function ownWordsIn(view: TransactionView, line: Y.XmlElement, own: OwnWords): Stretch[] {
  return textsIn(line, () => true)
    .flatMap((text) => view.stretches(text))
    .filter(({ item, before }) => before !== null && own.isOwn(item.id));
}
