// What people do beside the text, on its way to the server: kept on this device until the server has answered, so that it
// can be done without a connection, survives a reload, and leaves from whichever page of the desk is open. The ids are the
// client's, so what is sent twice is there once.
import type { ArticleId, UserId } from '@galley/shared/ids.ts';
import { newId } from '@galley/shared/ids.ts';
import { createStore } from 'zustand/vanilla';
import { forgetLate, isLate, keepLate, lateCommands } from './late-commands.ts';
import { OutboxDatabase, outboxName, type Waiting } from './outbox-database.ts';

/** What the outbox has to know of the commands in it. */
export interface OutboxOptions<Command> {
  user: UserId;
  /** A command as it is kept on this device, perhaps by an earlier version of the page, in the form of today. */
  read(kept: unknown): Command;
  /** Sends one command and takes over what the server says then. Rejects where that did not work. */
  send(article: ArticleId, command: Command): Promise<void>;
  /** Whether this is how `send` rejects where the server has decided against a command; all else is tried again. */
  isRefusal(error: unknown): boolean;
  /** Whether this is how `send` rejects where too much was sent in a short time. */
  isDelay(error: unknown): boolean;
  onRefused(waiting: Waiting<Command>, problem: unknown): void;
  /** Whether a later command makes an earlier one needless, so that only the later one is sent. */
  replaces(later: Command, earlier: Command): boolean;
}

const retryMs = 4000;

