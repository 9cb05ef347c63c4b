// What a client sends before it has sent the server all that it has. Who goes on typing while the connection comes back sends
// the new words at once, and they build on those from before, which come with the sync. So they wait for it.
import type { Connection } from '@hocuspocus/server';

/** More than anybody types in that moment. */
const maxBytes = 1024 * 1024;

export class EarlyUpdates {
  #waiting = new WeakMap<Connection, Uint8Array[]>();
  #inSync = new WeakSet<Connection>();

  /** Keeps an update that builds on what the server does not have; gives false where nothing is to come anymore. */
  keep(connection: Connection, update: Uint8Array): boolean {
    if (this.#inSync.has(connection)) return false;
    const waiting = this.#waiting.get(connection) ?? [];
    const bytes = waiting.reduce((sum, { byteLength }) => sum + byteLength, update.byteLength);
    if (bytes > maxBytes) return false;
    this.#waiting.set(connection, [...waiting, update]);
    return true;
  }

  /** The client has sent all: gives what was kept, and nothing is kept anymore. */
  take(connection: Connection): readonly Uint8Array[] {
    const waiting = this.#waiting.get(connection) ?? [];
    this.#waiting.delete(connection);
    this.#inSync.add(connection);
    return waiting;
  }
}
