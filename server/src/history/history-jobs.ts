// What threads do for an article's history: read its sessions of work, compare two of its states, open a
// version, and say who wrote what.
import { gunzipSync } from 'node:zlib';
import type { Authorship, comparisonSchema } from '@galley/shared/api/history.ts';
import { type ArticleContent, articleContentSchema } from '@galley/shared/article/content.ts';
import type { UserId } from '@galley/shared/ids.ts';
import { compareArticles } from '@galley/shared/review/compare.ts';
import * as Y from 'yjs';
import type { z } from 'zod';
import type { DatedEntry } from '../collab/journal.ts';
import { type JsonBytes, jsonBytes, parsedJson } from '../workers/json.ts';
import { Arrivals, authorshipCsv, authorshipOf } from './authorship.ts';
import { type CarriedRow, carriedRowOf, carriedWordsOf } from './origin-rows.ts';
import { type Carried, Origins } from './origins.ts';
import { type Work, WorkLog } from './work-log.ts';

/** What differs between two states of an article; null stands for no article at all. */
export function compare({
  from,
  to,
}: {
  from: JsonBytes<ArticleContent> | null;
  to: JsonBytes<ArticleContent>;
}): JsonBytes<z.input<typeof comparisonSchema>> {
  return jsonBytes({ comparison: compareArticles(from && parsedJson(from), parsedJson(to)) });
}

/** What a version holds, as it was packed. */
export function contentOfVersion(packed: Uint8Array): JsonBytes<ArticleContent> {
  const content: unknown = JSON.parse(gunzipSync(packed).toString('utf8'));
  return jsonBytes(articleContentSchema.parse(content));
}

/** Rows of a journal behind what a timeline knows, and what it knows. */
export interface WorkSources {
  /** The document before the first of the rows; null for an empty one. */
  state: Uint8Array | null;
  rows: readonly DatedEntry[];
  /** The sessions of work that may go on. */
  open: readonly Work[];
  carried: CarriedRow;
}

/** The sessions of work that the rows make or go on with, whose words they carry, and the document after them. */
export function readWork({ state, rows, open, carried }: WorkSources): {
  works: Work[];
  carried: CarriedRow;
  state: Uint8Array;
} {
  const doc = new Y.Doc();
  try {
    if (state) Y.applyUpdate(doc, state);
    const log = new WorkLog(doc, open, carriedWordsOf(carried));
    for (const row of rows) log.add(row);
    log.carried.prune(doc);
    return { works: [...log.works], carried: carriedRowOf(log.carried), state: Y.encodeStateAsUpdate(doc) };
  } finally {
    doc.destroy();
  }
}

/** What tells whose the words of an article are. */
export interface AuthorshipSources {
  /** The document's snapshot and its later updates. */
  states: readonly Uint8Array[];
  /** Whose each Yjs client id is. */
  owners: ReadonlyMap<number, UserId | null>;
  carried: readonly Carried[];
  rows: readonly Pick<DatedEntry, 'bytes' | 'at'>[];
}

/** Whose words are whose. */
export function authorship(sources: AuthorshipSources): JsonBytes<Authorship> {
  return jsonBytes(authorshipFrom(sources));
}

/** The same as a table, with the names of people. */
export function authorshipTable({
  names,
  ...sources
}: AuthorshipSources & { names: ReadonlyMap<UserId, string> }): string {
  return authorshipCsv(authorshipFrom(sources), (author) =>
    author === null ? 'Galley' : (names.get(author) ?? author),
  );
}

function authorshipFrom({ states, owners, carried, rows }: AuthorshipSources): Authorship {
  const arrivals = new Arrivals();
  for (const row of rows) arrivals.add(row);
  const doc = new Y.Doc();
  try {
    doc.transact(() => {
      for (const state of states) Y.applyUpdate(doc, state);
    });
    return authorshipOf(doc, owners, new Origins(carried), arrivals);
  } finally {
    doc.destroy();
  }
}
