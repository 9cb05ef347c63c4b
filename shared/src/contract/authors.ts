// The authors who have a page on the public site.
import {
  authorChangeSchema,
  authorProfileSchema,
  authorProfilesSchema,
  newAuthorSchema,
} from '../api/authors.ts';
import { defineRoute } from './define-route.ts';
import { nameParam } from './params.ts';

const params = { slug: nameParam('an author') };

/** The routes of authors. */
export const authorRoutes = {
  listAuthors: defineRoute({
    method: 'GET',
    path: '/api/authors',
    summary: 'The profiles of authors, by name.',
    action: 'article.read',
    answer: authorProfilesSchema,
  }),
  createAuthor: defineRoute({
    method: 'POST',
    path: '/api/authors',
    summary: 'Makes the profile of an author.',
    action: 'site.manage',
    body: newAuthorSchema,
    limit: '16kb',
    answer: authorProfileSchema,
    status: 201,
  }),
  changeAuthor: defineRoute({
    method: 'PUT',
    path: '/api/authors/:slug',
    summary: 'Changes a profile; refused with `conflict` where somebody has changed it since that version.',
    action: 'site.manage',
    params,
    body: authorChangeSchema,
    limit: '16kb',
    answer: authorProfileSchema,
  }),
  removeAuthor: defineRoute({
    method: 'DELETE',
    path: '/api/authors/:slug',
    summary: 'Takes the page of an author away; articles go on naming them.',
    action: 'site.manage',
    params,
    answer: null,
  }),
};
