// One address for several nodes, for tests.
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import type { DeskProcess } from './desk-process.ts';

/** One address for several nodes, as a load balancer has it: each connection goes to the next node. */
export class Door {
  readonly url: string;
  #server: Server;
  #ports: number[] = [];
  #connections = 0;

  private constructor(server: Server) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('connection', (socket) => {
      this.#connections += 1;
      const port = this.#ports[this.#connections % this.#ports.length];
      const onward = connect(port ?? 0, '127.0.0.1');
      socket.pipe(onward).pipe(socket);
      for (const [end, other] of [
        [socket, onward],
        [onward, socket],
      ] as const) {
        end.on('error', () => other.destroy());
        end.on('close', () => other.destroy());
      }
    });
  }

  static open(): Promise<Door> {
    return new Promise((resolve) => {
      const server = createServer();
      server.listen(0, '127.0.0.1', () => resolve(new Door(server)));
    });
  }

  leadTo(desks: readonly Pick<DeskProcess, 'url'>[]): void {
    this.#ports = desks.map(({ url }) => Number(new URL(url).port));
  }

  close(): void {
    this.#server.close();
  }
}
