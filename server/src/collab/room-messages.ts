// What everybody in a room hears of it beside its text: whether it can be read to its end, whether they may write, and
// whether saving is delayed.
import { may } from '@galley/shared/access/roles.ts';
import { type ArticleId, articleOfDocumentName } from '@galley/shared/ids.ts';
import type { ServerMessage } from '@galley/shared/wire/messages.ts';
import type { Connection, Extension, Hocuspocus } from '@hocuspocus/server';
import type { Logger } from 'pino';
import type { Notes } from '../audit/notes.ts';
import type { Bus } from '../events/bus.ts';
import { liveTopic } from '../events/live-topic.ts';
import { type Context, connectionsTo, send } from './context.ts';
import type { Journal } from './journal.ts';
import type { Room } from './room.ts';

interface RoomMessagesOptions {
  hocuspocus: Pick<Hocuspocus<Context>, 'documents'>;
  journal: Pick<Journal, 'state' | 'onState'>;
  bus: Bus;
  rooms: ReadonlyMap<string, Room>;
  isArchived(article: ArticleId): Promise<boolean>;
  notes: Pick<Notes, 'opened'> | undefined;
  log: Logger;
}

interface RoomMessages {
  hooks: Extension<Context>;
  /** A quarantine has ended: those who are in the room may write from now on. */
  continued(room: Room): void;
}

/** Follows articles into the archive and back, and the journal's state, and says so to those who have a document open. */
export function createRoomMessages(options: RoomMessagesOptions): RoomMessages {
  const { hocuspocus, journal, bus, rooms, isArchived, notes, log } = options;

  const sendAccess = (room: Room) => {
    for (const connection of connectionsTo(hocuspocus.documents.get(room.name))) {
      const { me } = connection.context.socket;
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

  journal.onState((state) => {
    const message: ServerMessage = { type: state === 'delayed' ? 'saving-delayed' : 'saving-resumed' };
    for (const document of hocuspocus.documents.values())
      document.broadcastStateless(JSON.stringify(message));
  });

  return {
    hooks: {
      async connected({ documentName, connection, context }) {
        const { id: user } = context.socket.me;
        log.debug({ document: documentName, user }, 'joined');
        sendOpened(connection, rooms.get(documentName));
        if (journal.state === 'delayed') send(connection, { type: 'saving-delayed' });
        const article = articleOfDocumentName(documentName);
        if (article !== null) notes?.opened(article, user);
      },
    },
    continued: (room) => {
      for (const connection of connectionsTo(hocuspocus.documents.get(room.name)))
        sendOpened(connection, room);
      sendAccess(room);
    },
  };
}

function sendOpened(connection: Connection, room: Room | undefined): void {
  const quarantine = room?.quarantine ?? null;
  send(connection, { type: 'opened', quarantine: quarantine && { goodAt: quarantine.goodAt } });
}
