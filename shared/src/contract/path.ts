// A route's address for what is asked of it.
import type { InputOf, Route } from './define-route.ts';

/** The path with its query. Fields of the query that are undefined are left out. */
export function pathTo<R extends Route>(route: R, input: Pick<InputOf<R>, 'params' | 'query'>): string {
  // Whether there are any is the route's to say, which TypeScript can't see of one that is not known here.
  const { params = {}, query = {} } = input as { params?: Record<string, string>; query?: object };
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const fields = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) fields.set(name, String(value));
  return fields.size === 0 ? path : `${path}?${fields}`;
}
