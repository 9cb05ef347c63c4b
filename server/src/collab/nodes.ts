// Several Galley processes on one database. What a node has journaled it sends to the others over the bus; positions in
// the journal tell a node what it missed, and the journal has it. (Hocuspocus' own Redis extension syncs states but can't
// tell that a message was lost, and stores through a lock that the journal makes superfluous.)
import { type DocumentName, newId } from '@galley/shared/ids.ts';
import type { Document, Extension, Hocuspocus, RedisTransactionOrigin } from '@hocuspocus/server';
import type { Transaction } from 'kysely';
import type { Logger } from 'pino';
import { applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import type { Bus } from '../events/bus.ts';
import type { Tables } from '../storage/tables.ts';
import type { Journal, Journaled } from './journal.ts';
import {
  type AwarenessMessage,
  type AwarenessWantedMessage,
  type GoingOnMessage,
  nodeTopics,
  type SealsMessage,
  type UpdateMessage,
} from './node-topics.ts';
import type { Room } from './room.ts';

export interface NodesOptions {
  bus: Bus;
  journal: Journal;
  hocuspocus: Pick<Hocuspocus, 'documents'>;
  rooms: ReadonlyMap<string, Room>;
  /** Called when another node has ended a room's quarantine. */
  onContinued(room: Room): void;
  log: Logger;
}

/** How long an update of another node may be on its way before the journal is asked for it. */
const timeoutMs = 250;

/** How often the journal is asked for what nobody said anything of: its writer may have died in that moment. */
const inspectionMs = 10_000;

const fromAnotherNode: RedisTransactionOrigin = { source: 'redis' };

export class Nodes {
  #node = newId();
  #bus: Bus;
  #journal: Journal;
  #hocuspocus: Pick<Hocuspocus, 'documents'>;
  #rooms: ReadonlyMap<string, Room>;
  #onContinued: NodesOptions['onContinued'];
  #log: Logger;
  #gaps = new Map<Room, NodeJS.Timeout>();
  #inspection: NodeJS.Timeout | undefined;

  constructor({ bus, journal, hocuspocus, rooms, onContinued, log }: NodesOptions) {
    this.#bus = bus;
    this.#journal = journal;
    this.#hocuspocus = hocuspocus;
    this.#rooms = rooms;
    this.#onContinued = onContinued;
    this.#log = log;
    if (!bus.reachesOthers) return;
    bus.subscribe(nodeTopics.updates, (message) => this.#onUpdate(message));
    bus.subscribe(nodeTopics.awareness, (message) => this.#onAwareness(message));
    bus.subscribe(nodeTopics.seals, (message) => this.#onSeals(message));
    bus.subscribe(nodeTopics.goingOn, (message) => this.#onGoingOn(message));
    bus.subscribe(nodeTopics.awarenessWanted, (message) => this.#onAwarenessWanted(message));
    bus.onReconnected(() => this.#catchUpAll());
    this.#inspection = setInterval(() => this.#catchUpAll(), inspectionMs);
    this.#inspection.unref();
  }

  /** Whether other nodes may write too. */
  get areSeveral(): boolean {
    return this.#bus.reachesOthers;
  }

  /** Tells the other nodes of an update that is in the journal and in the document now. */
  share(room: Room, { position, bytes, author, clients }: Journaled): void {
    room.positions.note(position);
    this.#takeDue(room);
    if (!this.#bus.reachesOthers) return;
    const update = encode(bytes);
    const message = { node: this.#node, document: room.name, position, update, author, clients };
    this.#bus.publish(nodeTopics.updates, message);
  }

  /** Tells the other nodes which sections are sealed now. */
  shareSeals({ name: document, sealed }: Room): void {
    if (!this.#bus.reachesOthers) return;
    this.#bus.publish(nodeTopics.seals, { node: this.#node, document, sealed: [...sealed] });
  }

  /** Tells the other nodes that an article is written on from its last good state. */
  shareGoingOn({ name: document, positions }: Room): void {
    if (!this.#bus.reachesOthers) return;
    const message = { node: this.#node, document, position: positions.contiguous };
    this.#bus.publish(nodeTopics.goingOn, message);
  }

  /** Tells the other nodes of carets that came or went here. */
  shareAwareness(document: Document, ids: number[], origin: unknown): void {
    // Every node lets go by itself of what was not heard of for long.
    if (!this.#bus.reachesOthers || origin === fromAnotherNode || origin === 'timeout') return;
    const update = encode(encodeAwarenessUpdate(document.awareness, ids));
    this.#bus.publish(nodeTopics.awareness, {
      node: this.#node,
      document: document.name as DocumentName,
      update,
    });
  }

  /** To be called once a document is open: gets what was journaled meanwhile, and the others' carets. */
  opened(document: DocumentName): void {
    const room = this.#rooms.get(document);
    if (!this.#bus.reachesOthers || !room) return;
    this.#catchUpNow(room);
    this.#bus.publish(nodeTopics.awarenessWanted, { node: this.#node, document });
  }

  /** Resolves once the document holds everything that was journaled when this was called. */
  async catchUp(room: Room, within?: Transaction<Tables>): Promise<void> {
    for (const entry of await this.#journal.since(room.name, room.positions.contiguous, within)) {
      room.positions.hold(entry);
      this.#takeDue(room);
    }
  }

  close(): void {
    clearInterval(this.#inspection);
    for (const timer of this.#gaps.values()) clearTimeout(timer);
    this.#gaps.clear();
  }

  #onUpdate({ node, document, update, position, author, clients }: UpdateMessage): void {
    const room = this.#rooms.get(document);
    if (node === this.#node || !room) return;
    room.positions.hold({ position, bytes: decode(update), author, clients });
    this.#takeDue(room);
  }

  #takeDue(room: Room): void {
    for (let entry = room.positions.due(); entry !== null; entry = room.positions.due()) {
      room.follow(entry, fromAnotherNode);
      room.positions.note(entry.position);
    }
    if (room.positions.hasGap) this.#catchUpSoon(room);
  }

  #catchUpSoon(room: Room): void {
    if (this.#gaps.has(room)) return;
    const timer = setTimeout(() => {
      this.#gaps.delete(room);
      if (room.positions.hasGap) this.#catchUpNow(room);
    }, timeoutMs);
    this.#gaps.set(room, timer);
  }

  #catchUpNow(room: Room): void {
    if (this.#rooms.get(room.name) !== room) return;
    this.catchUp(room).catch((error: unknown) => {
      const { name: document } = room;
      this.#log.warn({ err: error, document }, 'What another node wrote could not be read; trying again');
      this.#catchUpSoon(room);
    });
  }

  #catchUpAll(): void {
    for (const room of this.#rooms.values()) this.#catchUpNow(room);
  }

  #onSeals({ node, document, sealed }: SealsMessage): void {
    const room = this.#rooms.get(document);
    if (node !== this.#node && room) room.seals.learn(new Set(sealed));
  }

  #onGoingOn({ node, document, position }: GoingOnMessage): void {
    const room = this.#rooms.get(document);
    if (node === this.#node || !room?.quarantine) return;
    room.goOn(position);
    this.#onContinued(room);
  }

  #onAwareness({ node, document, update }: AwarenessMessage): void {
    const open = this.#hocuspocus.documents.get(document);
    if (node !== this.#node && open) applyAwarenessUpdate(open.awareness, decode(update), fromAnotherNode);
  }

  #onAwarenessWanted({ node, document }: AwarenessWantedMessage): void {
    const open = this.#hocuspocus.documents.get(document);
    if (node === this.#node || !open) return;
    this.shareAwareness(open, [...open.awareness.getStates().keys()], null);
  }
}

/** The hooks. */
export function nodeHooks(nodes: Nodes): Extension {
  return {
    async afterLoadDocument({ documentName }) {
      nodes.opened(documentName as DocumentName);
    },

    async onAwarenessUpdate({ document, added, updated, removed, transactionOrigin }) {
      nodes.shareAwareness(document, [...added, ...updated, ...removed], transactionOrigin);
    },
  };
}

function encode(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

function decode(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'base64'));
}
