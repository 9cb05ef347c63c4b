// Reads the journal as work: who wrote where, and how much, without a longer pause.
import type { WorkPlace } from '@galley/shared/api/history.ts';
import { rootOf } from '@galley/shared/article/document.ts';
import { type OutlineEntry, readOutline } from '@galley/shared/article/outline.ts';
import type { UserId } from '@galley/shared/ids.ts';
import { pathTo } from '@galley/shared/yjs/items.ts';
import { eachDeleted, isNewIn, newItems } from '@galley/shared/yjs/structs.ts';
import * as Y from 'yjs';
import type { DatedEntry } from '../collab/journal.ts';
import type { CarriedWords } from './origins.ts';

/** A session of work as it grows. */
export interface Work {
  /** Null while it has no row of its own. */
  id: string | null;
  author: UserId | null;
  startedAt: string;
  endedAt: string;
  first: number;
  position: number;
  places: Map<WorkPlace['place'], WorkPlace>;
}

/** A longer pause than this, in ms, ends a session of work. */
export const pauseMs = 15 * 60_000;

/** Follows a document through the journal; `works` and `carried` hold what changed since it was made. */
export class WorkLog {
  readonly works = new Set<Work>();
  readonly carried: CarriedWords;
  #doc: Y.Doc;
  #latest = new Map<UserId | null, Work>();

  /** `doc` is the document before the first entry that will be added, and goes on; `open` are the sessions that may. */
  constructor(doc: Y.Doc, open: readonly Work[], carried: CarriedWords) {
    this.#doc = doc;
    this.carried = carried;
    for (const work of open) this.#latest.set(work.author, work);
  }

  add({ bytes, author, at, position }: DatedEntry): void {
    const counts = this.#apply(bytes);
    if (counts.size === 0) return;
    const work = this.#workOf(author, at, position);
    // A clock that was set back must not end a session before it began.
    if (at > work.endedAt) work.endedAt = at;
    work.position = position;
    this.works.add(work);
    const outline = new Map<string, OutlineEntry>(readOutline(this.#doc).map((entry) => [entry.id, entry]));
    for (const [place, { inserted, deleted }] of counts) {
      const entry = outline.get(place);
      const before = work.places.get(place);
      work.places.set(place, {
        place,
        kind: entry?.kind ?? before?.kind ?? '',
        title: entry?.title ?? before?.title ?? '',
        inserted: (before?.inserted ?? 0) + inserted,
        deleted: (before?.deleted ?? 0) + deleted,
      });
    }
  }

  #workOf(author: UserId | null, at: string, position: number): Work {
    const latest = this.#latest.get(author);
    if (latest && Date.parse(at) - Date.parse(latest.endedAt) <= pauseMs) return latest;
    const work: Work = {
      id: null,
      author,
      startedAt: at,
      endedAt: at,
      first: position,
      position,
      places: new Map(),
    };
    this.#latest.set(author, work);
    return work;
  }

  #apply(bytes: Uint8Array): Map<WorkPlace['place'], { inserted: number; deleted: number }> {
    const counts = new Map<WorkPlace['place'], { inserted: number; deleted: number }>();
    const onTransaction = (transaction: Y.Transaction) => {
      this.carried.follow(transaction);
      const names = new Map([...this.#doc.share].map(([name, type]) => [type as unknown, name]));
      const countOf = (type: Y.AbstractType<unknown>) => {
        const place = placeOf(names.get(pathTo(type).root));
        const count = counts.get(place) ?? { inserted: 0, deleted: 0 };
        counts.set(place, count);
        return count;
      };
      for (const type of transaction.changed.keys()) countOf(type as Y.AbstractType<unknown>);
      for (const { content, deleted, length, parent } of newItems(transaction))
        if (!deleted && content instanceof Y.ContentString && parent instanceof Y.AbstractType)
          countOf(parent).inserted += length;
      eachDeleted(transaction, transaction.deleteSet, (item) => {
        // What is deleted in the update that brought it was never there.
        if (!(item.content instanceof Y.ContentString) || isNewIn(transaction, item)) return;
        if (item.parent instanceof Y.AbstractType) countOf(item.parent).deleted += item.length;
      });
    };
    this.#doc.on('afterTransaction', onTransaction);
    try {
      Y.applyUpdate(this.#doc, bytes);
    } finally {
      this.#doc.off('afterTransaction', onTransaction);
    }
    return counts;
  }
}

function placeOf(name: string | undefined): WorkPlace['place'] {
  const root = name === undefined ? null : rootOf(name);
  if (root?.type === 'section') return root.id;
  return root?.type === 'outline' || root === null ? 'outline' : 'head';
}
