// The live documents: Hocuspocus behind one WebSocket path, put together of one part a concern. Which hooks of Hocuspocus a part
// takes is said there; where several take the same, they are called in the order in which they stand here.
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { may } from '@galley/shared/access/roles.ts';
import { type ArticleId, articleOfDocumentName } from '@galley/shared/ids.ts';
import { Hocuspocus } from '@hocuspocus/server';
import type { Logger } from 'pino';
import type { Sessions } from '../accounts/sessions.ts';
import type { Notes } from '../audit/notes.ts';
import type { Bus } from '../events/bus.ts';
import type { TemplateOf } from './allowed-blocks.ts';
import { authentication } from './authentication.ts';
import { renameInAwareness } from './awareness.ts';
import { catchingUp } from './catching-up.ts';
import { type Context, connectionsOf, connectionsTo, send } from './context.ts';
import type { RecoverableDocuments } from './documents.ts';
import { HandOver } from './hand-over.ts';
import type { Journal } from './journal.ts';
import {
  type AdmissionLimits,
  defaultLimits,
  fanOutLimits,
  shareOfHandling,
  socketLimits,
} from './limits.ts';
import { sessionTopic } from './node-topics.ts';
import { Nodes, nodeHooks } from './nodes.ts';
import { sharingOldTexts } from './old-texts.ts';
import { createPresence, type Presence } from './presence.ts';
import { presenceHooks } from './presence-hooks.ts';
import type { Rate } from './rate-limit.ts';
import type { Room } from './room.ts';
import { createRoomMessages } from './room-messages.ts';
import { roomHooks } from './rooms.ts';
import { createServedSockets } from './served-sockets.ts';
import { ServerDocuments } from './server-documents.ts';
import { type DeskSocket, Sockets } from './sockets.ts';
import { isOfConnection, syncMessages } from './sync-messages.ts';
import { Turns } from './turns.ts';
import { type EditMetrics, WriteAhead } from './write-ahead.ts';

export interface CollabOptions {
  journal: Journal;
  sessions: Sessions;
  bus: Bus;
  origins: readonly string[];
  /** Whether an article is in the archive, where people may only read it. Asked again when its row has changed. */
  isArchived?: (article: ArticleId) => Promise<boolean>;
  /** How many proxies stand before this server: whose address a socket has. */
  trustProxy?: number;
  /** For what an article's sections may hold. */
  templateOf: TemplateOf;
  /** Notes who is shown an article's text and who writes in it, by a live socket; nothing waits for it. */
  notes?: Pick<Notes, 'opened' | 'written'>;
  metrics?: EditMetrics | undefined;
  limits?: AdmissionLimits;
  /** How long a socket may stay without a document, in ms. */
  helloMs?: number;
  /** How often sockets may be opened from one address. */
  openingsOfAddress?: Rate | undefined;
  log: Logger;
}

export interface Collab {
  documents: RecoverableDocuments;
  presence: Presence;
  /** How many sockets and documents are open. */
  counts(): { connections: number; articles: number };
  /** Takes the upgrade of an HTTP request for the socket. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Lets nobody in anymore and hands those who are here over to other nodes, for so many ms at most; false where there is none. */
  handOver(ms: number): Promise<boolean>;
  /** Handles what has come in, drains the journal and closes all sockets; resolves with whether everything was saved before the deadline. */
  close(deadlineMs: number): Promise<boolean>;
}

