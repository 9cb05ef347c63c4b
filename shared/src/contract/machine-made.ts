// What of a text a machine made.
import { machineMadeSchema, machineMarkSchema } from '../api/machine-made.ts';
import { defineRoute } from './define-route.ts';
import { articleParam } from './params.ts';

/** The routes of what a machine made. */
export const machineMadeRoutes = {
  readMachineMade: defineRoute({
    method: 'GET',
    path: '/api/articles/:id/machine-made',
    summary:
      'Which words of the text, as it stands, people marked as made by a machine, and how much that is.',
    action: 'article.read',
    params: { id: articleParam },
    answer: machineMadeSchema,
    audited: false,
  }),
  markMachineMade: defineRoute({
    method: 'POST',
    path: '/api/articles/:id/machine-made',
    summary:
      'Marks words as made by a machine, or takes the mark off. Refused with `conflict` where words are not in the text.',
    action: 'article.write',
    params: { id: articleParam },
    body: machineMarkSchema,
    limit: '128kb',
    answer: machineMadeSchema,
    audited: false,
  }),
};
