// The articles of the board that are selected, for what is done with several at once.
import type { ArticleRow } from '@galley/shared/api/articles.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { createContext, use, useState } from 'react';

export interface Selection {
  chosen: ReadonlyMap<ArticleId, ArticleRow>;
  /** Selects an article or takes it out; as a range, what is done goes for all from the one before up to this one. */
  toggle(article: ArticleRow, within: readonly ArticleRow[], asRange: boolean): void;
  /** Selects all of these, or takes them out. */
  setAll(articles: readonly ArticleRow[], on: boolean): void;
  clear(): void;
}

/** Null where the person may do nothing with several articles. */
export const SelectionContext = createContext<Selection | null>(null);

export function useSelectionOfBoard(): Selection | null {
  return use(SelectionContext);
}

interface Chosen {
  /** What was shown when it was selected: in another list nothing is selected. */
  of: string;
  chosen: ReadonlyMap<ArticleId, ArticleRow>;
  /** Where a range begins. */
  last: ArticleId | null;
}

/** The selection in the list that `of` names. */
export function useSelection(of: string): Selection {
  const [kept, setKept] = useState<Chosen>(() => nothing(of));
  const now = kept.of === of ? kept : nothing(of);
  /** From what is selected by then: an answer of the server may come late. */
  const change = (changed: (chosen: Chosen) => Chosen) =>
    setKept((current) => changed(current.of === of ? current : nothing(of)));
  return {
    chosen: now.chosen,
    toggle: (article, within, asRange) =>
      change(({ chosen, last }) => {
        const on = !chosen.has(article.id);
        const articles = asRange ? rangeTo(article, within, last) : [article];
        return { of, chosen: withAll(chosen, articles, on), last: article.id };
      }),
    setAll: (articles, on) =>
      change(({ chosen }) => ({ of, chosen: withAll(chosen, articles, on), last: null })),
    clear: () => setKept(nothing(of)),
  };
}

function nothing(of: string): Chosen {
  return { of, chosen: new Map(), last: null };
}

/** The articles between the last one and this, both included; this one alone where the last is in another list. */
export function rangeTo(
  article: ArticleRow,
  within: readonly ArticleRow[],
  last: ArticleId | null,
): readonly ArticleRow[] {
  const from = within.findIndex(({ id }) => id === last);
  const to = within.findIndex(({ id }) => id === article.id);
  if (from === -1 || to === -1) return [article];
  return within.slice(Math.min(from, to), Math.max(from, to) + 1);
}

function withAll(
  chosen: ReadonlyMap<ArticleId, ArticleRow>,
  articles: readonly ArticleRow[],
  on: boolean,
): ReadonlyMap<ArticleId, ArticleRow> {
  const changed = new Map(chosen);
  for (const article of articles)
    if (on) changed.set(article.id, article);
    else changed.delete(article.id);
  return changed;
}
