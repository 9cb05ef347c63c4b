// A person's session in one article: the document that is shown, what the interface says of its saving, and what happens
// when the server refuses an edit.
import type { ArticleId, UserId } from '@galley/shared/ids.ts';
import type { ServerMessage } from '@galley/shared/wire/messages.ts';
import * as Y from 'yjs';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { ArticleConnection, type Refused } from './connection.ts';
import { rescueOlderCopies } from './older-copies.ts';
import { recover } from './recovery.ts';
import { RescuedTray } from './rescued.ts';
import { isEntry } from './unsent-changes.ts';

/** What the interface says of the connection and of saving. */
export type SaveState =
  | { type: 'connecting' }
  | { type: 'saved' }
  | { type: 'saving'; unsent: number }
  | { type: 'delayed'; unsent: number }
  | { type: 'offline'; unsent: number }
  | { type: 'denied'; reason: string };

/** What the page reads of a session. */
export interface ArticleSessionState {
  save: SaveState;
  /** Editors may mount. */
  ready: boolean;
  canWrite: boolean;
  /** Set where the article's last changes can't be read: what is shown is its last good state, and nobody can write. */
  quarantine: { goodAt: string | null } | null;
  /** Counts up with every new document; editors of an older one must go. */
  epoch: number;
}

/** What a person reads after a refusal. */
export interface RefusalNews {
  reason: string;
  /** How many passages went to the tray. */
  kept: number;
  /** Whether a change of the outline was refused: a section's title, kind, place or removal. */
  outline: boolean;
}

/** Where edits of one tab go and come from. */
export class ArticleSession {
  readonly article: ArticleId;
  readonly tray: RescuedTray;
  #user: UserId;
  #connection: ArticleConnection;
  #replica: Replica | null = null;
  readonly #store: StoreApi<ArticleSessionState>;
  #isDelayed = false;
  #isDestroyed = false;
  #isRecovering = false;
  #hasSeenToOlderCopies = false;
  #onRefused: (news: RefusalNews) => void;

