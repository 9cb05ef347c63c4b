// Galley and the two that it is measured beside, each with the same article and clients that have it open.
import type { ArticleContent } from '@galley/shared/article/content.ts';
import { type Client, openGalley, openProvider, openRelay } from './clients.ts';
import { startGalley } from './galley.ts';
import { hocuspocusName, startHocuspocus } from './hocuspocus.ts';
import { type MeasuredServer, startMeasured } from './server-process.ts';
import { stateOf } from './texts.ts';

/** A running server and its clients. */
export interface Peer {
  name: string;
  server: MeasuredServer;
  clients: Client[];
  stop(): Promise<void>;
}

/** Starts a server in a process of its own, and clients of it that have the article open. */
export type StartPeer = (content: ArticleContent, clients: number) => Promise<Peer>;

export const startGalleyPeer: StartPeer = async (content, count) => {
  const galley = await startGalley();
  const article = await galley.newArticle(content);
  const clients = await several(count, () => openGalley(galley, article));
  return peer('Galley', galley.server, clients, galley.stop);
};

export const startHocuspocusPeer: StartPeer = async (content, count) => {
  const plain = await startHocuspocus({ article: stateOf(content) });
  const clients = await several(count, () => openProvider(plain.url, 'article'));
  return peer(hocuspocusName, plain.server, clients, plain.stop);
};

export const startRelayPeer: StartPeer = async (content, count) => {
  const server = await startMeasured('relay-server.ts');
  const state = stateOf(content);
  const clients = await several(count, () => openRelay(`ws://127.0.0.1:${server.port}`, state));
  return peer('ws relay', server, clients, server.stop);
};

function peer(name: string, server: MeasuredServer, clients: Client[], stop: () => Promise<void>): Peer {
  return {
    name,
    server,
    clients,
    stop: async () => {
      for (const client of clients) client.close();
      await stop();
    },
  };
}

function several(count: number, open: () => Promise<Client>): Promise<Client[]> {
  return Promise.all(Array.from({ length: count }, open));
}
