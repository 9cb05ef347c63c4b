// A crowd before several nodes: people who have articles open as browsers do, come back by themselves when a node goes, and of whom
// one an article types.
import { type ArticleId, documentNameOf } from '@galley/shared/ids.ts';
import { articleParameter, articleSocketPath, moved, ownVersions } from '@galley/shared/wire/messages.ts';
import {
  HocuspocusProvider,
  HocuspocusProviderWebsocket,
  type onCloseParameters,
} from '@hocuspocus/provider';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { paragraphTexts } from './texts.ts';

/** Where somebody connects to: an address, and the page that they would have it from. */
export interface Way {
  url: string;
  origin: string;
}

interface MemberOptions {
  article: ArticleId;
  cookie: string;
  /** Asked at each connecting. */
  way(): Way;
  /** Counts up: on Linux each fifty come from an address of their own, as offices do. */
  number: number;
}

/** Somebody who has an article open. */
export class Member {
  readonly article: ArticleId;
  readonly doc = new Y.Doc();
  readonly #socket: HocuspocusProviderWebsocket;
  readonly #provider: HocuspocusProvider;
  /** When the socket was closed, and when all was in sync again; from `performance.now()`. */
  closedAt: number | null = null;
  backAt: number | null = null;

  private constructor({ article, cookie, way, number }: MemberOptions) {
    this.article = article;
    const localAddress = process.platform === 'linux' ? `127.0.1.${1 + Math.floor(number / 50)}` : undefined;
    class AsPerson extends WebSocket {
      constructor() {
        const { url, origin } = way();
        const address = `${url.replace('http', 'ws')}${articleSocketPath}?${articleParameter}=${article}`;
        super(address, { headers: { cookie, origin }, ...(localAddress && { localAddress }) });
        this.on('error', () => {});
      }
    }
    // The delays are those of client/src/collab/article-socket.ts.
    this.#socket = new Line({
      ...{ url: 'ws://chosen.at.connecting', WebSocketPolyfill: AsPerson },
      ...{ delay: 500, minDelay: 500, maxDelay: 8000, factor: 1.6 },
    });
    this.#provider = new HocuspocusProvider({
      websocketProvider: this.#socket,
      name: documentNameOf(article),
      document: this.doc,
      token: () => JSON.stringify({ ...ownVersions, own: [this.doc.clientID] }),
    });
    this.#socket.on('close', () => {
      this.closedAt ??= performance.now();
    });
    this.#provider.on('synced', () => {
      if (this.closedAt !== null) this.backAt = performance.now();
    });
  }

  /** Opens the article; resolves once it is there. */
  static open(options: MemberOptions): Promise<Member> {
    const member = new Member(options);
    return new Promise((resolve, reject) => {
      member.#provider.on('synced', () => resolve(member));
      member.#provider.on('authenticationFailed', ({ reason }: { reason: string }) =>
        reject(new Error(`The article could not be opened: ${reason}`)),
      );
      member.#provider.attach();
    });
  }

  /** Whether the server has everything that was typed. */
  get isSaved(): boolean {
    return this.#provider.isSynced && !this.#provider.hasUnsyncedChanges;
  }

  /** The paragraph of this number, from 0. */
  paragraph(number: number): Y.XmlText {
    const text = paragraphTexts(this.doc)[number];
    if (!text) throw new Error('The article has too few paragraphs.');
    return text;
  }

  /** Calls back each time that the server has everything. */
  onSaved(listener: () => void): void {
    this.#provider.on('unsyncedChanges', ({ number }: { number: number }) => {
      if (number === 0) listener();
    });
  }

  close(): void {
    this.#provider.destroy();
    this.#socket.destroy();
    this.doc.destroy();
  }
}

/** As the browser's: what can't be sent now is not queued, for the sync on return sends it, and who is moved comes back at once. */
class Line extends HocuspocusProviderWebsocket {
  override onClose(closing: onCloseParameters): void {
    const { delay } = this.configuration;
    if (closing.event.reason === moved) this.setConfiguration({ delay: 0 });
    super.onClose(closing);
    this.setConfiguration({ delay });
  }

  override send(message: unknown): void {
    if (this.webSocket?.readyState === WebSocket.OPEN) super.send(message);
  }
}
