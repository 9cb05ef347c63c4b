// Webhooks on the HTTP interface, as the browser asks for them.
import {
  deliveryPageSchema,
  deliverySchema,
  type NewWebhook,
  type WebhookChange,
  webhookSchema,
  webhookWithSecretSchema,
} from '@galley/shared/api/webhooks.ts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { request } from '../app/api.ts';
import { keys } from '../app/query-keys.ts';

const path = '/api/webhooks';

/** GET /api/webhooks. */
export const webhooksQuery = queryOptions({
  queryKey: [...keys.webhooks, 'list'],
  queryFn: ({ signal }) => request('GET', path, { schema: z.array(webhookSchema), signal }),
});

/** GET /api/webhooks/:id/deliveries, page by page, again and again as long as they are looked at. */
export function deliveriesQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: [...keys.webhooks, 'deliveries', id],
    queryFn: ({ pageParam, signal }) =>
      request('GET', `${path}/${id}/deliveries${pageParam === null ? '' : `?cursor=${pageParam}`}`, {
        schema: deliveryPageSchema,
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: 3000,
  });
}

export const createWebhook = (body: NewWebhook) =>
  request('POST', path, { body, schema: webhookWithSecretSchema });

export const changeWebhook = (id: string, body: WebhookChange) =>
  request('PATCH', `${path}/${id}`, { body, schema: webhookSchema });

export const renewSecret = (id: string) =>
  request('POST', `${path}/${id}/secret`, { schema: webhookWithSecretSchema });

export const removeWebhook = (id: string) => request('DELETE', `${path}/${id}`);

export const sendTest = (id: string) => request('POST', `${path}/${id}/test`, { schema: deliverySchema });

export const retryDelivery = (id: string, delivery: string) =>
  request('POST', `${path}/${id}/deliveries/${delivery}/retry`, { schema: deliverySchema });
