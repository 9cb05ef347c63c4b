// Words that two people deleted and both bring back stand there once.
import * as Y from 'yjs';
import { itemsOf, typeIn } from '../yjs/items.ts';
import { deleteCharacter, followRedone, idAt, type Span, spanOf } from '../yjs/spans.ts';
import { broughtBackAs, eachDeleted, itemAt } from '../yjs/structs.ts';
import type { TransactionView } from '../yjs/transaction-view.ts';

/** Something that an undo of this client brought back: characters, or a whole element. */
export interface Restored {
  gone: Span;
  came: Span;
}

/** What an undo brings back, read within its transaction from what its step had deleted. */
export function restoredBy(view: TransactionView, deletions: Parameters<typeof Y.isDeleted>[0]): Restored[] {
  const { doc } = view.transaction;
  const found: Restored[] = [];
  eachDeleted(view.transaction, deletions, (item) => {
    if (broughtBackAs(item) === null) return;
    const { client, clock } = followRedone(doc, item.id);
    const came = itemAt(doc, Y.createID(client, clock));
    if (!came || came.deleted || !view.isNew(came)) return;
    if (came.content instanceof Y.ContentString || typeIn(came) !== null) {
      found.push({ gone: spanOf(item), came: { client, clock, length: item.length } });
    }
  });
  return found;
}

/**
 * Takes away what this client brought back and somebody else has, too. Of two who did so at the same time the one with
 * the higher client id gives way; `always` is for what the other had brought back before. Gives what stays.
 */
export function dropSecondCopies(
  transaction: Y.Transaction,
  restored: readonly Restored[],
  always: boolean,
): Restored[] {
  const { doc } = transaction;
  return restored.filter(({ gone, came }) => {
    const own = itemAt(doc, idAt(came, 0));
    if (!own || own.deleted) return own !== null;
    const others = copiesOf(gone, own).filter(({ id }) => always || id.client < own.id.client);
    if (others.length === 0) return true;
    if (typeIn(own) !== null) {
      own.delete(transaction);
      return false;
    }
    for (let offset = 0; offset < gone.length; offset += 1) {
      const id = idAt(gone, offset);
      if (others.some((other) => isCopyOf(doc, other, id))) deleteCharacter(transaction, idAt(came, offset));
    }
    return true;
  });
}

/**
 * Items of others that stand where something was deleted and may say the same: Yjs puts what it brings back in front of what
 * was deleted, and each item keeps in front of what it was put.
 */
function copiesOf(gone: Span, own: Y.Item): Y.Item[] {
  const found: Y.Item[] = [];
  const { parent } = own;
  if (!(parent instanceof Y.AbstractType)) return found;
  for (const item of itemsOf(parent)) {
    const other = item.id.client !== own.id.client && !item.deleted ? item.rightOrigin : null;
    if (other === null || other.client !== gone.client) continue;
    if (other.clock >= gone.clock + gone.length || other.clock + item.length <= gone.clock) continue;
    if (item.content instanceof Y.ContentString || isSameElement(item, own)) found.push(item);
  }
  return found;
}

/** Whether an item says, for this deleted character, the same. */
function isCopyOf(doc: Y.Doc, item: Y.Item, gone: Y.ID): boolean {
  const { rightOrigin, content } = item;
  if (rightOrigin === null || rightOrigin.client !== gone.client || !(content instanceof Y.ContentString))
    return false;
  const at = gone.clock - rightOrigin.clock;
  return at >= 0 && at < item.length && characterAt(doc, gone) === content.str[at];
}

function characterAt(doc: Y.Doc, id: Y.ID): string | null {
  const item = itemAt(doc, id);
  return item?.content instanceof Y.ContentString
    ? (item.content.str[id.clock - item.id.clock] ?? null)
    : null;
}

function isSameElement(one: Y.Item, other: Y.Item): boolean {
  const [first, second] = [typeIn(one), typeIn(other)];
  if (first instanceof Y.XmlText && second instanceof Y.XmlText)
    return first.toString() === second.toString();
  if (!(first instanceof Y.XmlElement) || !(second instanceof Y.XmlElement)) return false;
  return first.nodeName === second.nodeName && first.getAttribute('id') === second.getAttribute('id');
}
