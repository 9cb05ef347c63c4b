// Who may open a document, and whether they may write in it. Whose session a socket is of is known by now: see sockets.ts.
import { may } from '@galley/shared/access/roles.ts';
import { type ArticleId, articleOfDocumentName, type DocumentName } from '@galley/shared/ids.ts';
import {
  articleParameter,
  type ConnectionRefusal,
  clientHelloSchema,
  ownVersions,
} from '@galley/shared/wire/messages.ts';
import type { Extension, onAuthenticatePayload } from '@hocuspocus/server';
import pLimit from 'p-limit';
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
  const lookUps = pLimit(socketLimits.lookUpsAtOnce);

  /** What is known of the article; null where there is none. An open one is in memory. */
  const stateOf = async (article: ArticleId, document: DocumentName) => {
    const open = rooms.get(document);
    if (open) return { quarantine: open.quarantine, archived: open.isArchived };
    return await lookUps(async () => {
      const opened = rooms.get(document);
      if (opened) return { quarantine: opened.quarantine, archived: opened.isArchived };
      if (!(await journal.has(document))) return null;
      return { quarantine: await journal.quarantine(document), archived: await isArchived(article) };
    });
  };

  const admit = async ({
    documentName,
    token,
    connectionConfig,
    context,
  }: onAuthenticatePayload<Context>) => {
    const { socket, intake } = context;
    await intake.pace.take(costs.join);
    const article = articleOfDocumentName(documentName);
    const meant = socket.query.get(articleParameter);
    if (article === null || (meant !== null && meant !== article)) throw refusal('no-such-document');
    const state = await orTryAgain(socket, stateOf(article, documentName as DocumentName));
    if (state === null) throw refusal('no-such-document');
    const hello = helloOf(token);
    if (hello?.schema !== ownVersions.schema || hello.interface !== ownVersions.interface)
      throw refusal('reload-required');
    if (hello.own) context.own.set(documentName, new Set(hello.own));
    const { role } = socket.me;
    if (!may(role, 'article.read') || intake.documents >= socketLimits.documents)
      throw refusal('not-allowed');
    connectionConfig.readOnly = !may(role, 'article.write') || state.quarantine !== null || state.archived;
    context.opening.add(documentName);
  };

  return {
    async onAuthenticate(payload) {
      const { intake } = payload.context;
      intake.opening();
      try {
        await admit(payload);
      } catch (error) {
        intake.notOpened();
        throw error;
      }
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
