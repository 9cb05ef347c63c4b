// The suggestions as the person expects them: as the server has them, with what is still on its way.
import type { Suggestion } from '@galley/shared/api/suggestions.ts';
import type { Line } from '@galley/shared/article/document.ts';
import type { ArticleId, UserId } from '@galley/shared/ids.ts';
import type { LineChange } from '@galley/shared/review/suggestions/suggestion-change.ts';
import type { ThreadFilter } from '../threads/thread-store.ts';
import type { WaitingSuggestion } from './suggestion-commands.ts';

/** A suggestion, and what waits to be sent of it. */
export interface ShownSuggestion extends Suggestion {
  waiting?: WaitingSuggestion;
}

/** One for a line. */
export type LineSuggestion = ShownSuggestion & { change: LineChange };

/** What a person has suggested for a line. */
export function ofLine(
  suggestions: readonly ShownSuggestion[],
  line: Line,
  author: UserId,
): LineSuggestion[] {
  return suggestions.filter(
    (one): one is LineSuggestion =>
      one.region === line && one.author === author && one.change.type === 'line',
  );
}

/** Lays what waits over what the server has said. Those that are withdrawn are left out. */
export function withWaiting(
  suggestions: readonly Suggestion[],
  waiting: readonly WaitingSuggestion[],
  article: ArticleId,
  me: UserId,
): ShownSuggestion[] {
  const shown = new Map<string, ShownSuggestion>(suggestions.map((one) => [one.id, one]));
  for (const item of waiting) {
    const { command, at } = item;
    if (item.article !== article) continue;
    const before = shown.get(command.id);
    // What has been decided stays so; what waits shows that it was not taken.
    if (before && before.state !== 'open')
      shown.set(command.id, item.failed ? { ...before, waiting: item } : before);
    else if (command.type === 'put') {
      const { id, region, change } = command;
      const made = { id, article, author: me, createdAt: at, decidedBy: null, decidedAt: null };
      const row = before ?? { ...made, state: 'open' as const };
      shown.set(id, { ...row, region, change, updatedAt: at, waiting: item });
    } else if (!item.failed) shown.delete(command.id);
  }
  return [...shown.values()].filter(({ state }) => state !== 'withdrawn');
}

/** Those that the filter of the margin lets through; `resolved` are those that have been decided. */
export function filteredSuggestions(
  suggestions: readonly ShownSuggestion[],
  { show, kind, section, person }: ThreadFilter,
  me: UserId,
): ShownSuggestion[] {
  return suggestions.filter((one) => {
    if (kind === 'comments') return false;
    if (show === 'mine' ? one.author !== me : (show === 'open') !== (one.state === 'open')) return false;
    if (person !== null && one.author !== person) return false;
    return section === null || one.region === section;
  });
}
