// Webhooks: other programs that hear of what happens at the desk. For admins.
import { z } from 'zod';
import {
  deliveryPageSchema,
  deliveryQuerySchema,
  deliverySchema,
  newWebhookSchema,
  webhookChangeSchema,
  webhookSchema,
  webhookWithSecretSchema,
} from '../api/webhooks.ts';
import { defineRoute } from './define-route.ts';
import { nameParam } from './params.ts';

const action = 'webhook.manage';
const webhook = nameParam('a webhook');

/** The routes of webhooks. */
export const webhookRoutes = {
  listWebhooks: defineRoute({
    method: 'GET',
    path: '/api/webhooks',
    summary: 'All webhooks, without their secrets.',
    action,
    answer: z.array(webhookSchema),
  }),
  createWebhook: defineRoute({
    method: 'POST',
    path: '/api/webhooks',
    summary: 'Sets up a webhook. Its secret is in this answer alone.',
    action,
    body: newWebhookSchema,
    limit: '8kb',
    answer: webhookWithSecretSchema,
    status: 201,
  }),
  changeWebhook: defineRoute({
    method: 'PATCH',
    path: '/api/webhooks/:id',
    summary: 'Changes where a webhook is and which events it gets, and switches it on and off.',
    action,
    params: { id: webhook },
    body: webhookChangeSchema,
    limit: '8kb',
    answer: webhookSchema,
  }),
  removeWebhook: defineRoute({
    method: 'DELETE',
    path: '/api/webhooks/:id',
    summary: 'Removes a webhook with its log.',
    action,
    params: { id: webhook },
    answer: null,
  }),
  renewWebhookSecret: defineRoute({
    method: 'POST',
    path: '/api/webhooks/:id/secret',
    summary: 'Gives a webhook another secret. It is in this answer alone.',
    action,
    params: { id: webhook },
    answer: webhookWithSecretSchema,
  }),
  testWebhook: defineRoute({
    method: 'POST',
    path: '/api/webhooks/:id/test',
    summary: 'Queues a test message; refused with `conflict` while the webhook is switched off.',
    action,
    params: { id: webhook },
    answer: deliverySchema,
    status: 201,
  }),
  listDeliveries: defineRoute({
    method: 'GET',
    path: '/api/webhooks/:id/deliveries',
    summary: 'What was sent to a webhook or is to be, the newest first.',
    action,
    params: { id: webhook },
    query: deliveryQuerySchema,
    answer: deliveryPageSchema,
  }),
  retryDelivery: defineRoute({
    method: 'POST',
    path: '/api/webhooks/:id/deliveries/:delivery/retry',
    summary: 'Sends once more what could not be delivered.',
    action,
    params: { id: webhook, delivery: nameParam('a delivery') },
    answer: deliverySchema,
  }),
};
