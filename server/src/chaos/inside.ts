// What can be done to a node from within its process: its clock, and the thread that writes its journal.
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export class Inside {
  #folder = mkdtempSync(join(tmpdir(), 'galley-inside-'));
  #starts = 0;

  /** Environment variables for the next start of the node. */
  get settings(): Record<string, string> {
    this.#starts += 1;
    const file = new URL('./inside-process.ts', import.meta.url).href;
    return { CHAOS_INSIDE: this.#path, NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import=${file}` };
  }

  /** Lets the node's clock go so many milliseconds before or behind the machine's. */
  setClock(offsetMs: number): Promise<void> {
    return this.#say(`clock ${offsetMs}`);
  }

  /** Ends the thread that writes the journal, whatever it is doing; without one nothing happens. */
  endWriter(): Promise<void> {
    return this.#say('end-writer');
  }

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get #path(): string {
    return join(this.#folder, String(this.#starts));
  }

  #say(line: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = connect(this.#path);
      socket.once('error', reject);
      socket.once('data', () => {
        socket.destroy();
        resolve();
      });
      socket.write(`${line}\n`);
    });
  }
}
