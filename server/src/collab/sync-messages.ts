// Admission and the journal, before Hocuspocus handles a sync message: what a client sends gets in by write-ahead.ts or is
// refused, and of what it asks for it gets one whole document at a time over all people.
import { may } from '@galley/shared/access/roles.ts';
import type { DocumentName } from '@galley/shared/ids.ts';
import {
  type beforeSyncPayload,
  type Connection,
  type ConnectionTransactionOrigin,
  type Extension,
  OutgoingMessage,
} from '@hocuspocus/server';
import type { Logger } from 'pino';
import { messageYjsSyncStep1, messageYjsSyncStep2, messageYjsUpdate } from 'y-protocols/sync';
import { type Context, orTryAgain, send } from './context.ts';
import { EarlyUpdates } from './early-updates.ts';
import { costs } from './limits.ts';
import type { Nodes } from './nodes.ts';
import type { Room } from './room.ts';
import type { DeskSocket } from './sockets.ts';
import type { Turns } from './turns.ts';
import type { EditMetrics, WriteAhead } from './write-ahead.ts';

interface SyncMessagesOptions {
  rooms: ReadonlyMap<string, Room>;
  nodes: Nodes;
  writeAhead: WriteAhead;
  /** Whether a socket is open and of somebody who may be at the desk. */
  isOpen(socket: DeskSocket): boolean;
  /** Called when somebody is sent all that they lack of a document. */
  onWhole(document: DocumentName): void;
  /** Makes shared texts of what an older schema left in an article. */
  shareOldTexts(room: Room): Promise<void>;
  /** Of work that takes a whole document. */
  wholeDocuments: Turns;
  metrics: EditMetrics | undefined;
  log: Logger;
}

/** The hooks. */
export function syncMessages(options: SyncMessagesOptions): Extension<Context> {
  const { rooms, nodes, writeAhead, isOpen, onWhole, shareOldTexts, wholeDocuments, metrics, log } = options;
  const early = new EarlyUpdates();
  /** Connections whose document holds what the server has lost. */
  const ahead = new WeakSet<Connection>();

  async function onStep1(connection: Connection<Context>, room: Room, vector: Uint8Array): Promise<void> {
    const { context } = connection;
    const { socket, intake } = context;
    const isAhead = () => isAheadOf(room, vector, context);
    if (isAhead() && nodes.areSeveral) await orTryAgain(socket, nodes.catchUp(room));
    if (isAhead()) ahead.add(connection);
    await orTryAgain(socket, shareOldTexts(room));
    await intake.pace.take(costs.wholeDocument);
    // Hocuspocus answers with what the client lacks, the whole document at the most.
    await wholeDocuments.take();
    onWhole(room.name);
  }

  async function onSync(
    connection: Connection<Context>,
    { type, payload }: Pick<beforeSyncPayload, 'type' | 'payload'>,
  ): Promise<void> {
    const { document, context } = connection;
    const { socket, intake } = context;
    const room = rooms.get(document.name);
    if (room?.document !== document) {
      // The document is closed and nobody sees it anymore: no word of a person who is gone gets into it.
      connection.readOnly = true;
      return;
    }
    if (type === messageYjsSyncStep1) return await onStep1(connection, room, payload);
    if (type !== messageYjsSyncStep2 && type !== messageYjsUpdate) throw new Error('Not a sync message.');
    const { id: author, role } = socket.me;
    const mayWrite =
      isOpen(socket) && may(role, 'article.write') && room.quarantine === null && !room.isArchived;
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
    metrics?.refused(refused.reason);
    const { fault, ...said } = refused;
    send(connection, { type: 'refused', ...said });
    const what = { document: document.name, user: author, ...said };
    if (fault === undefined) log.info(what, 'An update was refused');
    else log.error({ err: fault, ...what }, 'An update was refused because it could not be judged');
  }

  return {
    beforeSync: ({ connection, type, payload }) =>
      onSync(connection as Connection<Context>, { type, payload }),

    async connected({ connection }) {
      // The same without what Hocuspocus makes for a hook with every message.
      connection.beforeSync(onSync);
    },
  };
}

/** Whether a person's own message brought an update, by its origin, not an act of the server in their name. */
export function isOfConnection(origin: unknown): boolean {
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

/** What Hocuspocus says of an update that it has put into the document. */
function acknowledge(connection: Connection): void {
  connection.send(new OutgoingMessage(connection.messageAddress).writeSyncStatus(true).toUint8Array());
}
