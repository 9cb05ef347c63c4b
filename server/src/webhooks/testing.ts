// A receiver of webhooks for tests: real HTTP on a free port, which keeps what it is sent and answers as it is asked to.
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

interface ReceivedMessage {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

interface ReceiverAnswer {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

export interface Receiver {
  /** Where it is, without a path. */
  url: string;
  port: number;
  received: ReceivedMessage[];
  /** What it answers from now on; null for nothing at all. */
  answer(answer: ReceiverAnswer | null): void;
  /** Resolves once so many messages have come. */
  heard(count: number): Promise<void>;
  close(): Promise<void>;
}

/** A program that hears of webhooks, on a free port. */
export async function openReceiver(): Promise<Receiver> {
  const received: ReceivedMessage[] = [];
  let answer: ReceiverAnswer | null = { status: 204 };
  const waiting = new Set<() => void>();
  const server = createServer((request, response) => {
    text(request).then(
      (body) => {
        received.push({ path: request.url ?? '', headers: request.headers, body });
        for (const look of waiting) look();
        if (answer) response.writeHead(answer.status, answer.headers).end(answer.body);
      },
      // Its sender broke off, so nothing has come.
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // It listens on a port, not on a path.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    received,
    answer: (next) => {
      answer = next;
    },
    heard: (count) =>
      new Promise((resolve) => {
        const look = () => {
          if (received.length < count) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
