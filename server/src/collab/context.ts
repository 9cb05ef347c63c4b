// A person's connection to a document: what Hocuspocus keeps for it, and what the server says on it.
import type { ServerMessage } from '@galley/shared/wire/messages.ts';
import type { Connection, Document, Hocuspocus } from '@hocuspocus/server';
import type { Intake } from './intake.ts';
import type { Outlet } from './outlet.ts';
import type { DeskSocket } from './sockets.ts';

/** What Hocuspocus keeps for a connection to a document. */
export interface Context {
  socket: DeskSocket;
  outlet: Outlet;
  intake: Intake;
  /** By document: the Yjs client ids that the client says are its own. */
  own: Map<string, ReadonlySet<number>>;
  /** The documents that may be opened on this socket and are not open on it yet. */
  opening: Set<string>;
}

/** Close code of RFC 6455's registry: the client comes back by itself. */
const tryAgainLater = 1013;

/**
 * Where the server can't answer, the client is asked to come back later: a refusal by Hocuspocus would look to it like a
 * decision, and after an error it would stay without a connection.
 */
export async function orTryAgain<T>(socket: DeskSocket | undefined, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (socket) askToTryAgain(socket);
    throw error;
  }
}

/** Closes a socket so that its client comes back by itself. */
export function askToTryAgain({ webSocket }: Pick<DeskSocket, 'webSocket'>): void {
  webSocket.close(tryAgainLater, 'try again');
}

/** Says something to a client beside Yjs' own protocol. */
export function send(connection: Connection, message: ServerMessage): void {
  connection.sendStateless(JSON.stringify(message));
}

/** The people's connections to a document. */
export function connectionsTo(document: Document | undefined): Connection<Context>[] {
  return document?.getConnections() ?? [];
}

/** All documents that are open on a socket, with its connection to each. */
export function connectionsOf(hocuspocus: Pick<Hocuspocus<Context>, 'documents'>, socket: DeskSocket) {
  return [...hocuspocus.documents.values()].flatMap((document) =>
    connectionsTo(document)
      .filter((connection) => connection.context.socket === socket)
      .map((connection) => ({ document, connection })),
  );
}
