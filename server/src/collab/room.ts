// A room is what the server keeps of an open article beside its document: the shadow that admission looks at, whose
// each Yjs client id is, and what was admitted and is still on its way through the journal.
import { rootOf } from '@galley/shared/article/document.ts';
import type { DocumentName, SectionId, UserId } from '@galley/shared/ids.ts';
import { contentOf, knowsClient } from '@galley/shared/yjs/structs.ts';
import * as Y from 'yjs';
import { clientsOf, type Refusal, type Rules, refusalOf, touchedSections, typeRoots } from './admission.ts';
import { type Journaled, QuarantineError } from './journal.ts';
import type { AdmissionLimits } from './limits.ts';
import { Positions } from './positions.ts';
import type { Quarantine } from './quarantine.ts';
import { KnownSeals, type SealedSections } from './seals.ts';
import { deletedOtherwise } from './typed-characters.ts';
import { measureUpdate, type UpdateSize, UpdateTooLargeError } from './update-size.ts';

/** An update that may enter; it is under way until it has arrived or is withdrawn. */
export interface Admitted {
  readonly type: 'admitted';
  /** What the update brings that was not there yet. */
  readonly update: Uint8Array;
  readonly clients: readonly number[];
  readonly touches: readonly SectionId[];
  /** Whether it is what its author sent and no more: Yjs may have tidied formatting up, which they have not. */
  readonly isAsSent: boolean;
}

/** What admission says to an update. */
export type Decision = { type: 'nothing-new' } | Admitted | { type: 'refused'; refusal: Refusal };

/** Which blocks a section may hold at its top; null where all are allowed. */
export type AllowedBlocks = (document: Y.Doc, section: SectionId) => readonly string[] | null;

export interface RoomOptions {
  name: DocumentName;
  /** The document that people have open; it must hold its journaled state by now. */
  document: Y.Doc;
  /** How long that state is as one update, in bytes. */
  bytes: number;
  clients: Map<number, UserId | null>;
  positions: Positions<Journaled>;
  limits: AdmissionLimits;
  allowed: AllowedBlocks;
  sealed: SealedSections;
  quarantine: Quarantine | null;
  /** Under whose name others see a Yjs client id right now. */
  shownBy(client: number): UserId | undefined;
}

interface UnderWay {
  author: UserId | null;
  /** Client ids that the update binds to its author, if it gets that far. */
  binds: readonly number[];
  kept: PromiseWithResolvers<boolean>;
}

export class Room {
  readonly name: DocumentName;
  readonly document: Y.Doc;
  positions: Positions<Journaled>;
  /** Whether the article is in the archive, when this node last heard of it: people may only read then. */
  isArchived = false;
  /** Set where the document is the last good state of a journal that can't be read to its end: nothing may be written. */
  quarantine: Quarantine | null;
  readonly seals: KnownSeals;
  #clients: Map<number, UserId | null>;
  #limits: AdmissionLimits;
  #allowed: AllowedBlocks;
  #shownBy: RoomOptions['shownBy'];
  /** Made when somebody writes: most who open an article read it, and for nobody but writers it takes its time and memory. */
  #shadow: Y.Doc | null = null;
  #bytes: number;
  #underWay = new Map<Admitted, UnderWay>();
  /** Resolves when everybody who has or wants the room for themselves is done. */
  #held: Promise<void> | null = null;
  /** The types of blocks that each section held when the room was opened. */
  #blocksAtFirst: ReadonlyMap<SectionId, ReadonlySet<string>>;

  constructor(options: RoomOptions) {
    const { name, document, bytes, clients, positions, limits, allowed, sealed, quarantine, shownBy } =
      options;
    this.name = name;
    this.document = document;
    this.positions = positions;
    this.#clients = clients;
    this.#limits = limits;
    this.#allowed = allowed;
    this.seals = new KnownSeals(sealed);
    this.quarantine = quarantine;
    this.#shownBy = shownBy;
    typeRoots(document);
    this.#blocksAtFirst = blockTypesOf(document);
    this.#bytes = bytes;
  }

