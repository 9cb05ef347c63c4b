// Pictures: uploaded, or fetched from elsewhere. `/media/:id` gives them to everybody who knows their ids.
import { fetchPictureSchema, uploadedPictureSchema, uploadQuerySchema } from '../api/media.ts';
import { pictureNotesSchema } from '../api/picture-notes.ts';
import { uploadTypes } from '../article/picture-files.ts';
import { defineRoute } from './define-route.ts';
import { nameParam } from './params.ts';

/** The routes of pictures’ bytes. */
export const mediaRoutes = {
  uploadPicture: defineRoute({
    method: 'POST',
    path: '/api/media',
    summary: 'Takes the bytes of a picture, which is judged by them.',
    action: 'media.upload',
    query: uploadQuerySchema,
    upload: uploadTypes,
    answer: uploadedPictureSchema,
    status: 201,
  }),
  fetchPicture: defineRoute({
    method: 'POST',
    path: '/api/media/fetch',
    summary: 'Fetches a picture that is elsewhere on the web.',
    action: 'article.write',
    body: fetchPictureSchema,
    limit: '8kb',
    answer: uploadedPictureSchema,
    status: 201,
  }),
  readPictureNotes: defineRoute({
    method: 'GET',
    path: '/api/media/:id/notes',
    summary: 'What a picture’s file says of it.',
    action: 'article.read',
    params: { id: nameParam('a picture') },
    answer: pictureNotesSchema,
  }),
};
