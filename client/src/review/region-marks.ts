// What stands of the review over a region's text while it is written or read: comments, suggestions, and which words
// a machine made.
import { isLine, type Region } from '@galley/shared/article/region.ts';
import type { Extensions } from '@tiptap/core';
import { useMemo } from 'react';
import type * as Y from 'yjs';
import { useMachineWordsStore, useSuggestionStore, useThreadStore } from './article-review.ts';
import { copiedMachineWords } from './machine/copied-machine-words.ts';
import { machineWords } from './machine/machine-words.ts';
import { pastedMachineText } from './machine/pasted-machine-text.ts';
import { useMarkPasted } from './machine/use-machine-mark.ts';
import { suggestionMarks } from './suggestions/suggestion-marks.ts';
import { threadMarks } from './threads/thread-marks.ts';

/** The extensions that show these in the editor of this region, which holds the fragment. Lines have no comments. */
export function useRegionMarks(region: Region, fragment: Y.XmlFragment): Extensions {
  const threads = useThreadStore();
  const suggestions = useSuggestionStore();
  const words = useMachineWordsStore();
  const markPasted = useMarkPasted();
  return useMemo(
    () => [
      ...(isLine(region) ? [] : [threadMarks(threads, region)]),
      machineWords(words, fragment),
      copiedMachineWords(words, fragment),
      pastedMachineText(fragment, markPasted),
      suggestionMarks({ store: suggestions, threads, region, without: () => false }),
    ],
    [threads, suggestions, words, markPasted, region, fragment],
  );
}
