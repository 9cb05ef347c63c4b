// What threads read of a document's journal: the article's content, or its state at a position.
import type { ArticleContent } from '@galley/shared/article/content.ts';
import { readArticle } from '@galley/shared/article/read-article.ts';
import * as Y from 'yjs';
import { type JsonBytes, jsonBytes } from '../workers/json.ts';
import { isIncomplete, wholeState } from './quarantine.ts';

/** Rows of a journal from its first one on, and up to which of them a document is wanted. */
export interface Replay {
  rows: readonly { position: number; bytes: Uint8Array }[];
  position: number;
  /** There are no more rows than these. */
  isAll: boolean;
}

/** What a document says whose snapshot and updates these are; null where they can't be read. */
export function contentOf(states: readonly Uint8Array[]): JsonBytes<ArticleContent> | null {
  const state = wholeState(states);
  if (!state) return null;
  const doc = new Y.Doc();
  try {
    Y.applyUpdate(doc, state);
    return jsonBytes(readArticle(doc));
  } finally {
    doc.destroy();
  }
}

/** The document once the row of this position was in it, as a Yjs update; null where more rows are needed. */
export function stateAt(replay: Replay): Uint8Array | null {
  return replayed(replay, Y.encodeStateAsUpdate);
}

/** What a document said then; null where more rows are needed. */
export function contentAt(replay: Replay): JsonBytes<ArticleContent> | null {
  return replayed(replay, (doc) => jsonBytes(readArticle(doc)));
}

/** Of merged rows the first ones can lack what the others of the same minute bring: null where more rows are needed. */
function replayed<Value>({ rows, position, isAll }: Replay, read: (doc: Y.Doc) => Value): Value | null {
  const doc = new Y.Doc();
  try {
    doc.transact(() => {
      for (const row of rows)
        if (row.position <= position || isIncomplete(doc)) Y.applyUpdate(doc, row.bytes);
    });
    return isIncomplete(doc) && !isAll ? null : read(doc);
  } finally {
    doc.destroy();
  }
}
