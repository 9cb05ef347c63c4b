// Addresses of the desk's pages that several rooms lead to, as the router wants them.
import type { ArticleId } from '@galley/shared/ids.ts';

/** An article's page at the desk. */
export function articlePath(id: ArticleId): string {
  return `/articles/${id}`;
}
