// What the interface says of itself.
import { z } from 'zod';
import { defineRoute } from './define-route.ts';

/** The routes of the interface itself. */
export const interfaceRoutes = {
  readOpenApi: defineRoute({
    method: 'GET',
    path: '/api/openapi.json',
    summary: 'This document.',
    action: 'article.read',
    answer: z.looseObject({ openapi: z.literal('3.1.2') }),
  }),
};
