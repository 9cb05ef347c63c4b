// What sections amount to, counted once for all who show it, and anew when nobody has typed there for a moment.
import { boilerplateWords } from '@galley/shared/article/boilerplate.ts';
import { sectionFragment } from '@galley/shared/article/document.ts';
import type { OutlineEntry } from '@galley/shared/article/outline.ts';
import { plainText } from '@galley/shared/article/plain-text.ts';
import { blocksOf } from '@galley/shared/article/read-article.ts';
import { type SectionSpec, specOf, type Template } from '@galley/shared/article/template.ts';
import { countWords } from '@galley/shared/article/words.ts';
import { useMemo, useSyncExternalStore } from 'react';
import type * as Y from 'yjs';
import { createStore } from 'zustand/vanilla';
import type { SharedStore } from '../collab/shared-store.ts';
import { whileListened } from '../ui/while-listened.ts';

/** What a section amounts to. */
export interface SectionSize {
  words: number;
  /** How many of these came with the template and stand as they came. */
  boilerplate: number;
  /** Items of its lists that are not empty. */
  items: number;
}

/** The size of a fragment; renders anew when it has changed. */
export function useSectionSize(fragment: Y.XmlFragment, spec: SectionSpec | null): SectionSize {
  const { subscribe, get } = sizeStore(fragment, spec);
  return useSyncExternalStore(subscribe, get);
}

/** The words of all these sections together, those that came with the template apart. */
export function useTotalWords(
  doc: Y.Doc,
  sections: readonly OutlineEntry[],
  template: Pick<Template, 'sections'>,
): { written: number; boilerplate: number } {
  const stores = useMemo(
    () => sections.map(({ id, kind }) => sizeStore(sectionFragment(doc, id), specOf(template, kind))),
    [doc, sections, template],
  );
  const sum = (of: (size: SectionSize) => number) => () =>
    stores.reduce((total, store) => total + of(store.get()), 0);
  const subscribe = useMemo(
    () => (listener: () => void) => {
      const stops = stores.map((store) => store.subscribe(listener));
      return () => {
        for (const stop of stops) stop();
      };
    },
    [stores],
  );
  return {
    written: useSyncExternalStore(
      subscribe,
      sum(({ words, boilerplate }) => words - boilerplate),
    ),
    boilerplate: useSyncExternalStore(
      subscribe,
      sum(({ boilerplate }) => boilerplate),
    ),
  };
}

/** How long nobody must have typed in a section before it is counted again. */
const debounceMs = 250;

const known = new WeakMap<Y.XmlFragment, { spec: SectionSpec | null; store: SharedStore<SectionSize> }>();

/** The size of a fragment, one store for all who show it; counted anew when nobody has typed for a moment. */
export function sizeStore(fragment: Y.XmlFragment, spec: SectionSpec | null): SharedStore<SectionSize> {
  const there = known.get(fragment);
  if (there?.spec === spec) return there.store;
  const store = newSizeStore(fragment, spec);
  known.set(fragment, { spec, store });
  return store;
}

function newSizeStore(fragment: Y.XmlFragment, spec: SectionSpec | null): SharedStore<SectionSize> {
  const store = createStore<{ size: SectionSize | null }>(() => ({ size: null }));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const count = () => {
    const next = sizeOf(fragment, spec);
    const { size } = store.getState();
    if (size === null || JSON.stringify(next) !== JSON.stringify(size)) store.setState({ size: next });
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(count, debounceMs);
  };
  return {
    get: () => {
      const { size } = store.getState();
      if (size !== null) return size;
      const counted = sizeOf(fragment, spec);
      store.setState({ size: counted });
      return counted;
    },
    subscribe: whileListened(store, () => {
      fragment.observeDeep(soon);
      // Between the first look at it and this it may have changed.
      soon();
      return () => {
        fragment.unobserveDeep(soon);
        clearTimeout(timer);
        store.setState({ size: null });
      };
    }),
  };
}

function sizeOf(fragment: Y.XmlFragment, spec: SectionSpec | null): SectionSize {
  const blocks = blocksOf(fragment);
  const items = blocks
    .flatMap((block) => block.content ?? [])
    .filter((child) => child.type === 'listItem' && plainText([child]) !== '').length;
  return { words: countWords(plainText(blocks)), boilerplate: boilerplateWords(blocks, spec), items };
}