/** Opens the live documents. */
export async function createCollab(options: CollabOptions): Promise<Collab> {
  const { journal, sessions, bus, origins, notes, metrics, limits = defaultLimits, log } = options;
  const isArchived = options.isArchived ?? (async () => false);
  const rooms = new Map<string, Room>();
  const presence = createPresence(bus);
  const wholeDocuments = new Turns();
  const hocuspocus = new Hocuspocus<Context>({
    quiet: true,
    // Sockets and intakes see to silent peers. Hocuspocus would close tabs in the background, whose timers sleep.
    timeout: 24 * 3600 * 1000,
    maxUnauthenticatedQueueSize: socketLimits.payload,
    maxUnauthenticatedQueueMessages: 500,
    maxPendingDocuments: 5,
    // Of presence alone: text goes out by FanOut.
    flushDelay: fanOutLimits.presenceEveryMs,
    extensions: [],
  });

  const messages = createRoomMessages({ hocuspocus, journal, bus, rooms, isArchived, notes, log });
  const onContinued = (room: Room) => {
    void shareOldTexts(room).catch((error: unknown) =>
      log.warn({ err: error, document: room.name }, 'The words of pictures could not be shared yet'),
    );
    messages.continued(room);
  };
  const nodes = new Nodes({ bus, journal, hocuspocus, rooms, onContinued, log });
  const writeAhead = new WriteAhead({
    journal,
    nodes,
    metrics,
    onEntered: (document, author, origin) => {
      documents.noteChange(document, author);
      const article = articleOfDocumentName(document);
      if (article !== null && author !== null && isOfConnection(origin)) notes?.written(article, author);
    },
  });
  const documents = new ServerDocuments({ hocuspocus, journal, rooms, nodes, writeAhead, onContinued });
  const shareOldTexts = sharingOldTexts(documents, log);

  const served = createServedSockets(hocuspocus, options.helloMs);
  const onAccessChanged = (socket: DeskSocket) => {
    for (const { document, connection } of connectionsOf(hocuspocus, socket)) {
      send(connection, { type: 'access', write: may(socket.me.role, 'article.write') });
      renameInAwareness(document, connection, socket.me);
    }
  };
  const sockets = new Sockets({
    sessions,
    origins,
    maxPayload: socketLimits.payload,
    trustProxy: options.trustProxy ?? 0,
    openingsOfAddress: options.openingsOfAddress,
    log,
    onOpen: (socket) => served.serve(socket),
    onChanged: onAccessChanged,
  });
  sessions.onChange((change) => bus.publish(sessionTopic, change));
  bus.subscribe(sessionTopic, (change) => void sockets.handle(change));

  const handOver = new HandOver({
    bus,
    documents: () => [...rooms.values()].map(({ name }) => name),
    guests: (document) =>
      connectionsTo(hocuspocus.documents.get(document)).map(({ context: { socket, intake } }) => ({
        socket,
        handled: () => intake.handled(),
      })),
    move: (socket) => sockets.move(socket),
  });

  hocuspocus.configure({
    extensions: [
      authentication({ journal, rooms, isArchived }),
      roomHooks({
        journal,
        rooms,
        limits,
        templateOf: options.templateOf,
        isArchived,
        opening: served.opening,
        wholeDocuments,
        log,
      }),
      served.hooks,
      syncMessages({
        rooms,
        nodes,
        writeAhead,
        isOpen: (socket) => sockets.open.has(socket),
        onWhole: (document) => handOver.arrived(document),
        shareOldTexts,
        wholeDocuments,
        metrics,
        log,
      }),
      messages.hooks,
      catchingUp({ rooms, nodes }),
      presenceHooks(hocuspocus, presence),
      nodeHooks(nodes),
    ],
  });

  return {
    documents,
    presence,
    counts: () => ({ connections: sockets.open.size, articles: rooms.size }),
    upgrade: (request, socket, head) => void sockets.upgrade(request, socket, head),
    handOver: async (ms) => {
      sockets.stop();
      return await handOver.run(ms);
    },
    close: async (deadlineMs) => {
      sockets.stop();
      handOver.close();
      const now = Date.now();
      // Whoever has sent too much to be handled in time leaves the journal time for what others have written.
      const inTime = await isBefore(now + deadlineMs * shareOfHandling, served.stop());
      const saved = await journal.drain(Math.max(0, now + deadlineMs - Date.now()));
      for (const document of hocuspocus.documents.values()) document.flush();
      documents.close();
      nodes.close();
      presence.close();
      sockets.close();
      return inTime && saved;
    },
  };
}

/** Whether the work is done before the deadline. */
async function isBefore(deadline: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), deadline - Date.now());
  });
  const done = await Promise.race([work.then(() => true as const), late]);
  clearTimeout(timer);
  return done;
}
