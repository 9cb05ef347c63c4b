// Previews: an article as readers would see it, for the desk and by links for people outside.
import { z } from 'zod';
import {
  createdPreviewLinkSchema,
  newPreviewLinkSchema,
  previewLinkSchema,
  previewQuerySchema,
} from '../api/previews.ts';
import { defineRoute } from './define-route.ts';
import { articleParam, idParam } from './params.ts';

/** The routes of previews and their links. */
export const previewRoutes = {
  readPreview: defineRoute({
    method: 'GET',
    path: '/api/articles/:id/preview',
    summary: 'The page that readers would see. Without a scheme it follows what the browser prefers.',
    action: 'article.read',
    params: { id: articleParam },
    query: previewQuerySchema,
    answer: null,
    files: ['text/html'],
    audited: true,
  }),
  listPreviewLinks: defineRoute({
    method: 'GET',
    path: '/api/articles/:id/preview-links',
    summary: 'The links to a preview that work, the newest first.',
    action: 'article.read',
    params: { id: articleParam },
    answer: z.array(previewLinkSchema),
    audited: false,
  }),
  createPreviewLink: defineRoute({
    method: 'POST',
    path: '/api/articles/:id/preview-links',
    summary: 'Makes a link to a preview for people outside. Its address is in this answer alone.',
    action: 'preview.share',
    params: { id: articleParam },
    body: newPreviewLinkSchema,
    limit: '8kb',
    answer: createdPreviewLinkSchema,
    status: 201,
    audited: false,
  }),
  endPreviewLink: defineRoute({
    method: 'DELETE',
    path: '/api/articles/:id/preview-links/:link',
    summary: 'Ends a link to a preview.',
    action: 'preview.share',
    params: { id: articleParam, link: idParam('a link') },
    answer: null,
    audited: false,
  }),
};
