import { defineRoute } from '@galley/shared/contract/define-route.ts';
import express, { type Router } from 'express';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createApp } from '../app.ts';
import { headerSessions } from '../articles/testing.ts';
import { createApiRouter } from './api-router.ts';

const pass = (_request: unknown, _response: unknown, next: () => void) => next();
const answer = (_request: unknown, response: { end(): void }) => response.end();

function appOver(router: Router) {
  return createApp({
    origins: ['https://desk.example'],
    trustProxy: 0,
    log: pino({ level: 'silent' }),
    proxy: { look: pass, refusePlain: pass, lookAtUpgrade: () => {} },
    ready: answer,
    before: [],
    routers: [router],
    site: express.Router(),
  });
}

const defined = defineRoute({
  method: 'GET',
  path: '/api/things',
  summary: 'A route with a definition.',
  action: 'article.read',
  answer: null,
});

test('a route below /api is served by its definition, and routes elsewhere without one', () => {
  const api = createApiRouter(headerSessions);
  api.serve(defined, async () => {});
  api.router.get('/media/:id', pass, answer);
  const within = express.Router().use(api.router);
  expect(() => appOver(within)).not.toThrow();
});

test.each<[string, (router: Router) => unknown]>([
  ['a path', (router) => router.get('/api/things', answer)],
  ['a path in capitals', (router) => router.post('/API/things', answer)],
  ['a path of which a part may be missing', (router) => router.get('{/api}/things', answer)],
  ['a path that varies from its beginning', (router) => router.get('/:anything/things', answer)],
  ['a pattern', (router) => router.get(/^\/ap/, answer)],
  ['several paths at once', (router) => router.get(['/media/a', '/api/things'], answer)],
  ['any method', (router) => router.all('/api', answer)],
  ['a handler for all paths', (router) => router.use(answer)],
  ['a handler for a path', (router) => router.use('/api/things', answer)],
  ['a router at a path', (router) => router.use('/api', express.Router().get('/things', answer))],
  ['a router in a router', (router) => router.use(express.Router().get('/api/things', answer))],
])('nothing below /api is served without a definition by %s', (_by, mount) => {
  const router = express.Router();
  mount(router);
  expect(() => appOver(router)).toThrow(/without a definition|no route/);
});
