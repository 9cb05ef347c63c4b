// The rooms of the documents that are open: made of the journal when somebody opens the first one, gone when nothing is left to
// be saved.
import { setImmediate } from 'node:timers/promises';
import { type ArticleId, articleOfDocumentName, type DocumentName } from '@galley/shared/ids.ts';
import type { Connection, Document, Extension } from '@hocuspocus/server';
import pLimit from 'p-limit';
import type { Logger } from 'pino';
import { applyUpdate } from 'yjs';
import { inSpan } from '../tracing/spans.ts';
import { allowedBlocks, type TemplateOf } from './allowed-blocks.ts';
import { refusal } from './authentication.ts';
import { shownBy } from './awareness.ts';
import { askToTryAgain, type Context } from './context.ts';
import { FanOut } from './fan-out.ts';
import type { Journal } from './journal.ts';
import { type AdmissionLimits, socketLimits } from './limits.ts';
import { Positions } from './positions.ts';
import { Room } from './room.ts';
import type { Turns } from './turns.ts';

interface RoomsOptions {
  journal: Journal;
  /** In which the rooms are put, by the names of their documents. */
  rooms: Map<string, Room>;
  limits: AdmissionLimits;
  templateOf: TemplateOf;
  isArchived(article: ArticleId): Promise<boolean>;
  /** Of the sockets on which a document is being opened. */
  opening(document: DocumentName): readonly Context[];
  /** Of work that takes a whole document. */
  wholeDocuments: Turns;
  log: Logger;
}

/** The hooks. */
export function roomHooks(options: RoomsOptions): Extension<Context> {
  const { rooms, opening } = options;
  const readings = pLimit(socketLimits.readAtOnce);
  return {
    async onLoadDocument({ document, documentName }) {
      const name = documentName as DocumentName;
      try {
        const room = await readings(() => openRoom(options, document, name)).catch((error: unknown) => {
          // Whoever else opens it waits for the same attempt, and Hocuspocus would refuse them for good.
          for (const { socket } of opening(name)) askToTryAgain(socket);
          throw error;
        });
        if (!room) {
          for (const { intake } of opening(name)) intake.notOpened();
          throw refusal('no-such-document');
        }
        rooms.set(name, room);
      } catch (error) {
        // Hocuspocus would leave the document's timers running.
        document.destroy();
        throw error;
      }
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
  };
}

async function openRoom(
  { journal, limits, templateOf, isArchived, wholeDocuments, log }: RoomsOptions,
  document: Document,
  name: DocumentName,
): Promise<Room | null> {
  const journaled = await inSpan('article.open', {}, () => journal.load(name));
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
  const allowed = await allowedBlocks(article, templateOf, log);
  const sealed = await journal.sealed(name);
  const archived = await isArchived(article);
  const room = new Room({
    name,
    document,
    bytes: journaled.state.byteLength,
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
