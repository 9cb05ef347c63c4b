// Parts of the article's document as React state: rendered anew when they change.
import type { Lead } from '@galley/shared/article/content.ts';
import {
  type LeadText,
  leadMap,
  leadTexts,
  lineFragment,
  outlineMap,
} from '@galley/shared/article/document.ts';
import { type OutlineEntry, readOutline } from '@galley/shared/article/outline.ts';
import { hasLine, readLead } from '@galley/shared/article/read-article.ts';
import { useMemo, useSyncExternalStore } from 'react';
import type * as Y from 'yjs';
import { type SharedStore, sharedStore } from './shared-store.ts';

/** All sections in their order, removed ones included. */
export function useOutline(doc: Y.Doc): readonly OutlineEntry[] {
  const { subscribe, get } = outlineStore(doc);
  return useSyncExternalStore(subscribe, get);
}

const outlines = new WeakMap<Y.Doc, SharedStore<readonly OutlineEntry[]>>();

function outlineStore(doc: Y.Doc): SharedStore<readonly OutlineEntry[]> {
  const known = outlines.get(doc);
  if (known) return known;
  const store = sharedStore<readonly OutlineEntry[]>(
    () => readOutline(doc),
    (onChange) => {
      outlineMap(doc).observeDeep(onChange);
      return () => outlineMap(doc).unobserveDeep(onChange);
    },
  );
  outlines.set(doc, store);
  return store;
}

/** The lead image's fields. */
export function useLead(doc: Y.Doc): Lead {
  const store = useMemo(() => {
    let lead = readLead(doc);
    return {
      get: () => lead,
      subscribe: (listener: () => void) => {
        const onChange = () => {
          lead = readLead(doc);
          listener();
        };
        onChange();
        const lines = leadTexts.map((text) => lineFragment(doc, text));
        leadMap(doc).observe(onChange);
        for (const line of lines) line.observeDeep(onChange);
        return () => {
          leadMap(doc).unobserve(onChange);
          for (const line of lines) line.unobserveDeep(onChange);
        };
      },
    };
  }, [doc]);
  return useSyncExternalStore(store.subscribe, store.get);
}

const noTexts: readonly LeadText[] = [];

/** The texts of the lead image that can be written in: none where there is no picture. Says nothing of their letters. */
export function useLeadTexts(doc: Y.Doc): readonly LeadText[] {
  const store = useMemo(() => {
    const read = () => {
      const there = leadMap(doc).get('media') ? leadTexts.filter((text) => hasLine(doc, text)) : noTexts;
      return there.length === leadTexts.length ? leadTexts : there;
    };
    let texts = read();
    return {
      get: () => texts,
      subscribe: (listener: () => void) => {
        const onChange = () => {
          texts = read();
          listener();
        };
        onChange();
        leadMap(doc).observe(onChange);
        return () => leadMap(doc).unobserve(onChange);
      },
    };
  }, [doc]);
  return useSyncExternalStore(store.subscribe, store.get);
}
