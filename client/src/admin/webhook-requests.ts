// Webhooks on the HTTP interface, as the browser asks for them.
import type { NewWebhook, WebhookChange } from '@galley/shared/api/webhooks.ts';
import { webhookRoutes } from '@galley/shared/contract/webhooks.ts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from '../app/api.ts';
import { keys } from '../app/query-keys.ts';

export const webhooksQuery = queryOptions({
  queryKey: [...keys.webhooks, 'list'],
  queryFn: ({ signal }) => call(webhookRoutes.listWebhooks, { signal }),
});

/** A webhook's deliveries, page by page, again and again as long as they are looked at. */
export function deliveriesQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: [...keys.webhooks, 'deliveries', id],
    queryFn: ({ pageParam, signal }) =>
      call(webhookRoutes.listDeliveries, {
        params: { id },
        query: { cursor: pageParam ?? undefined },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: 3000,
  });
}

export const createWebhook = (body: NewWebhook) => call(webhookRoutes.createWebhook, { body });

export const changeWebhook = (id: string, body: WebhookChange) =>
  call(webhookRoutes.changeWebhook, { params: { id }, body });

export const renewSecret = (id: string) => call(webhookRoutes.renewWebhookSecret, { params: { id } });

export const removeWebhook = (id: string) => call(webhookRoutes.removeWebhook, { params: { id } });

export const sendTest = (id: string) => call(webhookRoutes.testWebhook, { params: { id } });

export const retryDelivery = (id: string, delivery: string) =>
  call(webhookRoutes.retryDelivery, { params: { id, delivery } });
