// From a socket to Hocuspocus, at the pace of its person: each message waits in an intake until its person has a turn.
import { articleSocketPath } from '@galley/shared/wire/messages.ts';
import type { Extension, Hocuspocus, WebSocketLike } from '@hocuspocus/server';
import { takeAwareness } from './awareness.ts';
import type { Context } from './context.ts';
import { Intake } from './intake.ts';
import { Outlet } from './outlet.ts';
import { Paces } from './pace.ts';
import type { DeskSocket } from './sockets.ts';

interface ServedSockets {
  hooks: Extension<Context>;
  /** Hands a socket's messages to Hocuspocus from now on. */
  serve(socket: DeskSocket): void;
  /** Of the sockets on which this document is being opened. */
  opening(document: string): Context[];
  /** Ignores what comes from now on; resolves once everything is handled that has come before. */
  stop(): Promise<void>;
}

/** `helloMs` is how long a socket may stay without a document, in ms. */
export function createServedSockets(
  hocuspocus: Pick<Hocuspocus<Context>, 'handleConnection'>,
  helloMs: number | undefined,
): ServedSockets {
  const paces = new Paces();
  const served = new Map<Intake, Context>();
  let isStopped = false;

  return {
    hooks: {
      async connected({ connection, context, documentName }) {
        context.opening.delete(documentName);
        context.intake.opened(connection);
        // Nobody takes these hooks, and Hocuspocus would make something for them with every message.
        connection.beforeHandleMessage(async () => {});
        connection.afterHandleMessage(async () => {});
      },
    },

    serve: (socket) => {
      const { webSocket, headers } = socket;
      // Hocuspocus reads headers and parameters of the request only for its hooks.
      const request = new Request(`http://desk${articleSocketPath}`, {
        headers: { 'user-agent': headers['user-agent'] ?? '' },
      });
      const person = socket.me.id;
      const intake = new Intake({
        socket,
        pace: paces.join(person),
        handle: (message) => client.handleMessage(message),
        present: (connection, update) => takeAwareness(update, connection, socket.me),
        isClosed: () => isStopped,
        helloMs,
      });
      const context: Context = {
        socket,
        outlet: new Outlet(socket),
        intake,
        own: new Map(),
        opening: new Set(),
      };
      const client = hocuspocus.handleConnection(webSocket as WebSocketLike, request, context);
      served.set(intake, context);
      webSocket.on('close', (code, reason) => {
        served.delete(intake);
        paces.leave(person);
        client.handleClose({ code, reason: reason.toString() });
      });
    },

    opening: (document) => [...served.values()].filter(({ opening }) => opening.has(document)),

    stop: async () => {
      isStopped = true;
      await Promise.all([...served.keys()].map((intake) => intake.handled()));
    },
  };
}