  constructor(article: ArticleId, user: UserId, canWrite: boolean, onRefused: (news: RefusalNews) => void) {
    this.article = article;
    this.#user = user;
    this.#onRefused = onRefused;
    this.tray = new RescuedTray(article, user);
    this.#store = createStore(() => ({
      save: { type: 'connecting' },
      ready: false,
      canWrite,
      quarantine: null,
      epoch: 0,
    }));
    this.#connection = this.#connect();
    void this.#connection.open();
    window.addEventListener('beforeunload', this.#onBeforeUnload);
  }

  /** The document to show. Who may not write sees a copy, so that nothing mounted on it can write either. */
  get doc(): Y.Doc {
    return this.getState().canWrite ? this.#connection.doc : this.copy;
  }

  /** A copy of the document that never answers, so that nothing mounted on it can write: for sealed sections. */
  get copy(): Y.Doc {
    this.#replica ??= new Replica(this.#connection.doc);
    return this.#replica.doc;
  }

  get connection(): ArticleConnection {
    return this.#connection;
  }

  /** Resolves once the document has all that the server has now. */
  caughtUp(): Promise<void> {
    return this.#connection.caughtUp();
  }

  getState = (): ArticleSessionState => this.#store.getState();

  subscribe = (listener: () => void): (() => void) => this.#store.subscribe(listener);

  destroy(): void {
    this.#isDestroyed = true;
    window.removeEventListener('beforeunload', this.#onBeforeUnload);
    this.tray.destroy();
    this.#replica?.destroy();
    this.#connection.leave();
  }

  #connect(): ArticleConnection {
    const connection: ArticleConnection = new ArticleConnection(this.article, this.#user, {
      onChange: () => this.#refresh(connection),
      onMessage: (message) => this.#handle(connection, message),
      onAccess: (write) => this.#setAccess(write),
      onDenied: (reason) => this.#deny(reason),
    });
    return connection;
  }

  #handle(from: ArticleConnection, message: ServerMessage): void {
    if (this.getState().save.type === 'denied') return;
    switch (message.type) {
      case 'refused':
        if (from === this.#connection) void this.#recover(from, message);
        return;
      case 'opened':
        this.#set({ quarantine: message.quarantine });
        if (message.quarantine !== null) this.#setAccess(false);
        return;
      case 'saving-delayed':
      case 'saving-resumed':
        this.#isDelayed = message.type === 'saving-delayed';
        this.#refresh(from);
        return;
      case 'access':
        this.#setAccess(message.write);
    }
  }

  /** The document holds what the server refused, and whatever is written on builds on it: see recovery.ts. */
  async #recover(old: ArticleConnection, refusal: Refused): Promise<void> {
    this.#isRecovering = true;
    this.#set({ ready: false, save: { type: 'connecting' } });
    old.hangUp();
    const recovered = await recover(old, refusal, this.tray, async () => {
      if (this.#isDestroyed) return null;
      this.#connection = this.#connect();
      return (await this.#connection.openAnew()) ? this.#connection : null;
    });
    old.destroy();
    if (!recovered) return;
    const { refused, kept } = recovered;
    this.#isRecovering = false;
    this.#show({});
    this.#refresh(this.#connection);
    if (refused.size > 0)
      this.#onRefused({ reason: refusal.reason, kept, outline: [...refused].some(isEntry) });
  }

  #setAccess(write: boolean): void {
    if (write !== this.getState().canWrite) this.#show({ canWrite: write });
  }

  /** Nothing can be sent from here anymore: what is unsent stays on this device, and nothing more is written. */
  #deny(reason: string): void {
    const mayRead = reason !== 'not-allowed' && reason !== 'no-such-document';
    const ready = mayRead && this.#connection.hasText;
    this.#show({ ready, canWrite: false, save: { type: 'denied', reason } });
  }

  /** Shows the connection's document, or a copy of it, in editors of its own. */
  #show(change: Partial<ArticleSessionState>): void {
    this.#replica?.destroy();
    this.#replica = null;
    this.#set({ ...change, epoch: this.getState().epoch + 1 });
  }

  #refresh(from: ArticleConnection): void {
    const { isReady, isOnline, unsent } = from;
    if (from !== this.#connection || this.getState().save.type === 'denied' || this.#isRecovering) return;
    // Of a delay that is still on the server tells everybody who connects.
    if (!isOnline) this.#isDelayed = false;
    else this.#seeToOlderCopies();
    this.#set({ ready: isReady, save: saveState(isReady, isOnline, unsent, this.#isDelayed) });
  }

  #seeToOlderCopies(): void {
    if (this.#hasSeenToOlderCopies) return;
    this.#hasSeenToOlderCopies = true;
    void rescueOlderCopies(this.article, this.#user, this.#connection.doc, this.tray);
  }

  #set(change: Partial<ArticleSessionState>): void {
    this.#store.setState(change);
  }

  #onBeforeUnload = (event: BeforeUnloadEvent): void => {
    const { save } = this.getState();
    if ('unsent' in save && save.unsent > 0) event.preventDefault();
  };
}

function saveState(ready: boolean, online: boolean, unsent: number, delayed: boolean): SaveState {
  if (!online) return ready ? { type: 'offline', unsent } : { type: 'connecting' };
  if (delayed) return { type: 'delayed', unsent };
  return unsent === 0 ? { type: 'saved' } : { type: 'saving', unsent };
}

/** A copy that follows a document and never answers. */
class Replica {
  readonly doc = new Y.Doc();
  #of: Y.Doc;

  constructor(of: Y.Doc) {
    this.#of = of;
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(of));
    of.on('update', this.#follow);
  }

  destroy(): void {
    this.#of.off('update', this.#follow);
    this.doc.destroy();
  }

  #follow = (update: Uint8Array): void => Y.applyUpdate(this.doc, update);
}
