// Small journals, entries and texts for tests.
import type { DocumentName, UserId } from '@galley/shared/ids.ts';
import { pino } from 'pino';
import * as Y from 'yjs';
import type { Storage } from '../storage/storage.ts';
import type { JournalEntry } from './journal.ts';
import { createJournal, type JournalOptions } from './sql-journal.ts';

export const harbor = 'article/harbor' as DocumentName;
export const ann = 'ann' as UserId;
export const bob = 'bob' as UserId;

/** No test's commit counts as slow because the machine has much to do. */
export const unhurriedMs = 60_000;

/** A journal that tries again soon and logs nothing. */
export function openJournal(storage: Storage, options: Partial<JournalOptions> = {}) {
  return createJournal(storage, {
    log: pino({ level: 'silent' }),
    retryMs: 5,
    slowMs: unhurriedMs,
    ...options,
  });
}

/** An entry of Ann's in the harbor's article that changes nothing, but for what is given. */
export function entry(changes: Partial<JournalEntry> = {}): JournalEntry {
  return {
    document: harbor,
    bytes: new Uint8Array([0, 0]),
    author: ann,
    clients: [],
    touches: [],
    ...changes,
  };
}

/** Types a text and gives an entry for each keystroke. */
export function typed(doc: Y.Doc, text: string, changes: Partial<JournalEntry> = {}): JournalEntry[] {
  const entries: JournalEntry[] = [];
  const collect = (bytes: Uint8Array) => entries.push(entry({ bytes, clients: [doc.clientID], ...changes }));
  doc.on('update', collect);
  for (const character of text) doc.getText('text').insert(doc.getText('text').length, character);
  doc.off('update', collect);
  return entries;
}

/** The text of a document's state. */
export function textOf(state: Uint8Array | undefined): string {
  const doc = new Y.Doc();
  if (state) Y.applyUpdate(doc, state);
  return doc.getText('text').toString();
}

/** The numbers from 1 to `last`. */
export function upTo(last: number): number[] {
  return Array.from({ length: last }, (_, index) => index + 1);
}
