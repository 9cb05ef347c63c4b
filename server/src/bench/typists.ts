// Others who type into a document while it is measured, in a process of their own.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Address } from './clients.ts';

export type ToTypists = 'type' | 'pause';
export type FromTypists = 'ready';

export interface Typists {
  say(what: ToTypists): void;
  leave(): void;
}

/** One at each address, who writes in this paragraph of the document; resolves once all are in sync. They type nothing yet. */
export async function invite(
  addresses: readonly Address[],
  paragraphs: readonly number[],
  everyMs: number,
): Promise<Typists> {
  const child = fork(fileURLToPath(new URL('typists-process.ts', import.meta.url)), {
    env: {
      ...process.env,
      ADDRESSES: JSON.stringify(addresses),
      PARAGRAPHS: JSON.stringify(paragraphs),
      EVERY_MS: String(everyMs),
    },
  });
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', (code) => reject(new Error(`The typists ended with ${code}.`)));
  });
  return { say: (what) => child.send(what), leave: () => child.kill() };
}
