// The live documents: Hocuspocus behind one WebSocket path, with admission and the journal before everything else.
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { may } from '@galley/shared/access/roles.ts';
import { holdsUnshared } from '@galley/shared/article/share-texts.ts';
import { type ArticleId, articleOfDocumentName, type DocumentName } from '@galley/shared/ids.ts';
import {
  type ConnectionRefusal,
  clientHelloSchema,
  type ServerMessage,
  schemaVersion,
} from '@galley/shared/wire/messages.ts';
import {
  type beforeSyncPayload,
  type Connection,
  type ConnectionTransactionOrigin,
  type Document,
  Hocuspocus,
  OutgoingMessage,
  type WebSocketLike,
} from '@hocuspocus/server';
import type { Logger } from 'pino';
import { messageYjsSyncStep1, messageYjsSyncStep2, messageYjsUpdate } from 'y-protocols/sync';
import { applyUpdate } from 'yjs';
import type { Sessions } from '../accounts/sessions.ts';
import type { Bus } from '../api/bus.ts';
import { liveTopic } from '../api/live-topic.ts';
import type { Notes } from '../audit/notes.ts';
import { allowedBlocks, type TemplateOf } from './allowed-blocks.ts';
import { renameInAwareness, rewriteAwareness, shownBy, takeAwareness } from './awareness.ts';
import { ChangeRefusedError, type RecoverableDocuments } from './documents.ts';
import { EarlyUpdates } from './early-updates.ts';
import { FanOut } from './fan-out.ts';
import { Intake } from './intake.ts';
import { type Journal, SealedError } from './journal.ts';
import { type AdmissionLimits, costs, defaultLimits, fanOutLimits, socketLimits } from './limits.ts';
import { sessionTopic } from './node-topics.ts';
import { Nodes } from './nodes.ts';
import { Outlet } from './outlet.ts';
import { Paces } from './pace.ts';
import { Positions } from './positions.ts';
import { createPresence, type Presence } from './presence.ts';
import { Room } from './room.ts';
import { ServerDocuments } from './server-documents.ts';
import { type DeskSocket, Sockets } from './sockets.ts';
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
  /** Is told who is shown an article's text and who writes in it, by a live socket; nothing waits for it. */
  notes?: Pick<Notes, 'opened' | 'written'>;
  metrics?: EditMetrics | undefined;
  limits?: AdmissionLimits;
  /** How long a socket may stay without a document, in ms. */
  helloMs?: number;
  log: Logger;
}

export interface Collab {
  documents: RecoverableDocuments;
  presence: Presence;
  /** How many sockets and documents are open. */
  counts(): { connections: number; articles: number };
  /** Takes the upgrade of an HTTP request for the socket. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Handles what has come in, drains the journal and closes all sockets; resolves with whether everything was saved before the deadline. */
  close(deadlineMs: number): Promise<boolean>;
}

/** What Hocuspocus keeps for a connection to a document. */
interface Context {
  socket: DeskSocket;
  outlet: Outlet;
  intake: Intake;
  /** By document: the Yjs client ids that the client says are its own. */
  own: Map<string, ReadonlySet<number>>;
}

/** Close code of RFC 6455's registry: the client comes back by itself. */
const tryAgainLater = 1013;

