// What is corrected at once of a change that comes from others is done in a transaction of its own, before any editor shows
// the change. Who asks afterwards what stood in the text before the change has to know both.
import * as Y from 'yjs';
import { correcting } from './article-undo.ts';

type Deletions = ReturnType<typeof Y.createDeleteSet>;

const key = 'galley-corrections';

/** Corrects a change, as no step of undo. */
export function correct(changed: Y.Transaction, change: (correction: Y.Transaction) => void): void {
  changed.doc.transact((correction) => {
    change(correction);
    // A sorted copy: the transaction's own is sorted only at its end.
    changed.meta.set(key, Y.mergeDeleteSets([...correctionsOf(changed), correction.deleteSet]));
  }, correcting);
}

/** Whether the item was deleted by a correction of the change. */
export function isCorrected(changed: Y.Transaction, { id }: Y.Item): boolean {
  return correctionsOf(changed).some((deletions) => Y.isDeleted(deletions, id));
}

function correctionsOf(changed: Y.Transaction): Deletions[] {
  const found: Deletions | undefined = changed.meta.get(key);
  return found ? [found] : [];
}
