// Words that come into an article by an import and that a machine made, as whoever imports them says: they are marked in the
// transaction that brings them, so that they stand nowhere without their mark.
import type { MachinePart } from '@galley/shared/api/machine-made.ts';
import type { ArticleId, UserId } from '@galley/shared/ids.ts';
import type { Transaction } from 'kysely';
import * as Y from 'yjs';
import type { Storage } from '../storage/storage.ts';
import type { Tables } from '../storage/tables.ts';
import { lockMarkings, writeMarking } from './machine-rows.ts';
import { type FoundWords, wordsSince } from './machine-words.ts';

/** Reads how far a document goes, before words come into it; gives what finds them afterwards, but for these sections. */
export function importedWords(doc: Y.Doc): (without?: ReadonlySet<MachinePart['place']>) => FoundWords {
  const before = Y.decodeStateVector(Y.encodeStateVector(doc));
  return (without = new Set()) => wordsSince(doc, before, without);
}

/** Marks them, and says whether there were any. */
export async function markImportedWords(
  transaction: Transaction<Tables>,
  kind: Storage['kind'],
  article: ArticleId,
  words: FoundWords,
  by: UserId,
): Promise<boolean> {
  if (words.origins.length === 0) return false;
  await lockMarkings(transaction, kind, article);
  await writeMarking(transaction, article, { made: true, words, by });
  return true;
}
