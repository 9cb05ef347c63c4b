// What admins ask about profiles of authors.
import { type AuthorChange, authorProfileSchema, type NewAuthor } from '@galley/shared/api/authors.ts';
import { request } from '../app/api.ts';

/** POST /api/authors. */
export async function createAuthor(body: NewAuthor) {
  return await request('POST', '/api/authors', { body, schema: authorProfileSchema });
}

/** PUT /api/authors/:slug. */
export async function changeAuthor(slug: string, body: AuthorChange) {
  return await request('PUT', `/api/authors/${slug}`, { body, schema: authorProfileSchema });
}

/** DELETE /api/authors/:slug. */
export async function removeAuthor(slug: string) {
  await request('DELETE', `/api/authors/${slug}`);
}
