// Clients for the benchmarks: the same provider for Galley and for plain Hocuspocus, that of y-websocket, and a bare socket for the relay.
import { type ArticleId, documentNameOf } from '@galley/shared/ids.ts';
import { articleSocketPath, ownVersions } from '@galley/shared/wire/messages.ts';
import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { Galley } from './galley.ts';
import { paragraphTexts } from './texts.ts';

/** One client of a server under measurement: a document that is kept in step with the others'. */
export interface Client {
  doc: Y.Doc;
  /** Calls back for each update that the server acknowledges, until what it gives is called; null where it never does. */
  onAcknowledged: ((listener: () => void) => () => void) | null;
  /** Reads nothing more from its socket. */
  pause(): void;
  close(): void;
}

/** A client over Hocuspocus' provider, which can say where its caret is. */
export interface ProviderClient extends Client {
  showCaret(text: Y.XmlText, offset: number): void;
}

/** Where a document is, and as whom to open it. */
export interface Address {
  url: string;
  document: string;
  headers?: Record<string, string>;
}

/** Opens an article of Galley's; resolves once it is in sync. */
export function openGalley(galley: Pick<Galley, 'url' | 'cookie'>, article: ArticleId): Promise<Client> {
  const { url, document, headers } = addressOf(galley, article);
  return openProvider(url, document, headers);
}

/** Where an article of Galley's is for the person of this cookie. */
export function addressOf({ url, cookie }: Pick<Galley, 'url' | 'cookie'>, article: ArticleId): Address {
  const address = `${url.replace('http', 'ws')}${articleSocketPath}`;
  return { url: address, document: documentNameOf(article), headers: { cookie, origin: url } };
}

/** Opens a document of a Hocuspocus at this WebSocket URL; resolves once it is in sync. */
export async function openProvider(
  url: string,
  document: string,
  headers: Record<string, string> = {},
): Promise<ProviderClient> {
  class WithHeaders extends WebSocket {
    constructor(address: string) {
      super(address, { headers });
    }
  }
  const doc = new Y.Doc();
  const websocketProvider = new HocuspocusProviderWebsocket({ url, WebSocketPolyfill: WithHeaders });
  const provider = new HocuspocusProvider({
    websocketProvider,
    name: document,
    document: doc,
    token: JSON.stringify(ownVersions),
  });
  provider.setAwarenessField('user', { name: 'Somebody', color: '#0b7285' });
  provider.attach();
  await new Promise<void>((resolve, reject) => {
    provider.on('synced', () => resolve());
    provider.on('authenticationFailed', ({ reason }: { reason: string }) => reject(new Error(reason)));
  });
  return {
    doc,
    onAcknowledged: (listener) => {
      let open = provider.unsyncedChanges;
      const onNumber = ({ number }: { number: number }) => {
        if (number < open) listener();
        open = number;
      };
      provider.on('unsyncedChanges', onNumber);
      return () => provider.off('unsyncedChanges', onNumber);
    },
    // The provider's type knows of no more than a browser's socket.
    pause: () => (websocketProvider.webSocket as unknown as WebSocket).pause(),
    showCaret: (text, offset) => {
      const at = Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, offset));
      provider.setAwarenessField('cursor', { anchor: at, head: at });
    },
    close: () => {
      provider.destroy();
      websocketProvider.destroy();
      doc.destroy();
    },
  };
}

/** Opens a document of a y-websocket server; resolves once its text is there, which comes after the server calls it in sync. */
export async function openYWebsocket(url: string, document: string): Promise<Client> {
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(url, document, doc, {
    disableBc: true,
    // What it does of a browser's socket is all that is asked of it.
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
  });
  provider.awareness.setLocalStateField('user', { name: 'Somebody', color: '#0b7285' });
  await new Promise<void>((resolve) => {
    const look = () => {
      if (!provider.synced || paragraphTexts(doc).length === 0) return;
      provider.off('sync', look);
      doc.off('update', look);
      resolve();
    };
    provider.on('sync', look);
    doc.on('update', look);
  });
  return {
    doc,
    onAcknowledged: null,
    // It is a socket of `ws`, as above.
    pause: () => (provider.ws as unknown as WebSocket | null)?.pause(),
    close: () => {
      provider.destroy();
      doc.destroy();
    },
  };
}

/** A client of the relay, which hands updates on and keeps nothing: it starts from the state that it is given. */
export async function openRelay(url: string, state: Uint8Array): Promise<Client> {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  const socket = new WebSocket(url);
  socket.binaryType = 'nodebuffer';
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  socket.on('message', (update: Buffer) => Y.applyUpdate(doc, update, socket));
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== socket) socket.send(update);
  });
  return {
    doc,
    onAcknowledged: null,
    pause: () => socket.pause(),
    close: () => {
      socket.close();
      doc.destroy();
    },
  };
}
