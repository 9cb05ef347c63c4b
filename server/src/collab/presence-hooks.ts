// Carets and names of those who have an article open: their states are rewritten to who they are, and who is there is said
// to the board.
import { articleOfDocumentName } from '@galley/shared/ids.ts';
import type { Extension, Hocuspocus } from '@hocuspocus/server';
import { rewriteAwareness } from './awareness.ts';
import { type Context, connectionsTo } from './context.ts';
import { costs } from './limits.ts';
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
    async beforeHandleAwareness({ states, document, connection, context }) {
      // Without a connection the states come from another node, which has rewritten them.
      if (connection && context) context.intake.pace.spend(costs.presence);
      if (connection && context) rewriteAwareness(states, document, connection, context.socket.me);
    },

    async connected({ documentName }) {
      announce(documentName);
    },

    async onDisconnect({ documentName }) {
      announce(documentName);
    },
  };
}
