// What admins ask about profiles of authors.
import type { AuthorChange, NewAuthor } from '@galley/shared/api/authors.ts';
import { authorRoutes } from '@galley/shared/contract/authors.ts';
import { call } from '../app/api.ts';

/** Makes a profile. */
export async function createAuthor(body: NewAuthor) {
  return await call(authorRoutes.createAuthor, { body });
}

/** Changes a profile. */
export async function changeAuthor(slug: string, body: AuthorChange) {
  return await call(authorRoutes.changeAuthor, { params: { slug }, body });
}

/** Takes a profile away. */
export async function removeAuthor(slug: string) {
  await call(authorRoutes.removeAuthor, { params: { slug } });
}
