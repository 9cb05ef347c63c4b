// The way of every edit, a person's and the server's own: admission, the journal, the document, the other nodes. Nobody
// sees an update that a crash could lose.
import type { DocumentName, UserId } from '@galley/shared/ids.ts';
import type { RefusalReason } from '@galley/shared/wire/messages.ts';
import type { Refusal } from './admission.ts';
import { ClientTakenError, type Journal, JournalFullError, QuarantineError, SealedError } from './journal.ts';
import type { Nodes } from './nodes.ts';
import type { Admitted, Room } from './room.ts';

/** An update on its way in. */
export interface Entering {
  update: Uint8Array;
  author: UserId | null;
  /** Galley itself made the update: see `Room.admit`. */
  trusted?: boolean;
  /** The transaction's origin in the document. */
  origin: unknown;
}

/** What is counted of edits on their way. */
export interface EditMetrics {
  /** An update was admitted and is on disk, so many milliseconds after it was decided on. */
  committed(ms: number): void;
  refused(reason: RefusalReason): void;
}

export interface WriteAheadOptions {
  journal: Journal;
  nodes: Nodes;
  /** Called once an update has been committed and is in the document. */
  onEntered(document: DocumentName, author: UserId | null, origin: unknown): void;
  metrics?: EditMetrics | undefined;
}

/** What looks wrong on a node that has not heard yet of what another one wrote. */
const mayBeBehind: ReadonlySet<RefusalReason> = new Set(['foreign-client-id', 'pending-structs']);

export class WriteAhead {
  #journal: Journal;
  #nodes: Nodes;
  #onEntered: WriteAheadOptions['onEntered'];
  #metrics: WriteAheadOptions['metrics'];

  constructor({ journal, nodes, onEntered, metrics }: WriteAheadOptions) {
    this.#journal = journal;
    this.#nodes = nodes;
    this.#onEntered = onEntered;
    this.#metrics = metrics;
  }

  /** Resolves with null once the update is in the journal and in the document, or with why it was not admitted. */
  async enter(room: Room, entering: Entering): Promise<Refusal | null> {
    const refusal = await this.#tryToEnter(room, entering);
    if (refusal === null || !(await this.#learnsMore(room, refusal.reason))) return refusal;
    return await this.#tryToEnter(room, entering);
  }

  /** Whether the room may think otherwise of a refusal after it has heard what it may not have heard yet. */
  async #learnsMore(room: Room, reason: RefusalReason): Promise<boolean> {
    if (reason === 'unreadable') {
      room.quarantine = await this.#journal.quarantine(room.name);
      return room.quarantine === null;
    }
    if (reason === 'sealed') {
      room.seals.learn(await this.#journal.sealed(room.name));
      return true;
    }
    if (!this.#nodes.areSeveral || !mayBeBehind.has(reason)) return false;
    await this.#nodes.catchUp(room);
    return true;
  }

  async #tryToEnter(room: Room, entering: Entering): Promise<Refusal | null> {
    for (;;) {
      await room.ready(entering.author);
      const decision = room.admit(entering.update, entering.author, entering.trusted);
      if (decision.type === 'refused') return decision.refusal;
      if (decision.type === 'admitted') return await this.#journaled(room, decision, entering);
      if (await room.settled()) return null;
    }
  }

  async #journaled(room: Room, admitted: Admitted, { author, origin }: Entering): Promise<Refusal | null> {
    const { update: bytes, clients, touches } = admitted;
    let position: number;
    const begun = performance.now();
    try {
      position = await this.#journal.append({ document: room.name, bytes, author, clients, touches });
      this.#metrics?.committed(performance.now() - begun);
    } catch (error) {
      room.withdraw(admitted);
      if (error instanceof ClientTakenError) return refusal('foreign-client-id', error.message);
      if (error instanceof SealedError)
        return { reason: 'sealed', detail: error.message, sections: [...error.sections] };
      if (error instanceof QuarantineError) return refusal('unreadable', error.message);
      if (error instanceof JournalFullError) return refusal('too-fast', error.message);
      throw error;
    }
    room.arrive(admitted, origin);
    this.#nodes.share(room, { position, bytes, author, clients });
    this.#onEntered(room.name, author, origin);
    return null;
  }
}

function refusal(reason: RefusalReason, detail: string): Refusal {
  return { reason, detail, sections: [] };
}
