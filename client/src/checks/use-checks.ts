// The report on the article's words as this person has it, made anew in a worker when nobody has typed for a moment.
import type { CheckedBlock, CheckReport } from '@galley/shared/checks/checks.ts';
import { useEffect, useState } from 'react';
import { useOutline } from '../collab/use-yjs.ts';
import { useArticle } from '../editor/article-context.ts';
import { checkedBlocks } from './checked-blocks.ts';
import type { CheckRequest } from './checks-worker.ts';

export interface LookedAt extends CheckReport {
  /** What was looked at. */
  blocks: readonly CheckedBlock[];
}

/** Null until the first report is there. */
export function useChecks(): LookedAt | null {
  const { session, desk, language } = useArticle();
  const { doc } = session;
  const outline = useOutline(doc);
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
      ...outline.filter(({ removed }) => !removed).map(({ id }) => id),
    ];
    let looking: readonly CheckedBlock[] | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      // One at a time: what is typed meanwhile is looked at after it.
      if (looking) return soon();
      looking = checkedBlocks(doc, desk, places);
      worker.postMessage({ blocks: looking, language } satisfies CheckRequest);
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
    return () => {
      clearTimeout(timer);
      doc.off('update', soon);
      worker.terminate();
    };
  }, [doc, desk, language, order]);
  return report;
}