/** Opens the live documents. */
export async function createCollab(options: CollabOptions): Promise<Collab> {
  const { journal, sessions, bus, origins, limits = defaultLimits, log } = options;
  const isArchived = options.isArchived ?? (async () => false);
  const rooms = new Map<string, Room>();
  const presence = createPresence(bus);
  const early = new EarlyUpdates();
  /** Connections whose document holds what the server has lost. */
  const ahead = new WeakSet<Connection>();
  const paces = new Paces();
  const wholeDocuments = new Turns();
  let isClosing = false;

  const hocuspocus = new Hocuspocus<Context>({
    quiet: true,
    // Sockets and intakes see to silent peers. Hocuspocus would close tabs in the background, whose timers sleep.
    timeout: 24 * 3600 * 1000,
    maxUnauthenticatedQueueSize: socketLimits.payload,
    maxUnauthenticatedQueueMessages: 500,
    maxPendingDocuments: 5,
    // Of presence alone: text goes out by FanOut.
    flushDelay: fanOutLimits.presenceEveryMs,

    async onAuthenticate({ documentName, token, connectionConfig, context }) {
      const { socket, intake } = context;
      await intake.pace.take(costs.join);
      const article = articleOfDocumentName(documentName);
      if (article === null || !(await orTryAgain(socket, journal.has(documentName as DocumentName))))
        throw refusal('no-such-document');
      const hello = helloOf(token);
      if (hello?.schema !== schemaVersion) throw refusal('reload-required');
      if (hello.own) context.own.set(documentName, new Set(hello.own));
      const { role } = socket.me;
      if (!may(role, 'article.read') || intake.documents >= socketLimits.documents)
        throw refusal('not-allowed');
      const room = rooms.get(documentName);
      const quarantine = room
        ? room.quarantine
        : await orTryAgain(socket, journal.quarantine(documentName as DocumentName));
      const archived = room ? room.isArchived : await orTryAgain(socket, isArchived(article));
      connectionConfig.readOnly = !may(role, 'article.write') || quarantine !== null || archived;
    },

    async onLoadDocument({ document, documentName, context }) {
      const name = documentName as DocumentName;
      try {
        const room = await orTryAgain(context.socket, openRoom(document, name));
        if (!room) throw refusal('no-such-document');
        rooms.set(name, room);
      } catch (error) {
        // Hocuspocus would leave the document's timers running.
        document.destroy();
        throw error;
      }
    },

    async afterLoadDocument({ documentName }) {
      nodes.opened(documentName as DocumentName);
    },

    async beforeUnloadDocument({ documentName }) {
      // Nothing goes that is not saved.
      await rooms.get(documentName)?.quiet();
    },

    async afterUnloadDocument({ documentName }) {
      const room = rooms.get(documentName);
      if (!room?.document.isDestroyed) return;
      room.destroy();
      rooms.delete(documentName);
    },

    beforeHandleMessage: ({ context, update }) => awaitTurn(context, update),

    beforeSync: ({ connection, type, payload }) =>
      onSync(connection as Connection<Context>, { type, payload }),

    async beforeHandleAwareness({ states, document, connection, context }) {
      // Without a connection the states come from another node, which has rewritten them.
      if (connection && context) context.intake.pace.spend(costs.presence);
      if (connection && context) rewriteAwareness(states, document, connection, context.socket.me);
    },

    async connected({ documentName, connection, context }) {
      context.intake.opened(connection);
      // The same without what Hocuspocus makes for a hook with every message.
      connection.beforeHandleMessage((_, update) => awaitTurn(context, update));
      connection.beforeSync(onSync);
      connection.afterHandleMessage(async () => {});
      log.debug({ document: documentName, user: context.socket.me.id }, 'joined');
      send(connection, openedMessage(rooms.get(documentName)));
      if (journal.state === 'delayed') send(connection, { type: 'saving-delayed' });
      const article = articleOfDocumentName(documentName);
      if (article !== null) options.notes?.opened(article, context.socket.me.id);
      announcePresence(documentName);
    },

    async onAwarenessUpdate({ document, added, updated, removed, transactionOrigin }) {
      nodes.shareAwareness(document, [...added, ...updated, ...removed], transactionOrigin);
    },

    async onDisconnect({ documentName }) {
      announcePresence(documentName);
    },
  });

  const sendAccess = (room: Room) => {
    for (const connection of hocuspocus.documents.get(room.name)?.getConnections() ?? []) {
      const { me } = (connection as Connection<Context>).context.socket;
      send(connection, { type: 'access', write: may(me.role, 'article.write') && !room.isArchived });
    }
  };
  bus.subscribe(liveTopic, ({ event }) => {
    if (event.type !== 'article') return;
    for (const room of rooms.values()) {
      const article = articleOfDocumentName(room.name);
      if (article === null || (event.id !== null && event.id !== article)) continue;
      isArchived(article).then(
        (archived) => {
          if (archived === room.isArchived) return;
          room.isArchived = archived;
          sendAccess(room);
        },
        (error: unknown) => log.warn({ err: error, article }, 'Whether it is archived could not be asked'),
      );
    }
  });
  const onContinued = (room: Room) => {
    void shareOldTexts(room).catch((error: unknown) =>
      log.warn({ err: error, document: room.name }, 'The words of pictures could not be shared yet'),
    );
    for (const connection of hocuspocus.documents.get(room.name)?.getConnections() ?? [])
      send(connection, openedMessage(room));
    sendAccess(room);
  };
  const nodes = new Nodes({ bus, journal, hocuspocus, rooms, onContinued, log });
  const writeAhead = new WriteAhead({
    journal,
    nodes,
    metrics: options.metrics,
    onEntered: (document, author, origin) => {
      documents.noteChange(document, author);
      const article = articleOfDocumentName(document);
      if (article !== null && author !== null && isOfConnection(origin))
        options.notes?.written(article, author);
    },
  });
  const documents = new ServerDocuments({ hocuspocus, journal, rooms, nodes, writeAhead, onContinued });

  const intakes = new Set<Intake>();
  const sockets = new Sockets({
    sessions,
    origins,
    maxPayload: socketLimits.payload,
    trustProxy: options.trustProxy ?? 0,
    log,
    onOpen: (socket) => serve(socket),
    onChanged: (socket) => {
      for (const { document, connection } of connectionsOf(hocuspocus, socket)) {
        send(connection, { type: 'access', write: may(socket.me.role, 'article.write') });
        renameInAwareness(document, connection, socket.me);
      }
    },
  });
  sessions.onChange((change) => bus.publish(sessionTopic, change));
  bus.subscribe(sessionTopic, (change) => void sockets.handle(change));

  journal.onState((state) => {
    const message: ServerMessage = { type: state === 'delayed' ? 'saving-delayed' : 'saving-resumed' };
    for (const document of hocuspocus.documents.values())
      document.broadcastStateless(JSON.stringify(message));
  });

  /** A message waits until its person has a turn. */
  async function awaitTurn({ intake }: Context, message: Uint8Array): Promise<void> {
    await intake.pace.take(costs.message + message.byteLength / costs.bytesPerToken);
  }

  /** Admission and the journal, before Hocuspocus handles a sync message. */
  async function onSync(
    connection: Connection<Context>,
    { type, payload }: Pick<beforeSyncPayload, 'type' | 'payload'>,
  ): Promise<void> {
    const { document, context } = connection;
    const { socket, intake } = context;
    const room = rooms.get(document.name);
    if (!room) throw new Error(`${document.name} has no room.`);
    if (type === messageYjsSyncStep1) {
      const isAhead = () => isAheadOf(room, payload, context);
      if (isAhead() && nodes.areSeveral) await orTryAgain(socket, nodes.catchUp(room));
      if (isAhead()) ahead.add(connection);
      await orTryAgain(socket, shareOldTexts(room));
      await intake.pace.take(costs.wholeDocument);
      // Hocuspocus answers with what the client lacks, the whole document at the most.
      return await wholeDocuments.take();
    }
    if (type !== messageYjsSyncStep2 && type !== messageYjsUpdate) throw new Error('Not a sync message.');
    const { id: author, role } = socket.me;
    const mayWrite =
      sockets.open.has(socket) && may(role, 'article.write') && room.quarantine === null && !room.isArchived;
    const origin: ConnectionTransactionOrigin = { source: 'connection', connection };
    const enter = (update: Uint8Array) =>
      orTryAgain(
        socket,
        ahead.has(connection)
          ? room.refusalToReader(update, 'ahead')
          : mayWrite
            ? writeAhead.enter(room, { update, author, origin })
            : room.refusalToReader(update),
      );
    let refused = await enter(payload);
    // Hocuspocus drops the message of a read-only connection, and only that: the next one is looked at anew.
    connection.readOnly = !mayWrite || refused !== null;
    if (refused?.reason === 'pending-structs' && type === messageYjsUpdate && early.keep(connection, payload))
      return;
    if (type === messageYjsSyncStep2) {
      for (const update of early.take(connection)) {
        refused ??= await enter(update);
        if (refused === null) acknowledge(connection);
      }
    }
    if (refused === null) return;
    intake.pace.spend(costs.refusal);
    options.metrics?.refused(refused.reason);
    send(connection, { type: 'refused', ...refused });
    log.info({ document: document.name, user: author, ...refused }, 'An update was refused');
  }

  async function openRoom(document: Document, name: DocumentName): Promise<Room | null> {
    const journaled = await journal.load(name);
    const article = articleOfDocumentName(name);
    if (!journaled || article === null) return null;
    // Other people's messages are handled between the steps: reading, opening, and making the room take time each.
    await setImmediate();
    const fanOut = new FanOut({
      document,
      outletOf: (connection: Connection<Context>) => connection.context.outlet,
      turn: () => wholeDocuments.take(),
    });
    applyUpdate(document, journaled.state);
    fanOut.begin();
    await setImmediate();
    const { clients, position, quarantine } = journaled;
    const allowed = await allowedBlocks(article, options.templateOf, log);
    const sealed = await journal.sealed(name);
    const archived = await isArchived(article);
    const room = new Room({
      name,
      document,
      clients,
      positions: new Positions(position),
      limits,
      allowed,
      sealed,
      quarantine,
      shownBy: (client) => shownBy(document, client),
    });
    room.isArchived = archived;
    return room;
  }

  /** An article of an older schema gets its shared texts before anybody is shown it; where it can't, it is shown as it is. */
  async function shareOldTexts(room: Room): Promise<void> {
    const article = articleOfDocumentName(room.name);
    if (article === null || room.quarantine !== null || !holdsUnshared(room.document, room.sealed)) return;
    try {
      await documents.shareTexts(article);
    } catch (error) {
      if (!(error instanceof ChangeRefusedError) && !(error instanceof SealedError)) throw error;
      log.warn({ err: error, document: room.name }, 'The words of pictures could not be shared');
    }
  }

  /** Hands a socket's messages to Hocuspocus. */
  function serve(socket: DeskSocket): void {
    const { webSocket, headers } = socket;
    // Hocuspocus reads headers and parameters of the request only for its hooks.
    const request = new Request('http://desk/api/collab', {
      headers: { 'user-agent': headers['user-agent'] ?? '' },
    });
    const person = socket.me.id;
    const intake = new Intake({
      socket,
      pace: paces.join(person),
      handle: (message) => client.handleMessage(message),
      present: (connection, update) => takeAwareness(update, connection, socket.me),
      isClosed: () => isClosing,
      helloMs: options.helloMs,
    });
    const client = hocuspocus.handleConnection(webSocket as WebSocketLike, request, {
      socket,
      outlet: new Outlet(socket),
      intake,
      own: new Map(),
    });
    intakes.add(intake);
    webSocket.on('close', (code, reason) => {
      intakes.delete(intake);
      paces.leave(person);
      client.handleClose({ code, reason: reason.toString() });
    });
  }

  function announcePresence(documentName: string): void {
    const article = articleOfDocumentName(documentName);
    if (article === null) return;
    const connections = hocuspocus.documents.get(documentName)?.getConnections() ?? [];
    const people = connections.map((connection: Connection<Context>) => connection.context.socket.me.id);
    presence.set(article, [...new Set(people)]);
  }

  return {
    documents,
    presence,
    counts: () => ({ connections: sockets.open.size, articles: rooms.size }),
    upgrade: (request, socket, head) => void sockets.upgrade(request, socket, head),
    close: async (deadlineMs) => {
      isClosing = true;
      sockets.stop();
      const deadline = Date.now() + deadlineMs;
      const handled = Promise.all([...intakes].map((intake) => intake.handled()));
      const inTime = await before(deadline, handled);
      const saved = await journal.drain(Math.max(0, deadline - Date.now()));
      for (const document of hocuspocus.documents.values()) document.flush();
      documents.close();
      nodes.close();
      presence.close();
      sockets.close();
      return inTime && saved;
    },
  };
}

