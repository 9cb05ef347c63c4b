// Which suggestions no longer fit the text, and where in it they stand.
import type { Region } from '@galley/shared/article/region.ts';
import type { SuggestionId } from '@galley/shared/ids.ts';
import type { Node } from '@tiptap/pm/model';
import { useEffect, useState } from 'react';
import type * as Y from 'yjs';
import type { ShownSuggestion } from './shown-suggestions.ts';
import { placesIn, regionText } from './suggestion-place.ts';

const debounceMs = 300;

/** Of the open suggestions those whose place in the text is gone; looked up anew when the text pauses. */
export function useStale(doc: Y.Doc, suggestions: readonly ShownSuggestion[]): ReadonlySet<SuggestionId> {
  const [stale, setStale] = useState<ReadonlySet<SuggestionId>>(new Set());
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      const next = staleIn(doc, suggestions);
      setStale((before) => ([...before].join() === [...next].join() ? before : next));
    };
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(look, debounceMs);
    };
    look();
    doc.on('update', soon);
    return () => {
      clearTimeout(timer);
      doc.off('update', soon);
    };
  }, [doc, suggestions]);
  return stale;
}

function staleIn(doc: Y.Doc, suggestions: readonly ShownSuggestion[]): Set<SuggestionId> {
  const texts = new Map<Region, Node | null>();
  const stale = suggestions.filter((one) => {
    const { region } = one;
    if (one.state !== 'open') return false;
    const text = texts.has(region) ? texts.get(region) : regionText(doc, region);
    texts.set(region, text ?? null);
    return text != null && placesIn(text, one.change) === null;
  });
  return new Set(stale.map(({ id }) => id));
}
