// What people do with suggestions of their own, as it waits in their outbox.
import { type PutSuggestion, type Suggestion, suggestionSchema } from '@galley/shared/api/suggestions.ts';
import type { ArticleId, SuggestionId } from '@galley/shared/ids.ts';
import { request } from '../../app/api.ts';
import type { Outbox, Waiting } from '../outbox.ts';

/** The last word counts: what is said later of the same suggestion takes the place of what was said before. */
export type SuggestionDeed =
  | ({ type: 'put'; id: SuggestionId } & PutSuggestion)
  | { type: 'withdraw'; id: SuggestionId };

/** Answered with the suggestion as it is then, with null where it was withdrawn. */
export type SuggestionOutbox = Outbox<SuggestionDeed, Suggestion | null>;

export type WaitingSuggestion = Waiting<SuggestionDeed>;

/** Of two deeds only the later one needs to be sent. */
export const replacesDeed = (later: SuggestionDeed, earlier: SuggestionDeed) => later.id === earlier.id;

export async function sendSuggestion(article: ArticleId, deed: SuggestionDeed): Promise<Suggestion | null> {
  const path = `/api/articles/${article}/suggestions/${deed.id}`;
  if (deed.type === 'withdraw') {
    await request('DELETE', path);
    return null;
  }
  const { section, change } = deed;
  return await request('PUT', path, { body: { section, change }, schema: suggestionSchema });
}
