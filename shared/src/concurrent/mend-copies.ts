// Undoing what moved words: a split, a join, another kind of block, a moved block. The words come back where they were,
// those that others have taken away meanwhile stay away, and what others have written among them comes along.
import * as Y from 'yjs';
import { isFigureText } from '../article/picture-texts.ts';
import { itemOf, itemsOf, typeIn, upwards } from '../yjs/items.ts';
import { deleteCharacter, followRedone, idAt, includes, keyOf } from '../yjs/spans.ts';
import { itemAt } from '../yjs/structs.ts';
import type { Stretch, TransactionView } from '../yjs/transaction-view.ts';
import type { Copy } from './copies.ts';
import { insertWords } from './insert-words.ts';
import { overtaken } from './overtaken.ts';

/**
 * Corrects what Yjs' own undo brought back of words that the undone step had moved, within the undo's transaction. `known`
 * is what the document held right after the step: words of others beyond it were written since.
 */
export function mendCopies(
  view: TransactionView,
  copies: readonly Copy[],
  known: ReadonlyMap<number, number>,
): void {
  const { transaction } = view;
  const { doc } = transaction;
  const back = new Map<string, Y.ID>();
  const emptied = new Set<Y.Item>();
  for (const copy of copies) {
    for (let offset = 0; offset < copy.gone.length; offset += 1) {
      const restored = followRedone(doc, idAt(copy.gone, offset));
      const item = itemAt(doc, restored);
      if (!item || item.deleted || !view.isNew(item)) continue;
      const moved = lastCopy(doc, idAt(copy.came, offset), copies);
      const there = itemAt(doc, moved);
      if (there?.deleted && view.isDeleted(there)) {
        back.set(keyOf(moved), restored);
        continue;
      }
      const parent = item.parent instanceof Y.XmlText ? itemOf(item.parent) : null;
      deleteCharacter(transaction, restored);
      if (parent) emptied.add(parent);
    }
  }
  for (const item of emptied) deleteEmpty(transaction, item, (one) => view.isNew(one));
  if (back.size === 0) return;
  carryOthersWords(view, back, known);
  // What others have written since at the end of what a split had left stays in front of what comes back.
  const isLater = ({ item: { id } }: Stretch) =>
    id.client !== doc.clientID && id.clock >= (known.get(id.client) ?? 0);
  for (const { words, by } of overtaken(view, isLater)) {
    for (const { item, text, after } of words) {
      if (insertWords(transaction, by, 'before', text, after ?? new Map()) !== null) item.delete(transaction);
    }
  }
}

/** Where a moved character stood last before the undo; a step may have moved it more than once. */
export function lastCopy(doc: Y.Doc, id: Y.ID, copies: readonly Copy[]): Y.ID {
  let at = followRedone(doc, id);
  for (let turns = 0; turns < copies.length; turns += 1) {
    const next = copies.find(({ gone }) => includes(gone, at));
    if (!next) break;
    at = followRedone(doc, idAt(next.came, at.clock - next.gone.clock));
  }
  return at;
}

/** Moves what others wrote behind or in front of a moved character to where that one is again. */
function carryOthersWords(
  view: TransactionView,
  back: ReadonlyMap<string, Y.ID>,
  known: ReadonlyMap<number, number>,
): void {
  const { transaction } = view;
  for (const text of view.texts()) {
    let hasCarried = false;
    let left: Y.ID | null | undefined;
    for (const stretch of view.stretches(text)) {
      const { item, before, after } = stretch;
      if (before === null) continue;
      if (after === null) {
        left = back.get(keyOf({ ...item.id, clock: item.id.clock + item.length - 1 })) ?? null;
        continue;
      }
      const isLater = item.id.clock >= (known.get(item.id.client) ?? 0);
      if (item.id.client === transaction.doc.clientID || !isLater || left === null) {
        left = null;
        continue;
      }
      const place = left ?? firstBack(view, text, back);
      if (!place) continue;
      const put = insertWords(
        transaction,
        place,
        left === undefined ? 'before' : 'after',
        stretch.text,
        after,
      );
      if (put === null) continue;
      item.delete(transaction);
      hasCarried = true;
      if (left !== undefined) left = Y.createID(put.client, put.clock + stretch.text.length - 1);
    }
    if (hasCarried) deleteEmpty(transaction, itemOf(text), (one) => isOwn(view, one));
  }
}

function isOwn({ transaction }: TransactionView, { id }: Y.Item): boolean {
  return id.client === transaction.doc.clientID;
}

/** Where the first of a text's moved characters is again, if the text began with it. */
function firstBack(view: TransactionView, text: Y.XmlText, back: ReadonlyMap<string, Y.ID>): Y.ID | null {
  const first = view.stretches(text).find(({ before, after }) => before !== null && after === null);
  return first ? (back.get(keyOf(first.item.id)) ?? null) : null;
}

/** Deletes an item that holds no words anymore, and what is around it. */
function deleteEmpty(
  transaction: Y.Transaction,
  item: Y.Item | null,
  mayGo: (item: Y.Item) => boolean,
): void {
  for (const at of upwards(item)) {
    const type = typeIn(at);
    if (at.deleted || type === null || isLineOfItsOwn(at)) return;
    for (const child of itemsOf(type)) if (!child.deleted && child.countable) return;
    if (!mayGo(at)) return;
    at.delete(transaction);
  }
}

/** The words of a picture stay to be written in when they are empty. */
function isLineOfItsOwn(item: Y.Item): boolean {
  const { parent } = item;
  const type = typeIn(item);
  const isText = type instanceof Y.XmlText && parent instanceof Y.XmlElement && isFigureText(parent.nodeName);
  return isText || (type instanceof Y.XmlElement && isFigureText(type.nodeName));
}
