// The socket to the server under one article's document.
import type { ArticleId } from '@galley/shared/ids.ts';
import {
  articleParameter,
  articleSocketPath,
  type ConnectionRefusal,
  moved,
} from '@galley/shared/wire/messages.ts';
import { HocuspocusProviderWebsocket, type onCloseParameters } from '@hocuspocus/provider';

/** Galley's own close code: the session is over, or there is none. */
const signedOut = 4401;
/** Galley's own as well: too many sockets of this person or network are open. */
const tooMany = 4429;

/** The server makes no sense of a message: a fault of this page's, or of what stands between. */
const unsupported = 1003;

const reasons = new Map<number, ConnectionRefusal>([
  [signedOut, 'not-signed-in'],
  [tooMany, 'too-many-connections'],
]);

/** Between two attempts, in ms. */
const delay = 500;

/** What the browser's word that it is offline looks like to the provider. */
const unplugged = { code: 4408, reason: 'offline' };

/**
 * Hocuspocus' socket, with a few differences. What can't be sent now is not queued: the sync on return sends all that the
 * server lacks, and queued updates beside it would be acknowledged, or refused, twice. And it hears the browser say
 * that there is no network, where a socket may seem open for half a minute.
 */
export class ArticleSocket extends HocuspocusProviderWebsocket {
  #onEnded: (why: ConnectionRefusal) => void;

  /** Calls back when the server ends the socket for good; it does not come back then. */
  constructor(article: ArticleId, onEnded: (why: ConnectionRefusal) => void) {
    const protocol = location.protocol === 'https:' ? 'wss' : 'ws';
    super({
      url: `${protocol}://${location.host}${articleSocketPath}?${articleParameter}=${article}`,
      delay,
      minDelay: delay,
      maxDelay: 8000,
      factor: 1.6,
    });
    this.#onEnded = onEnded;
    window.addEventListener('offline', this.#onOffline);
    window.addEventListener('online', this.#onOnline);
  }

  override send(message: unknown): void {
    if (this.webSocket?.readyState === WebSocket.OPEN) super.send(message);
  }

  override onClose(closing: onCloseParameters): void {
    const ended = reasons.get(closing.event.code);
    if (ended) this.shouldConnect = false;
    if (closing.event.code === unsupported)
      console.warn(
        `The server did not understand this page and closed its connection: ${closing.event.reason}`,
      );
    // Another node waits for who is moved, and nobody else comes there at the same moment.
    if (closing.event.reason === moved) this.setConfiguration({ delay: 0 });
    super.onClose(closing);
    this.setConfiguration({ delay });
    if (ended) this.#onEnded(ended);
  }

  override destroy(): void {
    window.removeEventListener('offline', this.#onOffline);
    window.removeEventListener('online', this.#onOnline);
    super.destroy();
  }

  #onOffline = (): void => {
    if (this.webSocket) this.emit('close', { event: unplugged });
  };

  #onOnline = (): void => {
    if (this.shouldConnect) void this.connect();
  };
}
