// One document of an article and its socket to the server, from opening to destroying. A refusal poisons a document, so a
// session (session.ts) may go through several of these.
import { leadTexts, lineFragment, outlineMap, sectionFragment } from '@galley/shared/article/document.ts';
import { ArticleUndo } from '@galley/shared/concurrent/article-undo.ts';
import { carryWords } from '@galley/shared/concurrent/carried-words.ts';
import { keepTexts } from '@galley/shared/concurrent/keep-texts.ts';
import type { ArticleId, SectionId, UserId } from '@galley/shared/ids.ts';
import { documentNameOf } from '@galley/shared/ids.ts';
import {
  type ClientMessage,
  ownVersions,
  type ServerMessage,
  serverMessageSchema,
} from '@galley/shared/wire/messages.ts';
import type { Span } from '@galley/shared/yjs/spans.ts';
import { WebSocketStatus } from '@hocuspocus/provider';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { ArticleProvider } from './article-provider.ts';
import { ArticleSocket } from './article-socket.ts';
import { LocalCopy } from './local-copy.ts';
import { UndoSteps } from './undo-steps.ts';
import { UnsentClocks } from './unsent-clocks.ts';

export interface ConnectionEvents {
  /** The connection or saving changed: read `isOnline`, `isReady` and `unsent`. */
  onChange(): void;
  onMessage(message: ServerMessage): void;
  /** The server says on every connecting whether this person may write. */
  onAccess(write: boolean): void;
  /** The server does not let this document be opened. */
  onDenied(reason: string): void;
}

export type Refused = Extract<ServerMessage, { type: 'refused' }>;

/** What became of an update that was handed in. */
export type Outcome = { type: 'saved' } | Refused | { type: 'gone' };

/** Set on a transaction that is the person's own and may be undone, when no editor makes it. */
export const byHand = 'by-hand';

/** How long an opened copy on this device waits for the server before it is shown. */
const timeoutMs = 1200;

/** How long a document that has been left may take for its last changes. */
const lingerMs = 10_000;

/**
 * An article's document, its socket and its copy on this device. It is made for one opening: after a refusal or `hangUp`
 * another one takes its place.
 */
export class ArticleConnection {
  readonly doc = new Y.Doc();
  readonly provider: ArticleProvider;
  readonly awareness: Awareness;
  readonly undo: ArticleUndo;
  readonly steps: UndoSteps;
  /** Whether the server has sent all that it has, and gets what is written. */
  isOnline = false;
  /** Whether the article is there, from the server or from this device: editors may mount. */
  isReady = false;
  #socket: ArticleSocket;
  #copy: LocalCopy;
  #events: ConnectionEvents;
  /** Changes of this person since the server last had them all. */
  #unsent = 0;
  readonly #unsentClocks = new UnsentClocks();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #handedIn: ((outcome: Outcome) => void) | null = null;
  #onSaved: (() => void) | null = null;
  #isGone = false;
  /** By number, who waits for what the server had when they asked; asked again on return. */
  #behind = new Map<number, () => void>();
  #asked = 0;

