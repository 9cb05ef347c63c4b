// An empty block of the binding (y-tiptap) holds no text. The first two people who type into it at once would make a text
// each, and the binding moves the words of one into the other, where what is typed meanwhile is lost or doubled. So whoever
// makes an empty paragraph, caption or other text block gives it its text at once.
import * as Y from 'yjs';
import { isTextBlock } from '../article/schema/schema.ts';
import { typeIn } from '../yjs/items.ts';
import { newItems } from '../yjs/structs.ts';
import { correcting } from './article-undo.ts';

/** Gives new text blocks their texts from now on; gives what ends it. */
export function keepTexts(doc: Y.Doc): () => void {
  const onTransaction = (transaction: Y.Transaction): void => {
    if (!transaction.local) return;
    const empty = newElements(transaction).filter(({ length }) => length === 0);
    if (empty.length === 0) return;
    doc.transact(() => {
      for (const element of empty) element.insert(0, [new Y.XmlText()]);
    }, correcting);
  };
  doc.on('beforeObserverCalls', onTransaction);
  return () => doc.off('beforeObserverCalls', onTransaction);
}

function newElements(transaction: Y.Transaction): Y.XmlElement[] {
  return [...newItems(transaction, transaction.doc.clientID)].flatMap((item) => {
    const type = item.deleted ? null : typeIn(item);
    return type instanceof Y.XmlElement && isTextBlock(type.nodeName) ? [type] : [];
  });
}
