// The report on the open article's words, made once for all that show it: the panel and the marks at the words.
import type { Hint } from '@galley/shared/checks/checks.ts';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { LookedAt } from './use-checks.ts';

interface ChecksReport {
  /** Null until there is one, and while nobody asks for it. */
  report: LookedAt | null;
  /** What a LanguageTool server has found, while the panel is open. */
  language: readonly Hint[];
  /** How many parts of the page show it, beside the marks. */
  watchers: number;
  /** Whether words are underlined in the text. */
  marked: boolean;
}

const storageKey = 'galley-hint-marks';

/** Outside of React: whoever underlines reads it between renderings. */
export const checksReport = createStore<ChecksReport>(() => ({
  report: null,
  language: [],
  watchers: 0,
  marked: localStorage.getItem(storageKey) !== 'hidden',
}));

/** Has the article's words looked at while the component is on the page; null until the first report is there. */
export function useReport(): LookedAt | null {
  useEffect(() => {
    const count = (step: number) => checksReport.setState(({ watchers }) => ({ watchers: watchers + step }));
    count(1);
    return () => count(-1);
  }, []);
  return useStore(checksReport, ({ report }) => report);
}

/** Whether words are underlined in the text; this browser remembers it. */
export function useIsMarked(): boolean {
  return useStore(checksReport, ({ marked }) => marked);
}

/** Switches the marks on or off. */
export function setMarked(marked: boolean): void {
  localStorage.setItem(storageKey, marked ? 'shown' : 'hidden');
  checksReport.setState({ marked });
}
