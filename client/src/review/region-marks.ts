// What stands of the review over a region's text while it is written or read: comments and suggestions.
import { isLine, type Region } from '@galley/shared/article/region.ts';
import type { Extensions } from '@tiptap/core';
import { useMemo } from 'react';
import { useSuggestionDesk } from './suggestions/suggestion-desk.ts';
import { suggestionMarks } from './suggestions/suggestion-marks.ts';
import { useThreadDesk } from './threads/thread-desk.ts';
import { threadMarks } from './threads/thread-marks.ts';

/** The extensions that show comments and suggestions in the editor of this region. Lines have no comments. */
export function useRegionMarks(region: Region): Extensions {
  const threads = useThreadDesk();
  const suggestions = useSuggestionDesk();
  return useMemo(
    () => [
      ...(isLine(region) ? [] : [threadMarks(threads, region)]),
      suggestionMarks({ desk: suggestions, threads, region, without: () => false }),
    ],
    [threads, suggestions, region],
  );
}
