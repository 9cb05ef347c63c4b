// A TCP connection that can be cut, held up and slowed: it stands between a node and its database or Redis.
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

export class WeakLink {
  /** Where it listens, on this machine. */
  readonly port: number;
  #server: Server;
  #pairs = new Set<readonly [Socket, Socket]>();
  #state: 'whole' | 'cut' | 'held' = 'whole';
  #delayMs = 0;

  private constructor(server: Server, target: { host: string; port: number }) {
    this.#server = server;
    this.port = (server.address() as AddressInfo).port;
    server.on('connection', (socket) => {
      if (this.#state === 'cut') return void socket.destroy();
      const onward = connect(target.port, target.host);
      const pair = [socket, onward] as const;
      this.#pairs.add(pair);
      this.#carry(socket, onward);
      this.#carry(onward, socket);
      for (const end of pair) {
        end.on('error', () => this.#end(pair));
        end.on('close', () => this.#end(pair));
        if (this.#state === 'held') end.pause();
      }
    });
  }

  /** A link to this host and port. */
  static to(target: { host: string; port: number }): Promise<WeakLink> {
    return new Promise((resolve) => {
      const server = createServer();
      server.listen(0, '127.0.0.1', () => resolve(new WeakLink(server, target)));
    });
  }

  /** Ends all connections and lets none in. */
  cut(): void {
    this.#state = 'cut';
    for (const pair of this.#pairs) this.#end(pair);
  }

  /** Keeps all connections and carries nothing, as a network that drops packets does. */
  hold(): void {
    this.#state = 'held';
    for (const pair of this.#pairs) for (const end of pair) end.pause();
  }

  /** Carries everything this much later, in milliseconds. */
  slow(ms: number): void {
    this.#delayMs = ms;
  }

  /** Carries everything at once again, what was held up first. */
  mend(): void {
    this.#state = 'whole';
    this.#delayMs = 0;
    for (const pair of this.#pairs) for (const end of pair) end.resume();
  }

  close(): void {
    this.cut();
    this.#server.close();
  }

  #carry(from: Socket, to: Socket): void {
    let last = Promise.resolve();
    from.on('data', (bytes) => {
      if (this.#delayMs === 0) {
        // Behind what is still on its way later.
        last = last.then(() => void to.write(bytes));
        return;
      }
      const arrives = new Promise<void>((resolve) => setTimeout(resolve, this.#delayMs));
      last = last.then(() => arrives).then(() => void to.write(bytes));
    });
  }

  #end(pair: readonly [Socket, Socket]): void {
    this.#pairs.delete(pair);
    for (const end of pair) end.destroy();
  }
}
