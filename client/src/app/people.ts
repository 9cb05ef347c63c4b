// Everybody at the desk, for names and faces.
import type { Person } from '@galley/shared/api/people.ts';
import { peopleRoutes } from '@galley/shared/contract/people.ts';
import type { UserId } from '@galley/shared/ids.ts';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { call } from './api.ts';
import { keys } from './query-keys.ts';

/** GET /api/people: active and former members, so that old names stay readable. */
export const peopleQuery = queryOptions({
  queryKey: keys.people,
  queryFn: ({ signal }) => call(peopleRoutes.listPeople, { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

const nobody: ReadonlyMap<UserId, Person> = new Map();

/** The same, by id. */
export const peopleByIdQuery = {
  ...peopleQuery,
  select: (people: Person[]): ReadonlyMap<UserId, Person> =>
    new Map(people.map((person) => [person.id, person])),
};

/** Everybody by id; empty until the server has answered. */
export function usePeople(): ReadonlyMap<UserId, Person> {
  return useQuery(peopleByIdQuery).data ?? nobody;
}
