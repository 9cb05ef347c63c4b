// The house style list.
import {
  newStyleWordSchema,
  styleWordChangeSchema,
  styleWordSchema,
  styleWordsQuerySchema,
  styleWordsSchema,
} from '../api/house-style.ts';
import type { StyleWordId } from '../ids.ts';
import { defineRoute } from './define-route.ts';
import { idParam } from './params.ts';

const params = { id: idParam<StyleWordId>('an entry of the house style list') };

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
