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

/** Everybody by id; empty until the server has answered. */
export function usePeople(): ReadonlyMap<UserId, Person> {
  return useQuery({ ...peopleQuery, select: byId }).data ?? nobody;
}

function byId(people: Person[]): ReadonlyMap<UserId, Person> {
  return new Map(people.map((person) => [person.id, person]));
}
