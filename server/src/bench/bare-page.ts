// A bare Tiptap page (`client/bench`), built anew and served from a folder of its own.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import compression from 'compression';
import express from 'express';

export interface BarePage {
  /** The page for a document of the Hocuspocus at this address. */
  urlFor(socket: string, document: string): string;
  /** The script that notes when things happen in a measured page. */
  stopwatch: string;
  stop(): void;
}

/** Builds it with the Vite that builds Galley's client, and serves it in this process. */
export async function startBarePage(): Promise<BarePage> {
  const folder = mkdtempSync(join(tmpdir(), 'galley-bench-page-'));
  const config = fileURLToPath(new URL('../../../client/bench/vite.config.ts', import.meta.url));
  execFileSync('vite', ['build', '--config', config, '--outDir', folder, '--logLevel=warn'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  const app = express().use(compression(), express.static(folder, { maxAge: '1h', immutable: true }));
  const server = await new Promise<ReturnType<typeof app.listen>>((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  const { port } = server.address() as AddressInfo;
  return {
    urlFor: (socket, document) =>
      `http://127.0.0.1:${port}/index.html?${new URLSearchParams({ socket, document })}`,
    stopwatch: join(folder, 'stopwatch.js'),
    stop: () => {
      server.closeAllConnections();
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
