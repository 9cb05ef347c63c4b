// Galley and those that it is measured beside, each with the same articles and clients that have them open.
import type { ArticleContent } from '@galley/shared/article/content.ts';
import { type Client, openGalley, openProvider, openRelay, openYWebsocket } from './clients.ts';
import { startGalley } from './galley.ts';
import { hocuspocusName, startHocuspocus } from './hocuspocus.ts';
import { startMeasured } from './server-process.ts';
import { makeNodesDatabase } from './several-nodes.ts';
import { stateOf } from './texts.ts';
import type { OpenArticle, Subject } from './typing.ts';
import { startYWebsocket, yWebsocketName } from './y-websocket.ts';

/** What is to be open on each server: so many articles of this content, each with so many people. */
export interface Scene {
  content: ArticleContent;
  articles: number;
  writers: number;
  readers: number;
}

/** A running server and its clients. */
interface Peer extends Subject {
  stop(): Promise<void>;
}

/** Starts a server in a process of its own, and clients of it that have the articles open. */
export type StartPeer = (scene: Scene) => Promise<Peer>;

/** Each client is another person: nobody's edits wait for those of another. */
export const startGalleyPeer: StartPeer = async (scene) => {
  const galley = await startGalley();
  const articles = await opened(scene, async () => {
    const article = await galley.newArticle(scene.content);
    return async (role) => openGalley({ ...galley, cookie: galley.newPerson(role) }, article);
  });
  return peer('Galley', galley.server, articles, galley.stop);
};

/** Galley with its rows in PostgreSQL, on the server of DATABASE_URL or at its standard local port. */
export const startGalleyOnPostgresPeer: StartPeer = async (scene) => {
  const people = scene.writers + scene.readers;
  const database = await makeNodesDatabase(scene.content, { articles: scene.articles, people });
  const [server] = await database.start(1, null, { alone: true });
  if (!server) throw new Error('No Galley was started.');
  const url = `http://127.0.0.1:${server.port}`;
  const articles = await opened(scene, async (index) => {
    const cookies = [...(database.cookies[index] ?? [])];
    const article = database.articles[index];
    if (!article) throw new Error('There are too few articles.');
    return async () => openGalley({ url, cookie: cookies.shift() ?? '' }, article);
  });
  return peer('Galley on PostgreSQL', server, articles, async () => {
    await server.stop();
    await database.remove();
  });
};

export const startHocuspocusPeer: StartPeer = async (scene) => {
  const plain = await startHocuspocus(documentsOf(scene));
  const articles = await opened(scene, async (index) => () => openProvider(plain.url, nameOf(index)));
  return peer(hocuspocusName, plain.server, articles, plain.stop);
};

export const startYWebsocketPeer: StartPeer = async (scene) => {
  const { url, server, stop } = await startYWebsocket(documentsOf(scene));
  const articles = await opened(scene, async (index) => () => openYWebsocket(url, nameOf(index)));
  return peer(yWebsocketName, server, articles, stop);
};

const nameOf = (index: number) => `article${index}`;

/** A scene's documents by their names. */
function documentsOf({ articles, content }: Scene): Record<string, Uint8Array> {
  const state = stateOf(content);
  return Object.fromEntries(Array.from({ length: articles }, (_, index) => [nameOf(index), state]));
}

export const startRelayPeer: StartPeer = async (scene) => {
  const server = await startMeasured('relay-server.ts');
  const state = stateOf(scene.content);
  const articles = await opened(
    scene,
    async (index) => () => openRelay(`ws://127.0.0.1:${server.port}/${index}`, state),
  );
  return peer('ws relay', server, articles, server.stop);
};

/**
 * Starts them all with this scene, runs the work on them, Galley first, and stops them. Galley on PostgreSQL is one of them where
 * DATABASE_URL names a server.
 */
export async function besideAll<T>(
  scene: Scene,
  work: (subjects: readonly Subject[]) => Promise<T>,
): Promise<T> {
  const peers: Peer[] = [];
  try {
    const onPostgres = process.env.DATABASE_URL ? [startGalleyOnPostgresPeer] : [];
    const others = [startHocuspocusPeer, startYWebsocketPeer, startRelayPeer];
    for (const start of [startGalleyPeer, ...onPostgres, ...others]) peers.push(await start(scene));
    return await work(peers);
  } finally {
    await Promise.all(peers.map((one) => one.stop()));
  }
}

/** Opens the articles one after the other: a server is not to be stormed before it is measured. */
async function opened(
  { articles, writers, readers }: Scene,
  article: (index: number) => Promise<(role: 'editor' | 'viewer') => Promise<Client>>,
): Promise<OpenArticle[]> {
  const all: OpenArticle[] = [];
  for (let index = 0; index < articles; index += 1) {
    const open = await article(index);
    all.push({
      writers: await Promise.all(Array.from({ length: writers }, () => open('editor'))),
      readers: await Promise.all(Array.from({ length: readers }, () => open('viewer'))),
    });
  }
  return all;
}

function peer(
  name: string,
  server: Subject['server'],
  articles: readonly OpenArticle[],
  stop: () => Promise<void>,
): Peer {
  return {
    name,
    server,
    articles,
    stop: async () => {
      for (const { writers, readers } of articles)
        for (const client of [...writers, ...readers]) client.close();
      await stop();
    },
  };
}
