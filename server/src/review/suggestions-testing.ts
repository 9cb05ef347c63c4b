// Suggestions in tests, as browsers ask for them: listing, suggesting for a line, deciding, taking back.
import {
  type DecisionAnswer,
  type Suggestion,
  suggestionListSchema,
  type UndoAnswer,
  undoAnswerSchema,
} from '@galley/shared/api/suggestions.ts';
import { type ArticleId, newId } from '@galley/shared/ids.ts';
import type { Browser } from '../accounts/testing.ts';

/** The route of an article's suggestions, or one below it. */
export const pathOf = (id: ArticleId, below = '') => `/api/articles/${id}/suggestions${below}`;

/** All that the server shows of an article. */
export async function listOf(by: Browser, id: ArticleId): Promise<Suggestion[]> {
  return suggestionListSchema.parse((await by.ask('GET', pathOf(id))).body);
}

/** What a suggestion for a line holds; for a headline that says `seen` unless something else is said. */
export interface LineInput {
  line?: string;
  before?: unknown;
  after?: unknown;
}

export const seen = 'The mayor spoke for an hour';
export const wanted = 'The major spoke for two hours';

/** A suggestion for a line as a browser sends it. */
export const inputOf = ({ line = 'headline', before = seen, after = wanted }: LineInput = {}) => ({
  region: line,
  change: { type: 'line', before, after },
});

/** Suggests another line, or says one anew. Throws where the server refuses. */
export async function put(
  by: Browser,
  id: ArticleId,
  input: LineInput = {},
  one = newId<string>(),
): Promise<Suggestion> {
  const { status, body } = await by.ask('PUT', pathOf(id, `/${one}`), inputOf(input));
  if (status >= 300) throw new Error(JSON.stringify(body));
  return body;
}

/** Decides on suggestions as they were seen. Throws where the server refuses. */
export async function decide(
  by: Browser,
  id: ArticleId,
  verdict: 'accept' | 'reject',
  suggestions: readonly Pick<Suggestion, 'id' | 'updatedAt'>[],
): Promise<DecisionAnswer['results']> {
  const named = suggestions.map(({ id: one, updatedAt }) => ({ id: one, updatedAt }));
  const { status, body } = await by.ask('POST', pathOf(id, '/decisions'), { suggestions: named, verdict });
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body.results;
}

/** Takes decisions back. */
export async function undo(
  by: Browser,
  id: ArticleId,
  suggestions: readonly Pick<Suggestion, 'id'>[],
): Promise<UndoAnswer['results']> {
  const ids = suggestions.map((one) => one.id);
  const { body } = await by.ask('POST', pathOf(id, '/undo'), { suggestions: ids });
  return undoAnswerSchema.parse(body).results;
}
