// Which suggestions no longer fit the text, and where in it they stand.

import { isOfLine, isOfSection } from '@galley/shared/api/suggestions.ts';
import { sectionFragment } from '@galley/shared/article/document.ts';
import { readLine } from '@galley/shared/article/read-article.ts';
import type { SuggestionId } from '@galley/shared/ids.ts';
import type { Node } from '@tiptap/pm/model';
import { useEffect, useState } from 'react';
import type * as Y from 'yjs';
import { sectionDocument } from '../../editor/region-text.ts';
import type { ShownSuggestion } from './shown-suggestions.ts';
import { placeOf } from './suggestion-marks.ts';

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
  const texts = new Map<string, Node | null>();
  const stale = suggestions.filter((one) => {
    if (one.state !== 'open') return false;
    if (isOfLine(one)) return readLine(doc, one.change.line) !== one.change.before;
    if (!isOfSection(one)) return false;
    const { section, change } = one;
    const text = texts.get(section) ?? sectionDocument(sectionFragment(doc, section));
    texts.set(section, text);
    return text !== null && placeOf(text, change) === null;
  });
  return new Set(stale.map(({ id }) => id));
}
