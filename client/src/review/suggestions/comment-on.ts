// Comments on suggestions are threads on the words that they are about.
import type { ThreadSubject } from '@galley/shared/api/threads.ts';
import { sectionFragment } from '@galley/shared/article/document.ts';
import { isLine } from '@galley/shared/article/region.ts';
import { layOut, quoteOf } from '@galley/shared/review/quotes.ts';
import { useCallback } from 'react';
import type * as Y from 'yjs';
import { useArticle } from '../../editor/article-context.ts';
import { sectionDocument } from '../../editor/region-text.ts';
import { useThreadStore } from '../article-review.ts';
import type { ShownSuggestion } from './shown-suggestions.ts';
import { placesIn } from './suggestion-place.ts';

/** Begins a comment on the words that a suggestion is about; undefined where the person may not. */
export function useCommentOn(): ((suggestion: ShownSuggestion) => void) | undefined {
  const { session } = useArticle();
  const threads = useThreadStore();
  const begin = useCallback(
    (suggestion: ShownSuggestion) => threads.compose(subjectOf(session.doc, suggestion)),
    [threads, session],
  );
  return threads.mayComment ? begin : undefined;
}

function subjectOf(article: Y.Doc, { region, change }: ShownSuggestion): ThreadSubject {
  if (isLine(region)) return { type: 'region', region };
  const doc = sectionDocument(sectionFragment(article, region));
  const [place] = (doc && placesIn(doc, change)) ?? [];
  if (!doc || !place) return { type: 'region', region };
  const quote = place.from < place.to ? quoteOf(layOut(doc), place.from, place.to) : null;
  if (quote) return { type: 'text', section: region, quote };
  const block: unknown = doc.resolve(place.from).parent.attrs.id;
  return typeof block === 'string' ? { type: 'block', section: region, block } : { type: 'region', region };
}
