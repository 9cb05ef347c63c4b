// /api/webhooks, for admins alone.
import {
  deliveryQuerySchema,
  newWebhookSchema,
  type Webhook,
  webhookChangeSchema,
} from '@galley/shared/api/webhooks.ts';
import express, { type Request, type Router } from 'express';
import type { Sessions } from '../accounts/sessions.ts';
import { readBody } from '../api/body.ts';
import { ProblemError } from '../api/problem.ts';
import { parse, requirePerson } from '../api/route.ts';
import type { Targets } from '../api/targets.ts';
import type { Deliveries } from './deliveries.ts';
import type { WebhookStore } from './webhook-store.ts';

interface WebhookRoutesOptions {
  store: WebhookStore;
  deliveries: Deliveries;
  targets: Targets;
  sessions: Sessions;
}

export function webhookRoutes({ store, deliveries, targets, sessions }: WebhookRoutesOptions): Router {
  const router = express.Router();
  const admin = (request: Request) => requirePerson(sessions, request, 'webhook.manage');

  const refuseTarget = async (url: string) => {
    const why = await targets.refusalOf(url);
    if (why !== null)
      throw new ProblemError('invalid-input', 'No webhook can be there.', [{ path: 'url', message: why }]);
  };
  const webhookOf = async (id: string): Promise<Webhook> => found(await store.get(id));
  const toSendTo = async (id: string): Promise<Webhook> => {
    const webhook = await webhookOf(id);
    if (!webhook.enabled) throw new ProblemError('conflict', 'The webhook is switched off.');
    return webhook;
  };

  router.get('/api/webhooks', async (request, response) => {
    await admin(request);
    response.json(await store.list());
  });

  router.post('/api/webhooks', async (request, response) => {
    const me = await admin(request);
    const input = await readBody(request, newWebhookSchema, '8kb');
    await refuseTarget(input.url);
    response
      .status(201)
      .set('cache-control', 'no-store')
      .json(await store.create(input, me.id));
  });

  router.patch('/api/webhooks/:id', async (request, response) => {
    const me = await admin(request);
    const change = await readBody(request, webhookChangeSchema, '8kb');
    if (change.url !== undefined) await refuseTarget(change.url);
    response.json(found(await store.change(request.params.id, change, me.id)));
  });

  router.delete('/api/webhooks/:id', async (request, response) => {
    const me = await admin(request);
    if (!(await store.remove(request.params.id, me.id))) throw new ProblemError('not-found');
    response.status(204).end();
  });

  router.post('/api/webhooks/:id/secret', async (request, response) => {
    const me = await admin(request);
    const renewed = found(await store.renewSecret(request.params.id, me.id));
    response.set('cache-control', 'no-store').json(renewed);
  });

  router.post('/api/webhooks/:id/test', async (request, response) => {
    await admin(request);
    const { id } = await toSendTo(request.params.id);
    response.status(201).json(found(await deliveries.get(id, await deliveries.test(id))));
  });

  router.get('/api/webhooks/:id/deliveries', async (request, response) => {
    await admin(request);
    const { cursor } = parse(deliveryQuerySchema, request.query);
    const { id } = await webhookOf(request.params.id);
    const page = await deliveries.list(id, cursor);
    if (!page) throw new ProblemError('invalid-input', 'The cursor is not from the last page of this list.');
    response.json(page);
  });

  router.post('/api/webhooks/:id/deliveries/:delivery/retry', async (request, response) => {
    await admin(request);
    const { id } = await toSendTo(request.params.id);
    const { delivery } = request.params;
    if (!(await deliveries.retry(id, delivery))) throw new ProblemError('not-found');
    response.json(found(await deliveries.get(id, delivery)));
  });

  return router;
}

function found<T>(value: T | null): T {
  if (value === null) throw new ProblemError('not-found');
  return value;
}
