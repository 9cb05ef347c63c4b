// Imports and exports: from a file to pieces of an article, and from an article to a file.
import { exportQuerySchema } from '../api/exports.ts';
import {
  articleImportResultSchema,
  articleImportSchema,
  importPreviewSchema,
  importQuerySchema,
} from '../api/imports.ts';
import { defineRoute } from './define-route.ts';
import { articleParam } from './params.ts';

/** The routes of imports and exports. */
export const importRoutes = {
  readFile: defineRoute({
    method: 'POST',
    path: '/api/imports',
    summary:
      'Reads a file and answers with what was recognized in it, as pieces to correct. Nothing is stored.',
    action: 'article.write',
    query: importQuerySchema,
    upload: ['application/octet-stream'],
    answer: importPreviewSchema,
  }),
  importContent: defineRoute({
    method: 'POST',
    path: '/api/articles/:id/import',
    summary: 'Puts content into an article that is there.',
    action: 'article.write',
    params: { id: articleParam },
    body: articleImportSchema,
    limit: '8mb',
    answer: articleImportResultSchema,
    audited: false,
  }),
  exportArticle: defineRoute({
    method: 'GET',
    path: '/api/articles/:id/export',
    summary: 'The article as a file. The audit log has an entry of its own for it.',
    action: 'article.export',
    params: { id: articleParam },
    query: exportQuerySchema,
    answer: null,
    files: [
      'text/markdown',
      'text/html',
      'text/plain',
      'application/json',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ],
    audited: false,
  }),
};
