// What can be done with a hint: going to its words, and putting others in their place, in the text or as a suggestion.
import type { Hint } from '@galley/shared/checks/checks.ts';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { showProblem, showToast } from '../app/toasts.ts';
import { useArticle } from '../editor/article-context.ts';
import { useSuggestionStore } from '../review/article-review.ts';
import { announce } from '../ui/announcer.tsx';
import { placeOfHint } from './checked-blocks.ts';
import { replaceInFork, replaceWords, suggestWords } from './replace-words.ts';
import { showWords } from './show-words.ts';
import type { LookedAt } from './use-checks.ts';

/** For the hints of this report. `onGone` is called once somebody has gone to a hint's words. */
export function useHintActs(report: LookedAt, onGone?: () => void) {
  const { t } = useTranslation('checks');
  const { row, session, editors, suggesting } = useArticle();
  const suggestions = useSuggestionStore();
  const isReplacing = useRef(false);
  /** The editor of a hint's region and the place of its words in it; says so where they are gone. */
  const find = async (hint: Hint) => {
    const block = hint.block - report.blocks.findIndex(({ place }) => place === hint.place);
    const editor = await editors.ensure(hint.place);
    const place = placeOfHint(editor.state.doc, hint, block);
    if (!place) announce(t('gone'));
    return place && { editor, place };
  };
  return {
    go: async (hint: Hint) => {
      const found = await find(hint);
      if (!found) return;
      onGone?.();
      showWords(found.editor, found.place);
    },
    replace: async (hint: Hint, instead: string) => {
      // One at a time: until the answer comes the words still stand.
      if (isReplacing.current) return;
      isReplacing.current = true;
      try {
        const found = await find(hint);
        if (!found) return;
        const outcome = await replaceWords(row.id, session.connection, found.editor, found.place, instead);
        if (outcome === 'gone') showToast(t('gone'));
        else announce(t('replaced', { from: hint.quote, to: instead }));
      } catch (error) {
        showProblem(error);
      } finally {
        isReplacing.current = false;
      }
    },
    suggest: async (hint: Hint, instead: string) => {
      const found = await find(hint);
      if (!found) return;
      const { editor, place } = found;
      // What is changed while somebody suggests is a suggestion by itself.
      if (suggesting) replaceInFork(editor, place, instead, session.connection.steps);
      else if (!suggestWords(suggestions, hint.place, editor.state.doc, place, instead))
        return announce(t('suggestedAlready'));
      announce(t('suggestedTo', { from: hint.quote, to: instead }));
    },
  };
}