  constructor(article: ArticleId, user: UserId, events: ConnectionEvents) {
    this.#events = events;
    this.#copy = new LocalCopy(article, user);
    this.#socket = new ArticleSocket(article, (why) => events.onDenied(why));
    this.provider = new ArticleProvider({
      websocketProvider: this.#socket,
      name: documentNameOf(article),
      document: this.doc,
      // Asked for at each connecting: what was written meanwhile is this browser's own.
      token: () => JSON.stringify({ ...ownVersions, own: this.own && [...this.own].slice(-100) }),
    });
    if (!this.provider.awareness) throw new Error('The provider was made without awareness.');
    this.awareness = this.provider.awareness;
    this.undo = new ArticleUndo([], {
      doc: this.doc,
      trackedOrigins: new Set<unknown>([ySyncPluginKey, byHand]),
      server: this.provider,
      // A pause ends a step; within one the steps are words (undo-steps.ts).
      captureTimeout: 2000,
    });
    carryWords(this.doc, () => this.#unsentClocks.first);
    keepTexts(this.doc);
    this.steps = new UndoSteps(this.undo);
    for (const root of [
      this.doc.getXmlFragment('headline'),
      this.doc.getXmlFragment('dek'),
      this.doc.getMap('lead'),
      ...leadTexts.map((text) => lineFragment(this.doc, text)),
    ]) {
      this.undo.addToScope(root);
    }
    this.#listen();
  }

  /** How many changes the server has not acknowledged, over reloads. */
  get unsent(): number {
    return this.#unsent;
  }

  /** The Yjs client ids under which this person has written here, over reloads; undefined where that is not known. */
  get own(): ReadonlySet<number> | undefined {
    const { own } = this.#copy;
    return own ? new Set([...own, this.doc.clientID]) : undefined;
  }

  /** Whether the document holds the article, from wherever. */
  get hasText(): boolean {
    return outlineMap(this.doc).size > 0 && this.doc.store.pendingStructs === null;
  }

  /** Opens with what this device has kept; the socket comes after it, so that only what either side lacks is sent. */
  async open(): Promise<void> {
    await this.keep();
    if (this.#isGone) return;
    this.#unsent = this.#copy.unsent;
    this.provider.attach();
    if (!this.hasText) return;
    const timeout = navigator.onLine ? timeoutMs : 0;
    this.#timer = setTimeout(() => this.#setReady(), timeout);
  }

  /** Opens with what the server has and nothing else; resolves with whether that came before the end. */
  openAnew(): Promise<boolean> {
    return new Promise((resolve) => {
      this.provider.on('synced', () => resolve(true));
      this.provider.on('destroy', () => resolve(false));
      this.provider.attach();
    });
  }

  /** Keeps the document on this device from now on. */
  async keep(): Promise<void> {
    await this.#copy.keep(this.doc);
  }

  /** Puts an update into the document and waits for what the server says of it. One at a time. */
  handIn(update: Uint8Array): Promise<Outcome> {
    return new Promise((resolve) => {
      if (this.#isGone) return resolve({ type: 'gone' });
      this.#handedIn = resolve;
      // What is handed in has client ids of its own: see unsent-changes.ts.
      for (const client of Y.parseUpdateMeta(update).to.keys()) this.#copy.wroteAs(client);
      Y.applyUpdate(this.doc, update, byHand);
      this.#changed();
    });
  }

  /** Resolves once the document has all that the server has now; never, where this connection ends before. */
  caughtUp(): Promise<void> {
    this.#asked += 1;
    const number = this.#asked;
    return new Promise((resolve) => {
      this.#behind.set(number, resolve);
      if (this.isOnline) this.#askFor(number);
    });
  }

  /**
   * Gives a Yjs client id under which the server may take these characters away and bring others, in the person's name: undo
   * takes that back as their own.
   */
  newWriter(going: readonly Span[]): number {
    const client = new Y.Doc().clientID;
    this.#copy.wroteAs(client);
    this.undo.await(client, going);
    return client;
  }

  /** Makes undo cover a section's text too. */
  includeInUndo(fragment: Y.XmlFragment): void {
    const scope: readonly unknown[] = this.undo.scope;
    if (!scope.includes(fragment)) this.undo.addToScope(fragment);
  }

  /** Leaves a sealed section out of undo, for the server would refuse it; gives what takes it in again. */
  leaveOutOfUndo(section: SectionId): () => void {
    const { scope } = this.undo;
    const roots: readonly unknown[] = [sectionFragment(this.doc, section), outlineMap(this.doc).get(section)];
    const left = scope.filter((type) => roots.includes(type));
    this.undo.scope = scope.filter((type) => !roots.includes(type));
    return () => {
      for (const type of left) this.undo.addToScope(type);
    };
  }

  /** Ends the socket; the document stays, and its copy on this device. Nothing is heard from here anymore. */
  hangUp(): void {
    if (this.#isGone) return;
    this.#isGone = true;
    clearTimeout(this.#timer);
    this.provider.destroy();
    this.#socket.destroy();
    this.#settle({ type: 'gone' });
  }

  /** Empties the copy on this device. */
  async forget(): Promise<void> {
    await this.#copy.clear();
  }

  /** Goes out of sight at once, and destroys itself when all that is on its way has arrived, or after a while. */
  leave(): void {
    this.awareness.setLocalState(null);
    if (!this.isOnline || this.#unsent === 0) {
      this.destroy();
      return;
    }
    const timer = setTimeout(() => this.destroy(), lingerMs);
    this.#onSaved = () => {
      clearTimeout(timer);
      this.destroy();
    };
  }

  destroy(): void {
    this.hangUp();
    this.undo.destroy();
    this.#copy.close();
    this.doc.destroy();
  }

  #listen(): void {
    const { provider, doc } = this;
    provider.on('synced', () => {
      this.#setReady();
      for (const number of this.#behind.keys()) this.#askFor(number);
    });
    provider.on('status', () => this.#changed());
    provider.on('close', () => this.#changed());
    provider.on('unsyncedChanges', () => this.#changed());
    provider.on('authenticated', ({ scope }: { scope: string }) =>
      this.#events.onAccess(scope === 'read-write'),
    );
    provider.on('authenticationFailed', ({ reason }: { reason: string }) => this.#events.onDenied(reason));
    provider.on('stateless', ({ payload }: { payload: string }) => {
      const message = serverMessageSchema.safeParse(parseJson(payload));
      if (message.success) this.#handle(message.data);
    });
    doc.on('update', (_update: Uint8Array, origin: unknown, _doc: Y.Doc, { beforeState }: Y.Transaction) => {
      if (origin === provider || this.#copy.isOrigin(origin)) return;
      this.#copy.wroteAs(doc.clientID);
      this.#unsentClocks.note(beforeState.get(doc.clientID) ?? 0);
      this.#unsent += 1;
      this.#copy.unsent = this.#unsent;
    });
  }

  #handle(message: ServerMessage): void {
    if (message.type === 'refused' && this.#handedIn) this.#settle(message);
    else if (message.type === 'caught-up') this.provider.whenHandled(() => this.#caughtUp(message.number));
    else this.#events.onMessage(message);
  }

  #askFor(number: number): void {
    const message: ClientMessage = { type: 'catch-up', number };
    this.provider.sendStateless(JSON.stringify(message));
  }

  #caughtUp(number: number): void {
    this.#behind.get(number)?.();
    this.#behind.delete(number);
  }

  #setReady(): void {
    this.isReady = true;
    this.#changed();
  }

  #changed(): void {
    if (this.#isGone) return;
    const { isSynced, unsyncedChanges } = this.provider;
    this.isOnline = this.#socket.status === WebSocketStatus.Connected && isSynced;
    this.#unsentClocks.keep(unsyncedChanges, isSynced);
    if (isSynced && unsyncedChanges === 0) {
      this.#unsent = 0;
      this.#copy.unsent = 0;
      this.#settle({ type: 'saved' });
      this.#onSaved?.();
    }
    this.#events.onChange();
  }

  #settle(outcome: Outcome): void {
    this.#handedIn?.(outcome);
    this.#handedIn = null;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
