// Who has an article open is said to the board.
import { articleOfDocumentName } from '@galley/shared/ids.ts';
import type { Extension, Hocuspocus } from '@hocuspocus/server';
import { type Context, connectionsTo } from './context.ts';
import type { Presence } from './presence.ts';

/** The hooks. */
export function presenceHooks(
  hocuspocus: Pick<Hocuspocus<Context>, 'documents'>,
  presence: Presence,
): Extension<Context> {
  const announce = (documentName: string) => {
    const article = articleOfDocumentName(documentName);
    if (article === null) return;
    const people = connectionsTo(hocuspocus.documents.get(documentName)).map(
      ({ context }) => context.socket.me.id,
    );
    presence.set(article, [...new Set(people)]);
  };
  return {
    async connected({ documentName }) {
      announce(documentName);
    },

    async onDisconnect({ documentName }) {
      announce(documentName);
    },
  };
}
