// What stands of the review over a region's text while it is written or read: comments, suggestions, and which words
// a machine made.
import { isLine, type Region } from '@galley/shared/article/region.ts';
import type { Extensions } from '@tiptap/core';
import { useMemo } from 'react';
import type * as Y from 'yjs';
import { machineWords } from './machine/machine-words.ts';
import { useSuggestionDesk } from './suggestions/suggestion-desk.ts';
import { suggestionMarks } from './suggestions/suggestion-marks.ts';
import { useThreadDesk } from './threads/thread-desk.ts';
import { threadMarks } from './threads/thread-marks.ts';

/** The extensions that show these in the editor of this region, which holds the fragment. Lines have no comments. */
export function useRegionMarks(region: Region, fragment: Y.XmlFragment): Extensions {
  const threads = useThreadDesk();
  const suggestions = useSuggestionDesk();
  return useMemo(
    () => [
      ...(isLine(region) ? [] : [threadMarks(threads, region)]),
      machineWords(fragment),
      suggestionMarks({ desk: suggestions, threads, region, without: () => false }),
    ],
    [threads, suggestions, region, fragment],
  );
}
