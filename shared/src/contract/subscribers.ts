// Subscribers of the public site's news in JSON. For admins.
import { z } from 'zod';
import { newSubscriberSchema, subscriberSchema, subscriberWithTokenSchema } from '../api/subscribers.ts';
import { defineRoute } from './define-route.ts';
import { nameParam } from './params.ts';

const action = 'site.manage';

/** The routes of subscribers. */
export const subscriberRoutes = {
  listSubscribers: defineRoute({
    method: 'GET',
    path: '/api/subscribers',
    summary: 'All subscribers, without their tokens.',
    action,
    answer: z.array(subscriberSchema),
  }),
  createSubscriber: defineRoute({
    method: 'POST',
    path: '/api/subscribers',
    summary: 'Makes a token for a subscriber. It is in this answer alone.',
    action,
    body: newSubscriberSchema,
    limit: '8kb',
    answer: subscriberWithTokenSchema,
    status: 201,
  }),
  endSubscriber: defineRoute({
    method: 'DELETE',
    path: '/api/subscribers/:id',
    summary: 'Ends a subscriber’s token at once.',
    action,
    params: { id: nameParam('a subscriber') },
    answer: null,
  }),
};
