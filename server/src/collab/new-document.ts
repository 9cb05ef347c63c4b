// The first content of a new article's document.
import { type ArticleId, documentNameOf, type UserId } from '@galley/shared/ids.ts';
import type { Transaction } from 'kysely';
import * as Y from 'yjs';
import type { Tables } from '../storage/tables.ts';
import type { Journal } from './journal.ts';

/** Writes it to the journal, in the transaction that makes the article's row; `fill` gets the empty document. */
export async function createDocument(
  journal: Pick<Journal, 'appendWithin'>,
  transaction: Transaction<Tables>,
  { article, author, fill }: { article: ArticleId; author: UserId | null; fill: (doc: Y.Doc) => void },
): Promise<void> {
  const doc = new Y.Doc();
  fill(doc);
  const bytes = Y.encodeStateAsUpdate(doc);
  const clients = [...Y.decodeStateVector(Y.encodeStateVector(doc)).keys()];
  doc.destroy();
  const document = documentNameOf(article);
  await journal.appendWithin(transaction, { document, bytes, author, clients, touches: [] });
}
