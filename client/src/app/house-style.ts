// The house style list: for the checks beside the text, and for those who keep it.
import { houseStyleRoutes } from '@galley/shared/contract/house-style.ts';
import { queryOptions } from '@tanstack/react-query';
import { call } from './api.ts';
import { keys } from './query-keys.ts';

/** All words, by the alphabet. */
export const houseStyleQuery = queryOptions({
  queryKey: keys.houseStyle,
  queryFn: ({ signal }) => call(houseStyleRoutes.listStyleWords, { signal }),
});
