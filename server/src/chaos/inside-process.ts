// Runs in each thread of a node under fault before Galley itself (`--import`): sets its clock, and ends the thread that writes the
// journal, when it is asked to by `inside.ts`. Galley knows nothing of it.
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import {
  BroadcastChannel,
  getEnvironmentData,
  isMainThread,
  setEnvironmentData,
  type Worker,
} from 'node:worker_threads';

const key = 'galley-chaos-clock';
let offsetMs = Number(getEnvironmentData(key) ?? 0);

const RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor(...given: unknown[]) {
    if (given.length === 0) super(RealDate.now() + offsetMs);
    // What is given is the caller's: a string, a number, or the parts of a date.
    else super(...(given as [number]));
  }
  static override now(): number {
    return RealDate.now() + offsetMs;
  }
} as DateConstructor;

const clock = new BroadcastChannel(key);
clock.onmessage = (event) => {
  offsetMs = Number((event as { data: unknown }).data);
};
clock.unref();

if (isMainThread) {
  const writers = new Set<Worker>();
  const threads: typeof import('node:worker_threads') = createRequire(import.meta.url)('node:worker_threads');
  threads.Worker = class extends threads.Worker {
    constructor(...[file, options]: ConstructorParameters<typeof Worker>) {
      super(file, options);
      if (!String(file).endsWith('journal-thread.child.ts')) return;
      writers.add(this);
      this.once('exit', () => writers.delete(this));
    }
  };
  syncBuiltinESMExports();

  const obey = async (line: string): Promise<void> => {
    const [command, value] = line.split(' ');
    if (command === 'clock') {
      offsetMs = Number(value);
      setEnvironmentData(key, offsetMs);
      clock.postMessage(offsetMs);
    }
    if (command === 'end-writer') for (const writer of writers) await writer.terminate();
  };
  const server = createServer((socket) => {
    createInterface({ input: socket }).on('line', (line) => {
      void obey(line).then(() => socket.write('done\n'));
    });
    socket.on('error', () => {});
  });
  // A path is made anew by a process that follows one that was killed.
  const path = process.env.CHAOS_INSIDE;
  if (path) server.listen(path);
  server.unref();
}
