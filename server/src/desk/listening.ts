// The port of a desk, and the addresses that follow from it.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Config } from '../config.ts';
import type { Closing } from './closing.ts';
import { DeskError } from './desk-error.ts';

/** The server on its port, before it knows what to answer. */
export interface Listening {
  server: Server;
  /** Where people reach the desk, without a path. */
  url: string;
  /** All origins whose pages may speak to it. */
  origins: readonly string[];
  /** Takes no more connections; resolves once the last one has gone. */
  stopAccepting(): Promise<void>;
}

/** Takes the port; until there are parts a request is asked to come again. Throws `DeskError` where it can't be had. */
export async function listen(config: Config, closing: Closing): Promise<Listening> {
  const server = createServer((_request, response) => response.writeHead(503, { 'retry-after': '1' }).end());
  const port = await portOf(server, config);
  let stopped: Promise<void> | null = null;
  const stopAccepting = () => {
    stopped ??= new Promise((resolve) => server.close(() => resolve()));
    return stopped;
  };
  closing.afterDocuments.defer(async () => {
    const stopping = stopAccepting();
    server.closeAllConnections();
    await stopping;
  });
  const url = config.publicUrl ?? `http://localhost:${port}`;
  const origins = [new URL(url).origin, ...config.allowedOrigins];
  if (config.publicUrl === null) origins.push(`http://127.0.0.1:${port}`);
  return { server, url, origins, stopAccepting };
}

/** Takes the port; gives the one that it is where the configuration leaves it open. */
function portOf(server: Server, { port, host }: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', ({ code, message }: NodeJS.ErrnoException) => {
      const why: Record<string, string> = {
        EADDRINUSE: `Port ${port} is taken; set PORT to another one.`,
        EACCES: `Port ${port} is only for administrators of this machine; set PORT to one above 1023.`,
        EADDRNOTAVAIL: `HOST is ${host}, which is no address of this machine.`,
        ENOTFOUND: `HOST is ${host}, which is no address of this machine.`,
      };
      reject(new DeskError(why[code ?? ''] ?? `It can't listen on port ${port} of ${host}: ${message}`));
    });
    // Listening on a host or port gives an address, never a path.
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}
