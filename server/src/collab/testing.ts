// A running collab for tests: the real server parts on a free port, people by cookie, and clients of two kinds: the
// provider that browsers use, and a bare socket for those who don't keep to its rules.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Role } from '@galley/shared/access/roles.ts';
import type { Me } from '@galley/shared/api/people.ts';
import { builtInTemplates } from '@galley/shared/article/built-in-templates.ts';
import { contentOfTemplate, paragraph } from '@galley/shared/article/new-content.ts';
import { fillDocument } from '@galley/shared/article/read-article.ts';
import { type ArticleId, documentNameOf, newId, type UserId } from '@galley/shared/ids.ts';
import { ownVersions, type ServerMessage, serverMessageSchema } from '@galley/shared/wire/messages.ts';
import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import { pino } from 'pino';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import type { SessionChange, Sessions } from '../accounts/sessions.ts';
import { type Bus, createBus } from '../events/bus.ts';
import type { Storage } from '../storage/storage.ts';
import { type Collab, createCollab } from './collab.ts';
import type { Journal } from './journal.ts';
import { unhurriedMs } from './journal-testing.ts';
import type { AdmissionLimits } from './limits.ts';
import type { Rate } from './rate-limit.ts';
import type { Seals } from './seals.ts';
import { createJournal } from './sql-journal.ts';

/** A log that says nothing. */
export const silent = pino({ level: 'silent' });

/** People who need no accounts: the cookie is the person's name. */
export class TestPeople implements Sessions {
  readonly people = new Map<string, Me>();
  #listeners: ((change: SessionChange) => void)[] = [];

  add(name: string, role: Role): Me {
    const me: Me = {
      id: name as UserId,
      name,
      role,
      email: `${name}@test.example`,
      color: '#336699',
      picture: null,
      active: true,
      language: 'en',
      clock: null,
      tourSeen: true,
      namedPublicly: false,
      secondFactor: false,
      passkeys: 0,
    };
    this.people.set(name, me);
    return me;
  }

  async of(headers: { cookie?: string | undefined }) {
    const me = this.people.get(headers.cookie ?? '');
    return me ? { me, session: `session-of-${me.id}` } : null;
  }

  async evenWithoutSecondFactor(headers: { cookie?: string | undefined }) {
    const found = await this.of(headers);
    return found && { ...found, secondFactorRequired: false, lacksSecondFactor: false, ownPassword: true };
  }

  onChange(listener: (change: SessionChange) => void): void {
    this.#listeners.push(listener);
  }

  emit(change: SessionChange): void {
    for (const listener of this.#listeners) listener(change);
  }
}

export interface TestCollab {
  collab: Collab;
  journal: Journal;
  people: TestPeople;
  url: string;
  origin: string;
  /** Makes an article of the News template, with a full stop as the text of its first sections; gives its id. */
  newArticle(): Promise<ArticleId>;
  close(): Promise<void>;
}

/** Opens a collab on a storage. Amy and Ben are editors, Rae a reviewer, Vic a viewer. */
export async function openCollab(
  storage: Storage,
  options: {
    people?: TestPeople;
    bus?: Bus;
    journal?: Journal;
    limits?: AdmissionLimits;
    seals?: Seals;
    openingsOfAddress?: Rate;
    trustProxy?: number;
  } = {},
): Promise<TestCollab> {
  const people = options.people ?? testPeople();
  const journal =
    options.journal ??
    createJournal(storage, {
      log: silent,
      retryMs: 5,
      slowMs: unhurriedMs,
      ...(options.seals ? { seals: options.seals } : {}),
    });
  const bus = options.bus ?? createBus(undefined, { id: newId(), secret: newId() }, silent);
  const server = createServer();
  const port = await listening(server);
  const origin = `http://127.0.0.1:${port}`;
  const collab = await createCollab({
    journal,
    sessions: people,
    bus,
    origins: [origin],
    templateOf: async () => builtInTemplates[0]?.content ?? null,
    log: silent,
    openingsOfAddress: options.openingsOfAddress,
    trustProxy: options.trustProxy ?? 0,
    ...(options.limits ? { limits: options.limits } : {}),
  });
  server.on('upgrade', (request, socket, head) => collab.upgrade(request, socket, head));
  return {
    collab,
    journal,
    people,
    url: `ws://127.0.0.1:${port}/api/collab`,
    origin,
    newArticle: async () => {
      const article = newId<ArticleId>();
      const template = builtInTemplates[0];
      if (!template) throw new Error('There is no template.');
      const content = contentOfTemplate(template.content, 'en');
      const texts = ['introduction', 'news', 'outlook'];
      for (const section of content.sections) {
        if (texts.includes(section.kind)) section.blocks = [paragraph('.')];
      }
      await storage.db
        .transaction()
        .execute((transaction) =>
          collab.documents.create(transaction, article, null, (doc) => fillDocument(doc, content)),
        );
      return article;
    },
    close: async () => {
      await collab.close(5000);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await bus.close();
    },
  };
}

function testPeople(): TestPeople {
  const people = new TestPeople();
  people.add('amy', 'editor');
  people.add('ben', 'editor');
  people.add('rae', 'reviewer');
  people.add('vic', 'viewer');
  return people;
}

/** A browser's client: Hocuspocus' own provider. */
export class TestClient {
  readonly doc = new Y.Doc();
  readonly provider: HocuspocusProvider;
  /** What the server has said, but for `opened`. */
  readonly messages: ServerMessage[] = [];
  /** What it said on opening. */
  opened: Extract<ServerMessage, { type: 'opened' }> | null = null;
  #socket: HocuspocusProviderWebsocket;

