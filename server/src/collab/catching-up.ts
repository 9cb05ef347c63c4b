// A client that has heard by another way of something in the text, as that a suggestion is accepted, asks for what it may not have
// yet: the answer comes behind all that was in the journal when it asked, whichever node wrote it.
import { clientMessageSchema } from '@galley/shared/wire/messages.ts';
import type { Connection, Extension } from '@hocuspocus/server';
import { type Context, orTryAgain, send } from './context.ts';
import { costs } from './limits.ts';
import type { Nodes } from './nodes.ts';
import type { Room } from './room.ts';

interface CatchingUpOptions {
  rooms: ReadonlyMap<string, Room>;
  nodes: Pick<Nodes, 'areSeveral' | 'catchUp'>;
}

/** The hooks. What a client says in another form is left alone. */
export function catchingUp({ rooms, nodes }: CatchingUpOptions): Extension<Context> {
  return {
    async onStateless({ connection, documentName, payload }) {
      const message = clientMessageSchema.safeParse(parseJson(payload));
      const room = rooms.get(documentName);
      if (!message.success || !room) return;
      // A hook's connection is of no type of its own; all have this context.
      const { context } = connection as Connection<Context>;
      await context.intake.pace.take(costs.catchUp);
      // What this node has written is in the document before anybody hears of it.
      if (nodes.areSeveral) await orTryAgain(context.socket, nodes.catchUp(room));
      connection.document.flush();
      send(connection, { type: 'caught-up', number: message.data.number });
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
