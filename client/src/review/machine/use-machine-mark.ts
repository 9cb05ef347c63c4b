// Marking the selected words as made by a machine, or taking the mark off.
import type { CharacterSpan } from '@galley/shared/api/machine-made.ts';
import { machineMadeRoutes } from '@galley/shared/contract/machine-made.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useEditorState } from '@tiptap/react';
import { useCallback, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../app/api.ts';
import { problemCode } from '../../app/problem-text.ts';
import { showProblem, showToast, showWarning } from '../../app/toasts.ts';
import type { ArticleSession } from '../../collab/session.ts';
import { type OpenArticle, useArticle, useRegionEditors } from '../../editor/article-context.ts';
import { fragmentOfRegion, textOfRegion } from '../../editor/region-text.ts';
import { useMachineWordsState, useMachineWordsStore } from '../article-review.ts';
import { characterRuns, isWithin, spansBetween } from './character-runs.ts';
import { machineMadeQuery } from './machine-made.ts';
import type { MachineWordsStore } from './machine-words-store.ts';
import type { MarkPasted } from './pasted-machine-text.ts';

/** Marks the selection, or takes the mark off where all of it is marked. Says what stands in the way. */
export function useMarkSelection(): () => Promise<void> {
  const { t } = useTranslation('machine');
  const article = useArticle();
  const words = useMachineWordsStore();
  const mark = useMarkWords();
  return useCallback(async () => {
    const spans = selectedSpans(article);
    if (spans.length === 0) {
      showToast(t('selectFirst'));
      return;
    }
    const made = !isMarked(words, spans);
    const done = await mark(made, spans);
    if (done) showToast(t(made ? 'marked' : 'unmarked'));
  }, [article, words, mark, t]);
}

/** Marks what was just pasted. Where its source says what it is, nobody has asked for it: what is gone again is no matter. */
export function useMarkPasted(): MarkPasted {
  const { t } = useTranslation('machine');
  const mark = useMarkWords();
  return useCallback(
    async (spans, said) => {
      const done = await mark(true, spans, said);
      if (done) showToast(t(said ? 'pasted.said' : 'marked'));
      return done;
    },
    [mark, t],
  );
}

/**
 * Marks words or takes the mark off, once they are saved; gives whether it is done. Says what stands in the way, but nothing
 * of words that are not there any longer where nobody has asked for it.
 */
function useMarkWords(): (
  made: boolean,
  spans: readonly CharacterSpan[],
  unasked?: boolean,
) => Promise<boolean> {
  const { t } = useTranslation('machine');
  const { row, session } = useArticle();
  const words = useMachineWordsStore();
  const client = useQueryClient();
  const { id } = row;
  return useCallback(
    async (made, spans, unasked = false) => {
      // The server marks what is saved; what was just typed is about to be.
      if (!(await whenSaved(session))) {
        showWarning(t('notSaved'));
        return false;
      }
      try {
        const body = { made, spans: [...spans] };
        const answer = await call(machineMadeRoutes.markMachineMade, { params: { id }, body });
        client.setQueryData(machineMadeQuery(id).queryKey, answer);
        if (made) words.show(true);
        return true;
      } catch (error) {
        if (!unasked || problemCode(error) !== 'conflict') showProblem(error);
        return false;
      }
    },
    [id, session, words, client, t],
  );
}

/** Whether there are selected words that can be marked, and whether all of them are. */
export function useSelectionMark(): { possible: boolean; marked: boolean } {
  const article = useArticle();
  const { editors, cross, canWrite, suggesting } = article;
  useRegionEditors();
  const words = useMachineWordsStore();
  useMachineWordsState(({ made }) => made);
  const over = useSyncExternalStore(cross.subscribe, cross.getIsActive);
  // A caret selects nothing wherever it goes, so typing renders nothing here.
  const selection = useEditorState({
    editor: editors.active,
    selector: ({ editor }) => {
      if (!editor || editor.state.selection.empty) return '';
      return `${editor.state.selection.from} ${editor.state.selection.to}`;
    },
  });
  if (!canWrite || suggesting || (!over && !selection)) return { possible: false, marked: false };
  const spans = selectedSpans(article);
  return { possible: spans.length > 0, marked: spans.length > 0 && isMarked(words, spans) };
}

function isMarked(words: MachineWordsStore, spans: readonly CharacterSpan[]): boolean {
  const { made } = words.getState();
  return isWithin(
    spans,
    (made?.spans ?? []).map(({ span }) => span),
  );
}

/** The characters that are selected, in one part of the article or over several. */
function selectedSpans({ session, editors, cross }: OpenArticle): CharacterSpan[] {
  const { active } = editors.getState();
  if (!cross.isActive) {
    if (active === null || !editors.active) return [];
    const { doc, selection } = editors.active.state;
    const runs = characterRuns(fragmentOfRegion(session.doc, active), doc);
    return runs ? spansBetween(runs, selection.from, selection.to) : [];
  }
  return editors.order.flatMap((region) => {
    const doc = textOfRegion(session.doc, editors, region);
    const range = doc && cross.rangeIn(region, doc);
    const runs = doc && characterRuns(fragmentOfRegion(session.doc, region), doc);
    if (!range || !runs) return [];
    const spans: CharacterSpan[] = [];
    doc.forEach((node, offset, index) => {
      if (index >= range.from && index <= range.to)
        spans.push(...spansBetween(runs, offset, offset + node.nodeSize));
    });
    return spans;
  });
}

/** How long saving may take before the person hears that it has not come about, in ms. */
const longestMs = 8000;

/** Resolves once all is saved that was written; with false where that takes too long. */
function whenSaved(session: ArticleSession): Promise<boolean> {
  const isSaved = () => session.getState().save.type === 'saved';
  if (isSaved()) return Promise.resolve(true);
  return new Promise((resolve) => {
    const end = (saved: boolean) => {
      clearTimeout(timer);
      stop();
      resolve(saved);
    };
    const timer = setTimeout(() => end(false), longestMs);
    const stop = session.subscribe(() => {
      if (isSaved()) end(true);
    });
  });
}
