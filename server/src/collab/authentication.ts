// Who may open a document, and whether they may write in it. Whose session a socket is of is known by now: see sockets.ts.
import { may } from '@galley/shared/access/roles.ts';
import { type ArticleId, articleOfDocumentName, type DocumentName } from '@galley/shared/ids.ts';
import {
  articleParameter,
  type ConnectionRefusal,
  clientHelloSchema,
  schemaVersion,
} from '@galley/shared/wire/messages.ts';
import type { Extension } from '@hocuspocus/server';
import { type Context, orTryAgain } from './context.ts';
import type { Journal } from './journal.ts';
import { costs, socketLimits } from './limits.ts';
import type { Room } from './room.ts';

interface AuthenticationOptions {
  journal: Journal;
  rooms: ReadonlyMap<string, Room>;
  isArchived(article: ArticleId): Promise<boolean>;
}

/** The hooks. What they throw reaches the client as a `ConnectionRefusal`. */
export function authentication({ journal, rooms, isArchived }: AuthenticationOptions): Extension<Context> {
  return {
    async onAuthenticate({ documentName, token, connectionConfig, context }) {
      const { socket, intake } = context;
      await intake.pace.take(costs.join);
      const article = articleOfDocumentName(documentName);
      const meant = socket.query.get(articleParameter);
      if (meant !== null && meant !== article) throw refusal('no-such-document');
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
      context.opening.add(documentName);
    },
  };
}

/** Hocuspocus sends the `reason` of what a hook throws; without a message it does not log it as an error. */
export function refusal(reason: ConnectionRefusal): { reason: ConnectionRefusal } {
  return { reason };
}

function helloOf(token: string) {
  try {
    return clientHelloSchema.parse(JSON.parse(token));
  } catch {
    return null;
  }
}
