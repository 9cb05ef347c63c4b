// What of an article's text a machine made, as people marked it: from the server, and live.
import type { MachineMade, MachinePart } from '@galley/shared/api/machine-made.ts';
import { machineMadeRoutes } from '@galley/shared/contract/machine-made.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { call } from '../../app/api.ts';
import { keys } from '../../app/query-keys.ts';

/** What is marked of an article; kept fresh by live events. */
export function machineMadeQuery(article: ArticleId) {
  return queryOptions({
    queryKey: keys.machineMade(article),
    queryFn: ({ signal }) => call(machineMadeRoutes.readMachineMade, { params: { id: article }, signal }),
  });
}

/** What is marked of the text; undefined until that is known. */
export function useMachineMade(article: ArticleId): MachineMade | undefined {
  return useQuery(machineMadeQuery(article)).data;
}

/** How much of a part of the text a machine made, from 0 to 1; in a part that has any at least 1 %, and 1 only for all of it. */
export function shareOf({ machine, letters }: Pick<MachinePart, 'machine' | 'letters'>): number {
  if (machine === 0 || letters === 0) return 0;
  return machine === letters ? 1 : Math.min(0.99, Math.max(0.01, machine / letters));
}
