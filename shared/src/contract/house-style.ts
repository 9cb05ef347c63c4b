// The house style list.
import {
  newStyleWordSchema,
  styleFileSchema,
  styleImportedSchema,
  styleImportSchema,
  styleWordChangeSchema,
  styleWordSchema,
  styleWordsQuerySchema,
  styleWordsSchema,
} from '../api/house-style.ts';
import type { StyleWordId } from '../ids.ts';
import { defineRoute } from './define-route.ts';
import { idParam } from './params.ts';

const params = { id: idParam<StyleWordId>('an entry of the house style list') };

/** The routes of the house style list. */
export const houseStyleRoutes = {
  listStyleWords: defineRoute({
    method: 'GET',
    path: '/api/house-style',
    summary: 'The house style list: words to avoid, and what is written in their place.',
    action: 'article.read',
    query: styleWordsQuerySchema,
    answer: styleWordsSchema,
    files: ['text/csv'],
  }),
  addStyleWord: defineRoute({
    method: 'POST',
    path: '/api/house-style',
    summary: 'Adds a word to the list.',
    action: 'style.manage',
    body: newStyleWordSchema,
    limit: '8kb',
    answer: styleWordSchema,
    status: 201,
  }),
  readStyleFile: defineRoute({
    method: 'POST',
    path: '/api/house-style/file',
    summary:
      'Reads a CSV file with words and says of each line what would come of it. Nothing is stored. Columns: avoid, prefer, note, language, owner.',
    action: 'style.manage',
    upload: ['text/csv'],
    answer: styleFileSchema,
  }),
  importStyleWords: defineRoute({
    method: 'POST',
    path: '/api/house-style/import',
    summary: 'Adds and changes many words at once, all of them or none.',
    action: 'style.manage',
    body: styleImportSchema,
    limit: '8mb',
    answer: styleImportedSchema,
  }),
  changeStyleWord: defineRoute({
    method: 'PUT',
    path: '/api/house-style/:id',
    summary: 'Changes an entry; refused with `conflict` where somebody has changed it since that version.',
    action: 'style.manage',
    params,
    body: styleWordChangeSchema,
    limit: '8kb',
    answer: styleWordSchema,
  }),
  removeStyleWord: defineRoute({
    method: 'DELETE',
    path: '/api/house-style/:id',
    summary: 'Takes a word off the list.',
    action: 'style.manage',
    params,
    answer: null,
  }),
};
