// The library of pictures.
import {
  expiredStoriesSchema,
  pictureChangeSchema,
  picturePageSchema,
  pictureQuerySchema,
  pictureSchema,
  wholePictureSchema,
} from '../api/pictures.ts';
import type { MediaId } from '../ids.ts';
import { defineRoute } from './define-route.ts';
import { idParam } from './params.ts';

const params = { id: idParam<MediaId>('a picture') };

/** The library's routes. */
export const pictureRoutes = {
  listPictures: defineRoute({
    method: 'GET',
    path: '/api/pictures',
    summary: 'The pictures of the desk, the newest first, a page of them.',
    action: 'media.read',
    query: pictureQuerySchema,
    answer: picturePageSchema,
  }),
  listExpiredStories: defineRoute({
    method: 'GET',
    path: '/api/pictures/expired-stories',
    summary: 'What is public with pictures whose licence has ended.',
    action: 'article.publish',
    answer: expiredStoriesSchema,
  }),
  readPicture: defineRoute({
    method: 'GET',
    path: '/api/pictures/:id',
    summary: 'All that is known of a picture, and where it is used.',
    action: 'media.read',
    params,
    answer: wholePictureSchema,
  }),
  changePicture: defineRoute({
    method: 'PATCH',
    path: '/api/pictures/:id',
    summary: 'Changes what is said of a picture; texts that show it already stay as they are.',
    action: 'media.change',
    params,
    body: pictureChangeSchema,
    limit: '32kb',
    answer: pictureSchema,
  }),
  deletePicture: defineRoute({
    method: 'DELETE',
    path: '/api/pictures/:id',
    summary: 'Deletes a picture that is used nowhere; other people’s only for who may.',
    action: 'media.delete',
    furtherActions: ['media.delete-others'],
    params,
    answer: null,
  }),
  restorePicture: defineRoute({
    method: 'POST',
    path: '/api/pictures/:id/restore',
    summary: 'Brings a deleted picture back; other people’s only for who may.',
    action: 'media.delete',
    furtherActions: ['media.delete-others'],
    params,
    answer: pictureSchema,
  }),
};
