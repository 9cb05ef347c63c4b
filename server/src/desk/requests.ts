// What the desk answers on its port: requests, and the upgrades to its two sockets.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { liveSocketPath } from '@galley/shared/wire/live.ts';
import { articleSocketPath } from '@galley/shared/wire/messages.ts';
import type { RequestHandler, Router } from 'express';
import { createApp } from '../app.ts';
import { routesOf, type ServedRoute } from '../http/routes.ts';
import { createProxySigns } from '../net/proxy-signs.ts';
import type { PublicSite } from '../site/site.ts';
import type { Ground } from './ground.ts';
import type { TextParts } from './text.ts';

interface Answering {
  /** Of the whole interface, in the order in which they are asked. */
  routers: readonly Router[];
  before: readonly RequestHandler[];
  ready: RequestHandler;
  site: PublicSite;
}

/** Answers from now on; gives what it answers, the sockets aside. */
export function answerRequests(
  ground: Ground,
  { collab, live }: TextParts,
  { routers, before, ready, site }: Answering,
): readonly ServedRoute[] {
  const { config, listening, origins, url, metrics, log } = ground;
  const { server } = listening;
  const { trustProxy } = config;
  server.removeAllListeners('request');
  const proxy = createProxySigns({ url, origins, trustProxy, log });
  const app = createApp({ origins, trustProxy, log, proxy, ready, before, routers, site: site.router });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    // Readers of public pages are answered from memory, past all that the desk needs.
    const fromMemory = site.serve(request, response);
    metrics?.siteRequest(fromMemory ? 'memory' : 'router');
    if (!fromMemory) app(request, response);
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Node leaves an upgraded socket to us, and one that breaks without a listener would end the process.
    socket.on('error', () => {});
    proxy.lookAtUpgrade(request);
    const path = request.url?.split('?', 1)[0];
    if (path === articleSocketPath) collab.upgrade(request, socket, head);
    else if (path === liveSocketPath) live.upgrade(request, socket, head);
    else socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
  });
  return routesOf(app);
}