/** One a person and tab. Give commands by `add`; `items` has all that waits, of every tab. */
export class Outbox<Command> {
  #options: OutboxOptions<Command>;
  #database: OutboxDatabase<Command>;
  #channel: BroadcastChannel;
  readonly #store = createStore<{ items: readonly Waiting<Command>[]; isLoaded: boolean }>(() => ({
    items: [],
    isLoaded: false,
  }));
  /** Those that are in memory and perhaps not in the database yet. */
  #unwritten = new Set<string>();
  /** Those that were kept as late commands, by this tab or before it: whichever page takes one first has it. */
  #late = new Set<string>();
  /** Those that were given while the database was blocked, in their order. */
  #missed: Waiting<Command>[] = [];
  /** Those that were sent, replaced or discarded here, and perhaps not removed from the database yet. */
  #gone = new Set<string>();
  /** Settles when all that was given before is in the database, or can't be. */
  #written: Promise<void> = Promise.resolve();
  #isLeaving = false;
  #isStopped = false;
  #isSending = false;
  #isAskedAgain = false;
  /** The server takes no more for the moment. */
  #isDelayed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Reads what waits on this device and sends it. */
  constructor(options: OutboxOptions<Command>) {
    this.#options = options;
    this.#database = new OutboxDatabase(options.user, options.read, () => this.#catchUp());
    this.#channel = new BroadcastChannel(outboxName(options.user));
    this.#channel.onmessage = () => void this.#refresh();
    window.addEventListener('online', this.#sendNow);
    // In the capture phase: before those who hand over at the last moment what was typed.
    window.addEventListener('pagehide', this.#leave, { capture: true });
    window.addEventListener('pageshow', this.#return);
    void this.#load();
  }

  /** All that waits, in the order in which it was given, of every article. */
  get items(): readonly Waiting<Command>[] {
    return this.#store.getState().items;
  }

  /** Whether it is known what waited on this device when the page was opened. */
  get isLoaded(): boolean {
    return this.#store.getState().isLoaded;
  }

  subscribe = (listener: () => void): (() => void) => this.#store.subscribe(listener);

  add(article: ArticleId, command: Command): void {
    const { user, replaces } = this.#options;
    const item = { id: newId<string>(), article, command, at: new Date().toISOString(), failed: false };
    const needless = this.items.filter(({ command: earlier }) => replaces(command, earlier));
    if (this.#isLeaving || needless.some(({ id }) => this.#late.has(id))) this.#keepLate(item);
    for (const { id } of needless) {
      this.#gone.add(id);
      forgetLate(user, id);
    }
    this.#unwritten.add(item.id);
    this.#set([...this.items.filter(({ id }) => !this.#gone.has(id)), item]);
    this.#write(() => this.#database.add(item, (earlier) => replaces(command, earlier)), item);
    this.#sendNow();
  }

  /** Sends once more what was refused. */
  retry(id: string): void {
    this.#set(this.items.map((item) => (item.id === id ? { ...item, failed: false } : item)));
    this.#write(() => this.#database.setFailed(id, false));
    this.#sendNow();
  }

  discard(id: string): void {
    this.#forget(id);
  }

  /** Sends nothing more. What is on its way at this moment is still taken out when the server has it. */
  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    window.removeEventListener('online', this.#sendNow);
    window.removeEventListener('pagehide', this.#leave, { capture: true });
    window.removeEventListener('pageshow', this.#return);
    this.#channel.close();
    if (!this.#isSending) void this.#written.then(() => this.#database.close());
  }

  async #load(): Promise<void> {
    const late = lateCommands(this.#options.user, this.#options.read);
    for (const { id } of late) {
      this.#unwritten.add(id);
      this.#late.add(id);
    }
    this.#set(late);
    for (const item of late) this.#writeLate(item);
    await this.#written;
    await this.#refresh();
    this.#store.setState({ isLoaded: true });
  }

  /** Takes over what other tabs have added and removed, and sends what is there. */
  async #refresh(): Promise<void> {
    const items = await this.#all();
    if (this.#isStopped) return;
    this.#set(items);
    this.#sendNow();
  }

  /** The database can be had after all: what was given meanwhile goes there, and also replaces there what it makes needless. */
  #catchUp(): void {
    if (this.#isStopped) return;
    for (const item of this.#missed.splice(0))
      if (this.#gone.has(item.id) || this.#isOwn(item.id)) this.#writeLate(item);
    void this.#written.then(() => this.#refresh());
  }

  /** Writes what was given before the database could take it. */
  #writeLate(item: Waiting<Command>): void {
    const { user, replaces } = this.#options;
    this.#write(async () => {
      await this.#database.add(item, (earlier) => replaces(item.command, earlier));
      if (this.#gone.has(item.id)) await this.#database.remove(item.id);
      forgetLate(user, item.id);
    }, item);
  }

  /**
   * What is in the database, and what could not be written to it. Where it can't be read, as once a later page has closed
   * it here, the second alone: others may have dealt with the first.
   */
  async #all(): Promise<readonly Waiting<Command>[]> {
    const kept = await this.#database.all().catch(() => []);
    const known = new Set(kept.map(({ id }) => id));
    const own = this.items.filter(({ id }) => this.#isOwn(id) && !known.has(id));
    return [...kept, ...own].filter(({ id }) => !this.#gone.has(id));
  }

  /** Whether it is in this tab alone: not in the database, nor taken by another page. */
  #isOwn(id: string): boolean {
    return this.#unwritten.has(id) && (!this.#late.has(id) || isLate(this.#options.user, id));
  }

  #sendNow = (): void => {
    this.#isAskedAgain = true;
    if (!this.#isSending && !this.#isStopped && this.items.some(({ failed }) => !failed)) void this.#send();
  };

  /** One tab at a time sends, so that nothing is sent out of its order. */
  async #send(): Promise<void> {
    this.#isSending = true;
    clearTimeout(this.#timer);
    let answered = true;
    while (this.#isAskedAgain && answered && !this.#isStopped) {
      this.#isAskedAgain = false;
      answered = await withLock(`${outboxName(this.#options.user)}:sending`, () => this.#sendAll());
    }
    this.#isSending = false;
    if (this.#isStopped) void this.#written.then(() => this.#database.close());
    // In its order, once there is somebody to send it to.
    else if (!answered) this.#timer = setTimeout(this.#sendNow, retryMs);
  }

  /** Gives whether the server has answered to everything. */
  async #sendAll(): Promise<boolean> {
    for (let item = await this.#next(); item && !this.#isStopped; item = await this.#next()) {
      const { id, article, command } = item;
      try {
        await this.#options.send(article, command);
        this.#isDelayed = false;
        this.#forget(id);
      } catch (error) {
        this.#isDelayed = this.#options.isDelay(error);
        if (!this.#options.isRefusal(error)) {
          this.#set(this.items);
          return false;
        }
        const failed = { ...item, failed: true };
        this.#set(this.items.map((one) => (one.id === id ? failed : one)));
        this.#write(() => this.#database.setFailed(id, true));
        this.#options.onRefused(failed, error);
      }
    }
    return true;
  }

  /** What is to be sent next, as all tabs know it. */
  async #next(): Promise<Waiting<Command> | undefined> {
    await this.#written;
    const items = await this.#all();
    this.#set(items);
    return items.find(({ failed }) => !failed);
  }

  #forget(id: string): void {
    this.#gone.add(id);
    this.#set(this.items.filter((item) => item.id !== id));
    forgetLate(this.#options.user, id);
    this.#write(() => this.#database.remove(id));
  }

  /** Writes behind what is being written, and lets other tabs know. */
  #write(write: () => Promise<void>, item?: Waiting<Command>): void {
    this.#written = this.#written.then(write).then(
      () => {
        if (item) this.#unwritten.delete(item.id);
        if (!this.#isStopped) this.#channel.postMessage('changed');
      },
      () => {
        if (!item) return;
        // It stays in memory, is sent from there, and is kept for the next page.
        if (!this.#gone.has(item.id)) this.#keepLate(item);
        if (this.#database.isBlocked) this.#missed.push(item);
      },
    );
  }

  #keepLate(item: Waiting<Command>): void {
    if (this.#late.has(item.id) || this.#database.isDeleted) return;
    if (keepLate(this.#options.user, item)) this.#late.add(item.id);
  }

  #leave = (): void => {
    this.#isLeaving = true;
  };

  #return = (): void => {
    this.#isLeaving = false;
  };

  #set(all: readonly Waiting<Command>[]): void {
    // Another tab may have sent them; what is given later has a try of its own.
    if (all.every(({ failed }) => failed)) this.#isDelayed = false;
    const items = all.map((item) => {
      const delayed = this.#isDelayed && !item.failed;
      return delayed === (item.delayed ?? false) ? item : { ...item, delayed };
    });
    if (!isSame(this.items, items)) this.#store.setState({ items });
  }
}

function isSame<Command>(a: readonly Waiting<Command>[], b: readonly Waiting<Command>[]): boolean {
  return (
    a.length === b.length &&
    a.every(
      ({ id, failed, delayed = false }, at) =>
        id === b[at]?.id && failed === b[at].failed && delayed === (b[at].delayed ?? false),
    )
  );
}

/** Runs the work while no other tab runs any under this name. Browsers offer locks on secure pages only. */
async function withLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  const locks: LockManager | undefined = navigator.locks;
  if (!locks) return await work();
  return await locks.request(name, work);
}
