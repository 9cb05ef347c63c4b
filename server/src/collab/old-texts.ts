// Articles of an older schema get shared texts for the words of their pictures before anybody is shown them.
import { holdsUnshared } from '@galley/shared/article/share-texts.ts';
import { articleOfDocumentName } from '@galley/shared/ids.ts';
import type { Logger } from 'pino';
import { ChangeRefusedError } from './documents.ts';
import { SealedError } from './journal.ts';
import type { Room } from './room.ts';
import type { ServerDocuments } from './server-documents.ts';

/** Gives what does it for a room. Where it can't be done, the article stays as it is. */
export function sharingOldTexts(
  documents: Pick<ServerDocuments, 'shareTexts'>,
  log: Logger,
): (room: Room) => Promise<void> {
  return async (room) => {
    const article = articleOfDocumentName(room.name);
    if (article === null || room.quarantine !== null || !holdsUnshared(room.document, room.sealed)) return;
    try {
      await documents.shareTexts(article);
    } catch (error) {
      if (!(error instanceof ChangeRefusedError) && !(error instanceof SealedError)) throw error;
      log.warn({ err: error, document: room.name }, 'The words of pictures could not be shared');
    }
  };
}