/**
 * Where the server can't answer, the client is told to come back later: a refusal by Hocuspocus would look to it like a
 * decision, and after an error it would stay without a connection.
 */
async function orTryAgain<T>(socket: DeskSocket | undefined, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    socket?.webSocket.close(tryAgainLater, 'try again');
    throw error;
  }
}

/** Hocuspocus sends the `reason` of what `onAuthenticate` throws; without a message it does not log it as an error. */
function refusal(reason: ConnectionRefusal): { reason: ConnectionRefusal } {
  return { reason };
}

/** Whether a person's own message brought it, not an act of the server in their name. */
function isOfConnection(origin: unknown): boolean {
  return (
    typeof origin === 'object' && origin !== null && 'source' in origin && origin.source === 'connection'
  );
}

/** Whether a first sync step, by its state vector, comes from a document that holds what the server has lost. */
function isAheadOf(room: Room, vector: Uint8Array, { socket, own }: Context): boolean {
  try {
    return room.isBehind(vector, socket.me.id, own.get(room.name) ?? null);
  } catch {
    // No state vector: Hocuspocus says so.
    return false;
  }
}

function openedMessage(room: Room | undefined): ServerMessage {
  const quarantine = room?.quarantine ?? null;
  return { type: 'opened', quarantine: quarantine && { goodAt: quarantine.goodAt } };
}

function helloOf(token: string) {
  try {
    return clientHelloSchema.parse(JSON.parse(token));
  } catch {
    return null;
  }
}

/** What Hocuspocus says of an update that it has put into the document. */
function acknowledge(connection: Connection): void {
  connection.send(new OutgoingMessage(connection.messageAddress).writeSyncStatus(true).toUint8Array());
}

function send(connection: Connection, message: ServerMessage): void {
  connection.sendStateless(JSON.stringify(message));
}

function connectionsOf(hocuspocus: Hocuspocus<Context>, socket: DeskSocket) {
  return [...hocuspocus.documents.values()].flatMap((document) =>
    document
      .getConnections()
      .filter((connection: Connection<Context>) => connection.context.socket === socket)
      .map((connection) => ({ document, connection })),
  );
}

/** Whether the work is done before the deadline. */
async function before(deadline: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), deadline - Date.now());
  });
  const done = await Promise.race([work.then(() => true as const), late]);
  clearTimeout(timer);
  return done;
}
