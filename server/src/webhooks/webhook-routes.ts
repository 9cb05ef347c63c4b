// The routes of webhooks, for admins alone.
import type { Webhook } from '@galley/shared/api/webhooks.ts';
import { webhookRoutes as routes } from '@galley/shared/contract/webhooks.ts';
import type { Router } from 'express';
import type { Sessions } from '../accounts/sessions.ts';
import { createApiRouter } from '../http/api-router.ts';
import { fieldProblem, ProblemError } from '../http/problem.ts';
import type { Targets } from '../net/targets.ts';
import type { Deliveries } from './deliveries.ts';
import type { WebhookStore } from './webhook-store.ts';

interface WebhookRoutesOptions {
  store: WebhookStore;
  deliveries: Deliveries;
  targets: Targets;
  sessions: Sessions;
}

export function webhookRoutes({ store, deliveries, targets, sessions }: WebhookRoutesOptions): Router {
  const api = createApiRouter(sessions);

  const refuseTarget = async (url: string) => {
    const why = await targets.refusalOf(url);
    if (why !== null) throw fieldProblem('invalid-input', 'url', why, 'No webhook can be there.');
  };
  const webhookOf = async (id: string): Promise<Webhook> => found(await store.get(id));
  const toSendTo = async (id: string): Promise<Webhook> => {
    const webhook = await webhookOf(id);
    if (!webhook.enabled) throw new ProblemError('conflict', 'The webhook is switched off.');
    return webhook;
  };

  api.serve(routes.listWebhooks, () => store.list());

  api.serve(routes.createWebhook, async ({ me, body, response }) => {
    await refuseTarget(body.url);
    response.set('cache-control', 'no-store');
    return await store.create(body, me.id);
  });

  api.serve(routes.changeWebhook, async ({ me, params, body }) => {
    if (body.url !== undefined) await refuseTarget(body.url);
    return found(await store.change(params.id, body, me.id));
  });

  api.serve(routes.removeWebhook, async ({ me, params }) => {
    if (!(await store.remove(params.id, me.id))) throw new ProblemError('not-found');
  });

  api.serve(routes.renewWebhookSecret, async ({ me, params, response }) => {
    const renewed = found(await store.renewSecret(params.id, me.id));
    response.set('cache-control', 'no-store');
    return renewed;
  });

  api.serve(routes.testWebhook, async ({ params }) => {
    const { id } = await toSendTo(params.id);
    return found(await deliveries.get(id, await deliveries.test(id)));
  });

  api.serve(routes.listDeliveries, async ({ params, query }) => {
    const { id } = await webhookOf(params.id);
    const page = await deliveries.list(id, query.cursor);
    if (!page) throw new ProblemError('invalid-input', 'The cursor is not from the last page of this list.');
    return page;
  });

  api.serve(routes.retryDelivery, async ({ params }) => {
    const { id } = await toSendTo(params.id);
    if (!(await deliveries.retry(id, params.delivery))) throw new ProblemError('not-found');
    return found(await deliveries.get(id, params.delivery));
  });

  return api.router;
}

function found<T>(value: T | null): T {
  if (value === null) throw new ProblemError('not-found');
  return value;
}
