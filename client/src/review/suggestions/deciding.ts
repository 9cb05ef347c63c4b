// Deciding on suggestions as the page does it: what became of them is said, and one that no longer fits is shown.
import type { DecisionAnswer } from '@galley/shared/api/suggestions.ts';
import { useQueryClient } from '@tanstack/react-query';
import i18next from 'i18next';
import { useState } from 'react';
import { usePeople } from '../../app/people.ts';
import { showToast } from '../../app/toasts.ts';
import { announce } from '../../ui/announcer.tsx';
import { useSuggestionStore } from '../article-review.ts';
import type { ShownSuggestion } from './shown-suggestions.ts';
import { showDecided } from './undo-decisions.ts';
import { useDecide } from './use-decide.ts';

type Result = DecisionAnswer['results'][number];
type Verdict = 'accept' | 'reject';

/** A suggestion that no longer fits, and the text that stands in its place now. */
export interface StaleNow {
  now: string | null;
}

/** Decides on one; `staleNow` is what stands there where it could not be accepted. */
export function useDecideOne(suggestion: ShownSuggestion) {
  const store = useSuggestionStore();
  const people = usePeople();
  const client = useQueryClient();
  const decision = useDecide(store.article);
  const [staleNow, setStaleNow] = useState<StaleNow | null>(null);
  /** `onDone` is called where the decision was made. */
  const decide = (verdict: Verdict, onDone?: () => void) => {
    if (decision.isPending || !isDecidable(suggestion)) return;
    // The card may be gone by the answer, when somebody was faster; what is said of it is said all the same.
    void decision.mutateAsync({ shown: [suggestion], verdict }).then(
      ([result]) => {
        if (result?.outcome === 'stale') setStaleNow({ now: result.now });
        else if (result) say(result);
        if (result?.outcome === 'accepted' || result?.outcome === 'rejected') onDone?.();
      },
      () => {},
    );
  };
  const say = ({ outcome, suggestion: row }: Result) => {
    if (outcome === 'accepted' || outcome === 'rejected') {
      announce(i18next.t(`suggestions:said.${outcome}`));
      showDecided(client, store.article, outcome, [suggestion.id]);
    } else if (outcome === 'decided' && row) {
      const name = (row.decidedBy && people.get(row.decidedBy)?.name) ?? '?';
      showToast(i18next.t(`suggestions:decidedBy.${row.state as 'accepted'}`, { name }));
    } else if (outcome === 'changed' && row)
      showToast(i18next.t('suggestions:changed', { name: people.get(row.author)?.name ?? '?' }));
    else showToast(i18next.t(`suggestions:not.${outcome as 'sealed'}`));
  };
  return { decide, pending: decision.isPending, staleNow, closeStale: () => setStaleNow(null) };
}

/** Whether it is open and the server has it as it is shown. */
export function isDecidable({ state, waiting }: ShownSuggestion): boolean {
  return state === 'open' && waiting === undefined;
}

/** What became of many, as one sentence. */
export function summary(results: readonly Result[]): string {
  const counted = (['accepted', 'rejected', 'stale', 'sealed', 'decided', 'changed', 'unknown'] as const).map(
    (outcome) => ({
      outcome,
      count: results.filter((result) => result.outcome === outcome).length,
    }),
  );
  return counted
    .filter(({ count }) => count > 0)
    .map(({ outcome, count }) => i18next.t(`suggestions:result.${outcome}`, { count }))
    .join(', ');
}
