// The editor of one of the article's single lines, in which people write or suggest.
import { type Line, lineFragment } from '@galley/shared/article/document.ts';
import { useSyncExternalStore } from 'react';
import { useArticle } from '../editor/article-context.ts';
import { RegionEditor } from '../editor/region-editor.tsx';
import { useSuggesting, useSuggestionStore } from '../review/article-review.ts';
import { useRegionMarks } from '../review/region-marks.ts';
import { SuggestingEditor } from '../review/suggestions/suggesting-editor.tsx';

interface LineEditorProps {
  line: Line;
  placeholder: string;
  label: string;
  className?: string | undefined;
}

export function LineEditor({ line, ...props }: LineEditorProps) {
  const { session } = useArticle();
  const fragment = lineFragment(session.doc, line);
  const marks = useRegionMarks(line, fragment);
  const suggestions = useSuggestionStore();
  const suggesting = useSuggesting();
  const forkable = useSyncExternalStore(suggestions.subscribe, () => suggestions.getState().known);
  const region = { region: line, fragment, spec: null, ...props };
  if (suggesting && forkable) return <SuggestingEditor {...region} />;
  // Until it is known what was suggested, what is typed would be neither written nor suggested.
  return <RegionEditor sealed={suggesting} marks={marks} {...region} />;
}
