// The service worker knows no module of ours, so it writes paths of the interface by itself. Here it runs as it is, and is
// held against the definitions.
import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { articleRoutes } from '@galley/shared/contract/articles.ts';
import { contract } from '@galley/shared/contract/contract.ts';
import type { Route } from '@galley/shared/contract/define-route.ts';
import { peopleRoutes } from '@galley/shared/contract/people.ts';
import { publishingRoutes } from '@galley/shared/contract/publishing.ts';
import { sectionRoutes } from '@galley/shared/contract/sections.ts';
import { signingInRoutes } from '@galley/shared/contract/signing-in.ts';
import { templateRoutes } from '@galley/shared/contract/templates.ts';
import { newId } from '@galley/shared/ids.ts';
import { beforeEach, expect, test } from 'vitest';

const origin = 'https://desk.example';
const source = readFileSync(new URL('../../public/service-worker.js', import.meta.url), 'utf8');

/** What an article needs to be shown without a connection. */
const kept: readonly Route[] = [
  signingInRoutes.readSession,
  peopleRoutes.listPeople,
  templateRoutes.listTemplates,
  articleRoutes.readArticle,
  publishingRoutes.readPublication,
  sectionRoutes.listSections,
];

const addressOf = ({ path }: Route) => origin + path.replace(/:\w+/g, () => newId());

let stores: Map<string, Map<string, Response>>;
let online: (url: string) => Response | null;
let worker: (url: string, method?: string) => Promise<Response | null>;

beforeEach(() => {
  stores = new Map();
  online = () => Response.json({ state: 'signed-in' });
  const listeners = new Map<string, (event: object) => void>();
  const cacheOf = (name: string) => {
    const store = stores.get(name) ?? new Map<string, Response>();
    stores.set(name, store);
    return {
      put: async ({ url }: { url: string }, response: Response) => void store.set(url, response),
      keys: async () => [...store.keys()].map((url) => ({ url })),
      delete: async ({ url }: { url: string }) => store.delete(url),
    };
  };
  runInNewContext(source, {
    self: {
      addEventListener: (type: string, listen: (event: object) => void) => listeners.set(type, listen),
    },
    location: { origin },
    URL,
    Response,
    caches: {
      open: async (name: string) => cacheOf(name),
      delete: async (name: string) => stores.delete(name),
      match: async ({ url }: { url: string }, { cacheName }: { cacheName: string }) =>
        stores.get(cacheName)?.get(url)?.clone(),
    },
    fetch: async ({ url }: { url: string }) => {
      const response = online(url);
      if (!response) throw new TypeError('There is no connection.');
      return response;
    },
  });
  worker = async (url, method = 'GET') => {
    let answer: Promise<Response> | null = null;
    const later: Promise<unknown>[] = [];
    listeners.get('fetch')?.({
      request: { method, url, mode: 'cors' },
      respondWith: (given: Promise<Response>) => (answer = given),
      waitUntil: (work: Promise<unknown>) => later.push(work),
    });
    const response = await answer;
    await Promise.all(later);
    return response;
  };
});

test('the service worker keeps what an article needs, and no other answer of the interface', async () => {
  const routes = Object.values(contract).flatMap((group) => Object.values<Route>(group));
  for (const route of routes) {
    const answer = await worker(addressOf(route), route.method);
    expect([route.method, route.path, answer !== null]).toEqual([
      route.method,
      route.path,
      kept.includes(route),
    ]);
  }
});

test('what it keeps is there without a connection', async () => {
  for (const route of kept) {
    const address = addressOf(route);
    await worker(address);
    online = () => null;
    expect((await worker(address))?.status, route.path).toBe(200);
    online = () => Response.json({ state: 'signed-in' });
  }
});

test('an answer that says that the session has ended takes away what is kept of the person', async () => {
  const people = addressOf(peopleRoutes.listPeople);
  await worker(people);
  online = () => Response.json({ state: 'signed-out' });
  await worker(addressOf(signingInRoutes.readSession));
  online = () => null;
  expect((await worker(people))?.type).toBe('error');
});
