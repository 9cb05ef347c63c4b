// Which sections a reviewer has read: those whose beginning and end were both on the screen with the text that stands there
// now. A text that changed in between has to be seen again.
import type { OutlineEntry } from '@galley/shared/article/outline.ts';
import { readSection } from '@galley/shared/article/read-article.ts';
import type { SectionId } from '@galley/shared/ids.ts';
import { sectionHash } from '@galley/shared/review/approvals.ts';
import { type RefObject, useEffect, useSyncExternalStore } from 'react';
import type * as Y from 'yjs';
import { createStore } from 'zustand/vanilla';

type Edge = 'start' | 'end';

interface Seen {
  /** Which edges are on the screen at this moment. */
  now: Set<Edge>;
  /** Of each edge the hash of the text with which it was last seen. */
  with: Partial<Record<Edge, string>>;
}

export class ReadSections {
  readonly #doc: Y.Doc;
  readonly #seen = new Map<SectionId, Seen>();
  readonly #store = createStore(() => ({ count: 0 }));

  constructor(doc: Y.Doc) {
    this.#doc = doc;
  }

  /** An edge of the section has come onto the screen, or has left it. */
  note(entry: OutlineEntry, edge: Edge, visible: boolean): void {
    const seen = this.#seen.get(entry.id) ?? { now: new Set<Edge>(), with: {} };
    this.#seen.set(entry.id, seen);
    if (visible) seen.now.add(edge);
    // What it left with was seen too.
    if (visible || seen.now.has(edge)) seen.with[edge] = this.#hashOf(entry);
    if (!visible) seen.now.delete(edge);
    this.#store.setState(({ count }) => ({ count: count + 1 }));
  }

  /** The hash of the text that was read; null where it was not read to its end, or not as it stands. */
  hashRead(entry: OutlineEntry): string | null {
    const seen = this.#seen.get(entry.id);
    if (!seen) return null;
    const hash = this.#hashOf(entry);
    const saw = (edge: Edge) => seen.now.has(edge) || seen.with[edge] === hash;
    return saw('start') && saw('end') ? hash : null;
  }

  subscribe = (listener: () => void): (() => void) => this.#store.subscribe(listener);

  getCount = (): number => this.#store.getState().count;

  #hashOf(entry: OutlineEntry): string {
    return sectionHash(readSection(this.#doc, entry));
  }
}

const stores = new WeakMap<Y.Doc, ReadSections>();

/** What was read of this document since it was opened; renders anew when that changes. */
export function useReadSections(doc: Y.Doc): ReadSections {
  const store = storeOf(doc);
  useSyncExternalStore(store.subscribe, store.getCount);
  return store;
}

function storeOf(doc: Y.Doc): ReadSections {
  const store = stores.get(doc) ?? new ReadSections(doc);
  stores.set(doc, store);
  return store;
}

/** Watches over a section's edges while it is to be judged. */
export function useReading(
  doc: Y.Doc,
  entry: OutlineEntry,
  { start, end }: Record<Edge, RefObject<HTMLElement | null>>,
  watching: boolean,
): void {
  useEffect(() => {
    if (!watching || !start.current || !end.current) return;
    const store = storeOf(doc);
    const observer = new IntersectionObserver((edges) => {
      for (const { target, isIntersecting } of edges)
        store.note(entry, target === start.current ? 'start' : 'end', isIntersecting);
    });
    observer.observe(start.current);
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [doc, entry, start, end, watching]);
}
