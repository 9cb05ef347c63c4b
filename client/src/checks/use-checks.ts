// The report on the article's words as this person has it, made anew in a worker when nobody has typed for a moment.
import type { StyleWord } from '@galley/shared/api/house-style.ts';
import type { CheckedBlock, CheckReport } from '@galley/shared/checks/checks.ts';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { houseStyleQuery } from '../app/house-style.ts';
import { useLeadTexts, useOutline } from '../collab/use-yjs.ts';
import { useArticle } from '../editor/article-context.ts';
import { useSuggestionStore } from '../review/article-review.ts';
import { checkedBlocks } from './checked-blocks.ts';
import type { CheckRequest } from './checks-worker.ts';

export interface LookedAt extends CheckReport {
  /** What was looked at. */
  blocks: readonly CheckedBlock[];
}

/** Null until the first report is there. */
export function useChecks(): LookedAt | null {
  const { session, editors, template, language } = useArticle();
  const levels = template.checks;
  const { doc } = session;
  const suggestions = useSuggestionStore();
  const outline = useOutline(doc);
  const lead = useLeadTexts(doc);
  const words = useQuery(houseStyleQuery).data ?? noWords;
  const order = outline
    .filter(({ removed }) => !removed)
    .map(({ id }) => id)
    .join();
  const [report, setReport] = useState<LookedAt | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the sections' ids in their order are what counts
  useEffect(() => {
    const worker = new Worker(new URL('./checks-worker.ts', import.meta.url), { type: 'module' });
    const places: CheckedBlock['place'][] = [
      'headline',
      'dek',
      ...lead,
      ...outline.filter(({ removed }) => !removed).map(({ id }) => id),
    ];
    let looking: readonly CheckedBlock[] | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      // One at a time: what is typed meanwhile is looked at after it.
      if (looking) return soon();
      looking = checkedBlocks(doc, editors, places);
      worker.postMessage({ blocks: looking, language, rules: { levels, words } } satisfies CheckRequest);
    };
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(look, 600);
    };
    worker.addEventListener('message', ({ data }: MessageEvent<CheckReport>) => {
      setReport({ ...data, blocks: looking ?? [] });
      looking = null;
    });
    look();
    doc.on('update', soon);
    // What is typed as suggestions is in no update of the document.
    const stop = suggestions.subscribe(soon);
    return () => {
      clearTimeout(timer);
      doc.off('update', soon);
      stop();
      worker.terminate();
    };
  }, [doc, editors, suggestions, language, order, lead, levels, words]);
  return report;
}

const noWords: readonly StyleWord[] = [];
