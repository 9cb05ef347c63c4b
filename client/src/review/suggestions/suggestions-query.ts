// The suggestions of an article, as the browser asks for them.
import { suggestionRoutes } from '@galley/shared/contract/suggestions.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../app/api.ts';
import { keys } from '../../app/query-keys.ts';

/** An article's open suggestions and those that were decided last; kept fresh by live events. */
export function suggestionsQuery(article: ArticleId) {
  return queryOptions({
    queryKey: keys.suggestions(article),
    queryFn: ({ signal }) => call(suggestionRoutes.listSuggestions, { params: { id: article }, signal }),
  });
}
