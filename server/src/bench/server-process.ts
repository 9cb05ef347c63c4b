// A server under measurement: a process of its own, so that its CPU time is its own and not its clients'.
import { type ChildProcess, fork } from 'node:child_process';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

/** What a measured server's entry sends when it listens, and answers to `cpu`, `memory` and `hold`. */
type FromServer =
  | { type: 'listening'; port: number; setupToken: string | null }
  | { type: 'cpu'; microseconds: number }
  | { type: 'memory'; bytes: number }
  | { type: 'hold'; milliseconds: number };

export interface MeasuredServer {
  port: number;
  /** What an empty Galley asks its first admin for. */
  setupToken: string | null;
  /** CPU time that the server has used so far, in microseconds, of its own code and the system's for it. */
  cpu(): Promise<number>;
  /** How much memory it takes now, in bytes. */
  memory(): Promise<number>;
  /** The longest stretch since it was asked last for which its event loop was held, in ms. */
  longestHold(): Promise<number>;
  stop(): Promise<void>;
}

/** Starts one of this folder's `*-server.ts` entries. */
export async function startMeasured(
  entry: `${'galley' | 'hocuspocus' | 'y-websocket' | 'relay' | 'bare'}-server.ts`,
  env: Record<string, string> = {},
): Promise<MeasuredServer> {
  const child = fork(fileURLToPath(new URL(entry, import.meta.url)), {
    env: { ...process.env, ...env },
    // With GALLEY_BENCH_PROFILE=--cpu-prof each server leaves a profile behind when it stops.
    execArgv: process.env.GALLEY_BENCH_PROFILE?.split(' ') ?? [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const { port, setupToken } = await answer(child, 'listening');
  return {
    port,
    setupToken,
    cpu: async () => {
      const answered = answer(child, 'cpu');
      child.send('cpu');
      return (await answered).microseconds;
    },
    memory: async () => {
      const answered = answer(child, 'memory');
      child.send('memory');
      return (await answered).bytes;
    },
    longestHold: async () => {
      const answered = answer(child, 'hold');
      child.send('hold');
      return (await answered).milliseconds;
    },
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

/** To be called by an entry once it listens; what it does on SIGTERM is its own affair. */
export function reportToBench(port: number, setupToken: string | null = null): void {
  const send = (message: FromServer) => process.send?.(message);
  // Not before it is asked for: counting takes time itself.
  let holds: ReturnType<typeof monitorEventLoopDelay> | undefined;
  process.on('message', (message) => {
    if (message === 'memory') send({ type: 'memory', bytes: process.memoryUsage.rss() });
    if (message === 'hold') {
      holds ??= monitorEventLoopDelay({ resolution: 1 });
      holds.enable();
      // In nanoseconds, the timer's own millisecond included.
      send({ type: 'hold', milliseconds: holds.max / 1e6 });
      holds.reset();
    }
    if (message !== 'cpu') return;
    const { user, system } = process.cpuUsage();
    send({ type: 'cpu', microseconds: user + system });
  });
  // Nobody measures it any longer.
  process.on('disconnect', () => process.exit());
  send({ type: 'listening', port, setupToken });
}

function answer<Type extends FromServer['type']>(
  child: ChildProcess,
  type: Type,
): Promise<Extract<FromServer, { type: Type }>> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) => reject(new Error(`The measured server ended with ${code}.`));
    const onMessage = (message: FromServer) => {
      if (message.type !== type) return;
      child.off('message', onMessage);
      child.off('exit', onExit);
      resolve(message as Extract<FromServer, { type: Type }>);
    };
    child.on('message', onMessage);
    child.once('exit', onExit);
  });
}
