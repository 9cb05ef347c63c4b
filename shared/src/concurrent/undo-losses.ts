// An undo takes away what its step had copied, and brings back what the step had copied it from. Where a colleague has taken
// that place away meanwhile, the words would be nowhere: they stay where they are.
import * as Y from 'yjs';
import { indexBefore, isGone } from '../yjs/items.ts';
import { followRedone, idAt, keyOf, spanOf } from '../yjs/spans.ts';
import { itemAt } from '../yjs/structs.ts';
import type { Stretch, TransactionView } from '../yjs/transaction-view.ts';
import { blockAgain } from './block-again.ts';
import type { Copy } from './copies.ts';
import { insertAt } from './insert-words.ts';
import { lastCopy } from './mend-copies.ts';

/** Writes again, within the undo's transaction, what it took away and brought back nowhere. */
export function keepLost(view: TransactionView, copies: readonly Copy[]): void {
  const lost = lostIn(view, copies);
  if (lost.size === 0) return;
  for (const text of view.texts()) {
    const pieces = piecesIn(view, text, lost);
    const block = text.parent;
    if (pieces.length === 0 || !(block instanceof Y.XmlElement)) continue;
    if (!isGone(text)) {
      for (const { stretch, words } of pieces)
        insertAt(text, indexBefore(text, stretch.item), words, stretch.before ?? new Map());
      continue;
    }
    const again = isGone(block) ? blockAgain(block, { keepIds: true }) : null;
    const fresh = new Y.XmlText();
    (again ?? block).insert(0, [fresh]);
    for (const { stretch, words } of pieces)
      insertAt(fresh, fresh.length, words, stretch.before ?? new Map());
  }
}

/** The characters that the undo took away, and that stand nowhere else. */
function lostIn(view: TransactionView, copies: readonly Copy[]): Set<string> {
  const { doc } = view.transaction;
  const [lost, found] = [new Set<string>(), new Set<string>()];
  for (const { gone, came } of copies) {
    for (let offset = 0; offset < gone.length; offset += 1) {
      const last = lastCopy(doc, idAt(came, offset), copies);
      const there = itemAt(doc, last);
      if (!there?.deleted || !view.isDeleted(there)) continue;
      const back = itemAt(doc, followRedone(doc, idAt(gone, offset)));
      (back && !back.deleted ? found : lost).add(keyOf(last));
    }
  }
  for (const key of found) lost.delete(key);
  return lost;
}

function piecesIn(view: TransactionView, text: Y.XmlText, lost: ReadonlySet<string>) {
  const pieces: { stretch: Stretch; words: string }[] = [];
  for (const stretch of view.stretches(text)) {
    if (stretch.before === null || stretch.after !== null) continue;
    let isOpen = false;
    for (let offset = 0; offset < stretch.text.length; offset += 1) {
      const isLost = lost.has(keyOf(idAt(spanOf(stretch.item), offset)));
      const last = pieces.at(-1);
      if (isLost && isOpen && last) last.words += stretch.text.charAt(offset);
      else if (isLost) pieces.push({ stretch, words: stretch.text.charAt(offset) });
      isOpen = isLost;
    }
  }
  return pieces;
}
