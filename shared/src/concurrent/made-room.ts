// Whoever moves a block into a section in which there is only an empty line takes that line away (move-block.ts), and so does
// who puts a picture, a table or the like in place of an empty line. What one has begun to write in it meanwhile, unseen by
// them, stands in a line of its own beside the block.
import * as Y from 'yjs';
import { newId } from '../ids.ts';
import { copyAttributes, indexBefore, isGone, itemOf, itemsOf, typeIn } from '../yjs/items.ts';
import { idAt, spanOf } from '../yjs/spans.ts';
import type { Stretch, TransactionView } from '../yjs/transaction-view.ts';
import { blockIdOf } from './copies.ts';
import { insertAt } from './insert-words.ts';
import { goneBlocks } from './moved-once.ts';
import { newBlocks } from './moved-texts.ts';
import type { OwnWords } from './own-words.ts';

/** Own words that went with the line that made room. */
export interface RoomWords {
  line: Y.XmlElement;
  fragment: Y.XmlFragment;
  words: { stretch: Stretch; from: number; text: string }[];
}

/** What was written in lines that made room for a block. */
export function roomWords(view: TransactionView, own: OwnWords): RoomWords[] {
  const gone = goneBlocks(view);
  return [...gone.values()].flatMap((line) => {
    const { parent: fragment } = line;
    const isLine = line.nodeName === 'paragraph' || line.nodeName === 'heading';
    if (!isLine || !(fragment instanceof Y.XmlFragment) || fragment instanceof Y.XmlElement) return [];
    const moved = [...blocksIn(fragment)].some((block) => {
      const before = gone.get(blockIdOf({ parent: block }));
      const isNew = view.isNewType(block) && !isGone(block);
      return isNew && before !== undefined && before !== line && before.parent !== fragment;
    });
    const words = moved || isReplaced(view, line, own) ? ownWordsIn(view, line, own) : [];
    return words.length > 0 ? [{ line, fragment, words }] : [];
  });
}

/** Puts the words into a line of their own; `follow` hears where each piece went. */
export function putBelow(
  { line, fragment, words }: RoomWords,
  follow: (item: Y.Item, from: number, length: number, put: Y.ID) => void,
): void {
  const fresh = new Y.XmlElement(line.nodeName);
  fragment.insert(indexBefore(fragment, itemOf(line)), [fresh]);
  copyAttributes(line, fresh);
  fresh.setAttribute('id', newId());
  const text = new Y.XmlText();
  fresh.insert(0, [text]);
  for (const { stretch, from, text: said } of words) {
    const put = insertAt(text, text.length, said, stretch.before ?? new Map());
    if (put) follow(stretch.item, from, said.length, put);
  }
}

/** What is put in place of an empty line. */
const replacing: readonly unknown[] = ['figure', 'embed', 'horizontalRule', 'table'];

/** Whether such a block has come right beside a line in which nobody else wrote. */
function isReplaced(view: TransactionView, line: Y.XmlElement, own: OwnWords): boolean {
  const isEmpty = textsIn(line).every((text) =>
    view.stretches(text).every(({ item, before }) => before === null || own.isOwn(item.id)),
  );
  // What was put into a table, a quote or the like goes on in it.
  const isMoved = newBlocks(view).has(blockIdOf({ parent: line }));
  return (
    isEmpty &&
    !isMoved &&
    [standingBeside(line, 'left'), standingBeside(line, 'right')].some((beside) => {
      const block = beside && typeIn(beside);
      return (
        beside && block instanceof Y.XmlElement && view.isNew(beside) && replacing.includes(block.nodeName)
      );
    })
  );
}

function standingBeside(line: Y.XmlElement, side: 'left' | 'right'): Y.Item | null {
  let at = itemOf(line)?.[side] ?? null;
  while (at?.deleted) at = at[side];
  return at;
}

function textsIn(line: Y.XmlElement): Y.XmlText[] {
  return [...itemsOf(line)].map(typeIn).filter((type) => type instanceof Y.XmlText);
}

function* blocksIn(fragment: Y.XmlFragment): Generator<Y.XmlElement> {
  for (const item of itemsOf(fragment)) {
    const type = typeIn(item);
    if (type instanceof Y.XmlElement) yield type;
  }
}

function ownWordsIn(view: TransactionView, line: Y.XmlElement, own: OwnWords): RoomWords['words'] {
  return textsIn(line).flatMap((text) => {
    return view.stretches(text).flatMap((stretch) => {
      const { item, before } = stretch;
      return before !== null && own.isOwn(idAt(spanOf(item), 0))
        ? [{ stretch, from: 0, text: stretch.text }]
        : [];
    });
  });
}