  /** The sections that were sealed when this node last heard of it. */
  get sealed(): SealedSections {
    return this.seals.sections;
  }

  /**
   * Decides on an update. What an author who is `trusted` sends, Galley itself, may also hold blocks that the template
   * leaves out, and delete sections for good.
   */
  admit(update: Uint8Array, author: UserId | null, trusted = false): Decision {
    if (this.quarantine !== null) return refused('unreadable', new QuarantineError().message);
    if (update.byteLength > this.#limits.update)
      return refused('too-large', `An update may have ${this.#limits.update} bytes.`);
    if (this.#isFullWith(update))
      return refused('document-full', `An article may have ${this.#limits.document} bytes.`);
    const size = this.#measured(update, this.#whole(), trusted);
    if ('type' in size) return size;
    const overfull = this.#overfullBy(size);
    if (overfull !== null) return refused('document-full', overfull);
    const rules: Rules = {
      author,
      owners: this.#clients,
      shownBy: this.#shownBy,
      limits: this.#limits,
      isSealed: (section) => this.sealed.has(section),
      mayHold: (section, block) => trusted || this.#mayHold(section, block),
      mayDelete: (client) => trusted || this.#clients.get(client) === author || !this.#clients.has(client),
    };
    const decision = this.#tryOn(update, rules);
    if (decision.type === 'refused') this.#forgetShadow();
    if (decision.type === 'admitted') this.#begin(decision, author);
    return decision;
  }

  /**
   * Whether a client's state vector names words of others that are not here. Nobody sees an update before it is journaled,
   * so the journal has lost them: a backup was restored, or they are in quarantine. `own` are ids that the client says are its.
   */
  isBehind(vector: Uint8Array, author: UserId, own: ReadonlySet<number> | null): boolean {
    for (const [client, clock] of Y.decodeStateVector(vector)) {
      if (clock <= Y.getState(this.document.store, client)) continue;
      const owner = this.#clients.get(client);
      // Of a client that does not say what is its own, an unknown id may be.
      if (owner === undefined ? own !== null && !own.has(client) : owner !== author) return true;
    }
    return false;
  }

  /** Why an update of somebody who may only read is refused; null where it brings nothing new. */
  async refusalToReader(
    update: Uint8Array,
    why: 'read-only' | 'ahead' = 'read-only',
  ): Promise<Refusal | null> {
    // What they wrote while they might still may be under way.
    await this.settled();
    const size = this.#measured(update, this.document, false);
    if ('type' in size) return size.refusal;
    try {
      if (Y.snapshotContainsUpdate(Y.snapshot(this.document), update)) return null;
    } catch {
      return refused('malformed', 'The update could not be read.').refusal;
    }
    if (why === 'ahead') return refused(why, 'It builds on words that the server has lost.').refusal;
    if (this.quarantine !== null) return refused('unreadable', new QuarantineError().message).refusal;
    if (this.isArchived) return refused('archived', 'The article is in the archive.').refusal;
    return refused('read-only', 'Your role does not allow writing.').refusal;
  }

  /** The update is in the journal: puts it into the document. */
  arrive(admitted: Admitted, origin: unknown): void {
    // An update with an author as its origin does not go back to them.
    Y.applyUpdate(this.document, admitted.update, admitted.isAsSent ? origin : null);
    this.#end(admitted, true);
  }

  /** The update could not be journaled after all: the shadow forgets it. */
  withdraw(admitted: Admitted): void {
    for (const client of this.#underWay.get(admitted)?.binds ?? []) this.#clients.delete(client);
    this.#end(admitted, false);
    this.#forgetShadow();
  }

  /** The quarantine has ended: the document is written on behind this position. */
  goOn(position: number): void {
    this.quarantine = null;
    this.positions = new Positions(position);
  }

  /** Takes in what another node has journaled. */
  follow({ bytes, author, clients }: Journaled, origin: unknown): void {
    for (const client of clients) this.#clients.set(client, author);
    if (this.#shadow) Y.applyUpdate(this.#shadow, bytes);
    Y.applyUpdate(this.document, bytes, origin);
  }

  /**
   * Waits for what is under way now; resolves with whether all of it has come into the document. To be asked before
   * saying of an update that it is there already: what it repeats may not be durable yet.
   */
  async settled(): Promise<boolean> {
    const kept = await Promise.all([...this.#underWay.values()].map((one) => one.kept.promise));
    return kept.every(Boolean);
  }

  /** Resolves once nothing is under way. */
  async quiet(): Promise<void> {
    while (this.#underWay.size > 0) await this.settled();
  }

  /**
   * Resolves once an update of this author may be decided on: nobody has the room for themselves, and nothing is under
   * way on which it may build and which may yet fail. That is what the author has sent on another connection, and what
   * binds client ids to a person, since another node may have bound them meanwhile.
   */
  async ready(author: UserId | null): Promise<void> {
    for (;;) {
      const before = [...this.#underWay.values()].filter(
        (one) => one.binds.length > 0 || one.author === author,
      );
      if (this.#held !== null) await this.#held;
      else if (before.length > 0) await Promise.all(before.map(({ kept }) => kept.promise));
      else return;
    }
  }

  /** Runs the work once nothing is under way; meanwhile `ready` lets nobody go on. One work follows the other. */
  async hold<T>(work: () => Promise<T>): Promise<T> {
    const done = Promise.withResolvers<void>();
    const before = this.#held;
    const held = (before ?? Promise.resolve()).then(() => done.promise);
    this.#held = held;
    try {
      await before;
      await this.quiet();
      return await work();
    } finally {
      if (this.#held === held) this.#held = null;
      done.resolve();
    }
  }

  destroy(): void {
    this.#forgetShadow();
  }

  #begin(admitted: Admitted, author: UserId | null): void {
    const binds = admitted.clients.filter((client) => !this.#clients.has(client));
    for (const client of binds) this.#clients.set(client, author);
    this.#bytes += admitted.update.byteLength;
    this.#underWay.set(admitted, { author, binds, kept: Promise.withResolvers() });
  }

  #end(admitted: Admitted, kept: boolean): void {
    const underWay = this.#underWay.get(admitted);
    this.#underWay.delete(admitted);
    underWay?.kept.resolve(kept);
  }

  #mayHold(section: SectionId, block: string): boolean {
    const allowed = this.#allowed(this.#whole(), section);
    // An editor leaves an empty paragraph where a list was taken away.
    if (allowed === null || allowed.length === 0 || block === 'paragraph') return true;
    return allowed.includes(block) || (this.#blocksAtFirst.get(section)?.has(block) ?? false);
  }

  /** Looks at how much an update brings before Yjs takes it in. What Galley itself writes is bounded where it is made. */
  #measured(
    update: Uint8Array,
    { store }: Y.Doc,
    trusted: boolean,
  ): UpdateSize | (Decision & { type: 'refused' }) {
    const bounds = trusted ? { ...this.#limits, updateStructs: this.#limits.documentStructs } : this.#limits;
    try {
      return measureUpdate(update, (client) => Y.getState(store, client), bounds);
    } catch (error) {
      if (error instanceof UpdateTooLargeError) return refused('too-large', error.message);
      return refused('malformed', 'The update could not be read.');
    }
  }

  /** Which bound of a whole document an update of this size passes; null for none. */
  #overfullBy({ clients, structs, newUnits }: UpdateSize): string | null {
    if (clients.size === 0) return null;
    const { documentClients, documentStructs, documentUnits } = this.#limits;
    const shadow = this.#whole();
    const held = contentOf(shadow);
    let ids = held.clients;
    for (const client of clients.keys()) if (!knowsClient(shadow, client)) ids += 1;
    if (ids > documentClients) return `An article may have ${documentClients} Yjs client ids.`;
    if (held.structs + structs > documentStructs) return `An article may have ${documentStructs} structs.`;
    if (held.units + newUnits > documentUnits) return `An article may have ${documentUnits} units.`;
    return null;
  }

  #tryOn(update: Uint8Array, rules: Rules): Decision {
    const shadow = this.#whole();
    const transactions: { transaction: Y.Transaction; deleted: ReadonlySet<unknown> }[] = [];
    const changes: Uint8Array[] = [];
    const onTransaction = (transaction: Y.Transaction) =>
      transactions.push({ transaction, deleted: deletedOtherwise(transaction) });
    const onUpdate = (change: Uint8Array) => changes.push(change);
    shadow.on('afterTransaction', onTransaction);
    shadow.on('update', onUpdate);
    try {
      Y.applyUpdate(shadow, update);
    } catch {
      return refused('malformed', 'The update could not be read.');
    } finally {
      shadow.off('afterTransaction', onTransaction);
      shadow.off('update', onUpdate);
    }
    // Yjs may tidy formatting up in a transaction of its own; the first one is the update's.
    const [first] = transactions;
    if (!first) return refused('malformed', 'The update could not be read.');
    let sections: SectionId[] = [];
    try {
      sections = touchedSections(first.transaction);
      const refusal = refusalOf(shadow, { ...first, sections }, rules);
      if (refusal) return { type: 'refused', refusal };
    } catch (fault) {
      // The person goes on, with the text in their tray, and does not send it again and again.
      const detail = 'The update could not be judged.';
      return { type: 'refused', refusal: { reason: 'malformed', detail, sections, fault } };
    }
    const [only] = changes;
    if (!only) return { type: 'nothing-new' };
    const change = changes.length === 1 ? only : Y.mergeUpdates(changes);
    // What goes into the journal must come out of it again.
    try {
      Y.decodeUpdate(change);
    } catch {
      return refused('malformed', 'The update could not be read again.');
    }
    return {
      type: 'admitted',
      update: change,
      clients: clientsOf(first.transaction),
      touches: sections,
      isAsSent: changes.length === 1,
    };
  }

  #isFullWith(update: Uint8Array): boolean {
    const { document: limit } = this.#limits;
    if (this.#bytes + update.byteLength <= limit) return false;
    // The sum of all updates is more than what is left of them.
    this.#bytes = Y.encodeStateAsUpdate(this.#whole()).byteLength;
    return this.#bytes + update.byteLength > limit;
  }

  /** The shadow: everything admitted so far. */
  #whole(): Y.Doc {
    if (this.#shadow) return this.#shadow;
    const underWay = [...this.#underWay.keys()].map(({ update }) => update);
    this.#shadow = shadowOf([Y.encodeStateAsUpdate(this.document), ...underWay]);
    return this.#shadow;
  }

  /** What has to be taken back from it, it holds for good; the next who writes makes another. */
  #forgetShadow(): void {
    this.#shadow?.destroy();
    this.#shadow = null;
  }
}

function shadowOf(states: readonly Uint8Array[]): Y.Doc {
  const shadow = new Y.Doc();
  for (const state of states) Y.applyUpdate(shadow, state);
  typeRoots(shadow);
  return shadow;
}

function blockTypesOf(doc: Y.Doc): Map<SectionId, Set<string>> {
  const held = new Map<SectionId, Set<string>>();
  for (const [name, type] of doc.share) {
    const root = rootOf(name);
    if (root?.type !== 'section' || !(type instanceof Y.XmlFragment)) continue;
    const blocks = type.toArray().filter((block) => block instanceof Y.XmlElement);
    held.set(root.id, new Set(blocks.map((block) => block.nodeName)));
  }
  return held;
}

function refused(reason: Refusal['reason'], detail: string): Decision & { type: 'refused' } {
  return { type: 'refused', refusal: { reason, detail, sections: [] } };
}
