// What people do with suggestions of their own, as it waits in the outbox.
import type { PutSuggestion, Suggestion } from '@galley/shared/api/suggestions.ts';
import { suggestionRoutes } from '@galley/shared/contract/suggestions.ts';
import type { ArticleId, SuggestionId } from '@galley/shared/ids.ts';
import { call } from '../../app/api.ts';
import type { Waiting } from '../../outbox/outbox-database.ts';

/** The last word counts: what is said later of the same suggestion takes the place of what was said before. */
export type SuggestionCommand =
  | ({ type: 'put'; id: SuggestionId } & PutSuggestion)
  | { type: 'withdraw'; id: SuggestionId };

export type WaitingSuggestion = Waiting<SuggestionCommand>;

/** Gives the suggestion as it is then; null where it was withdrawn. Throws `ApiProblem`. */
export async function sendSuggestion(
  article: ArticleId,
  command: SuggestionCommand,
): Promise<Suggestion | null> {
  const params = { id: article, suggestion: command.id };
  if (command.type === 'withdraw') {
    await call(suggestionRoutes.withdrawSuggestion, { params });
    return null;
  }
  const { region, change } = command;
  return await call(suggestionRoutes.putSuggestion, { params, body: { region, change } });
}