  constructor(
    desk: { url: string; origin: string },
    person: string,
    article: ArticleId | string,
    { hello, state }: { hello?: string | undefined; state?: Uint8Array } = {},
  ) {
    // What the browser has kept of the article.
    if (state) Y.applyUpdate(this.doc, state);
    class AsPerson extends WebSocket {
      constructor(url: string) {
        super(url, { headers: { cookie: person }, origin: desk.origin });
        // A client may be closed while it is still connecting, and the provider does not listen anymore then.
        this.on('error', () => {});
      }
    }
    this.#socket = new TestLine({
      url: desk.url,
      WebSocketPolyfill: AsPerson,
      delay: 20,
      minDelay: 20,
      maxDelay: 200,
    });
    this.provider = new HocuspocusProvider({
      websocketProvider: this.#socket,
      name: article.includes('/') ? article : documentNameOf(article as ArticleId),
      document: this.doc,
      token: hello ?? JSON.stringify(ownVersions),
    });
    this.provider.on('stateless', ({ payload }: { payload: string }) => {
      const message = serverMessageSchema.parse(JSON.parse(payload));
      if (message.type === 'opened') this.opened = message;
      else this.messages.push(message);
    });
    this.provider.attach();
  }

  /** Resolves once the document is in sync with the server's. */
  async synced(): Promise<this> {
    await until(() => this.provider.isSynced);
    return this;
  }

  /** Resolves once the server has acknowledged everything. */
  async saved(): Promise<void> {
    await until(() => !this.provider.hasUnsyncedChanges);
  }

  /** Whether the interface would say "Saved". */
  get isSaved(): boolean {
    return this.provider.isSynced && !this.provider.hasUnsyncedChanges;
  }

  /** Resolves once the server has got everything that was sent so far, whatever became of it. */
  async arrived(): Promise<void> {
    // The provider's type knows of no more than a browser's socket.
    const webSocket = this.#socket.webSocket as unknown as WebSocket;
    const answered = new Promise((resolve) => webSocket.once('pong', resolve));
    webSocket.ping();
    await answered;
  }

  /** The text of the named section's first block, which one can write into. */
  text(kind = 'introduction'): Y.XmlText {
    const outline = this.doc.getMap<Y.Map<unknown>>('outline');
    const [id] = [...outline.entries()].find(([, entry]) => entry.get('kind') === kind) ?? [];
    const block = this.doc.getXmlFragment(`section:${id}`).get(0);
    const node = block instanceof Y.XmlElement ? block.get(0) : null;
    if (!(node instanceof Y.XmlText)) throw new Error(`The section ${kind} has no text.`);
    return node;
  }

  /**
   * Goes offline; `connect` comes back. Resolves once the socket is closed: a provider that is asked to connect before
   * takes itself for connected still, and stays offline.
   */
  async disconnect(): Promise<void> {
    const closed = new Promise((resolve) => this.#socket.on('close', resolve));
    this.#socket.disconnect();
    await closed;
  }

  connect(): void {
    void this.#socket.connect();
  }

  close(): void {
    this.provider.destroy();
    this.#socket.destroy();
    this.doc.destroy();
  }
}

/** As the browser's (client/src/collab/article-socket.ts): what can't be sent now is not queued, for the sync on return sends it. */
class TestLine extends HocuspocusProviderWebsocket {
  override send(message: unknown): void {
    if (this.webSocket?.readyState === WebSocket.OPEN) super.send(message);
  }
}

/** Resolves once a condition holds; looks every few milliseconds and gives up after a while. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 100_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Waited in vain for: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
