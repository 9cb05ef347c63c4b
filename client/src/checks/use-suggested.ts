// Which words that a hint would replace somebody has suggested to replace already.
import type { Hint } from '@galley/shared/checks/checks.ts';
import { useMemo } from 'react';
import { useArticle } from '../editor/article-context.ts';
import { textOfRegion } from '../editor/region-text.ts';
import { useSuggestionState } from '../review/article-review.ts';
import { placesIn } from '../review/suggestions/suggestion-place.ts';
import { placeOfHint } from './checked-blocks.ts';
import type { LookedAt } from './use-checks.ts';

/** The hints whose words an open suggestion would change. In suggesting mode there are none: such words are replaced there. */
export function useSuggested(report: LookedAt): ReadonlySet<Hint> {
  const { session, editors } = useArticle();
  const suggestions = useSuggestionState((state) => state.suggestions);
  return useMemo(() => {
    const open = suggestions.filter(({ state }) => state === 'open');
    const found = report.hints.filter((hint) => {
      if (!hint.style && !hint.advice && !hint.instead) return false;
      const own = open.filter((one) => one.region === hint.place);
      const doc = own.length > 0 && textOfRegion(session.doc, editors, hint.place);
      if (!doc) return false;
      const block = hint.block - report.blocks.findIndex(({ place }) => place === hint.place);
      const place = placeOfHint(doc, hint, block);
      const places = own.flatMap(({ change }) => placesIn(doc, change) ?? []);
      return place !== null && places.some(({ from, to }) => from < place.to && place.from < to);
    });
    return new Set(found);
  }, [report, suggestions, session, editors]);
}
