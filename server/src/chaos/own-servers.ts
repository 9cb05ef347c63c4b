// A PostgreSQL and a Redis of a run's own, so that the programs themselves can be ended and stand still. Made where their programs are
// on this machine.
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { administer } from '../storage/test-postgres.ts';

/** A server that can be ended as by a crash, started again, and made to stand still. */
export interface OwnServer {
  readonly url: string;
  crash(): Promise<void>;
  start(): Promise<void>;
  standStill(): void;
  goOn(): void;
}

export interface OwnServers {
  readonly database: OwnServer;
  readonly redis: OwnServer;
  remove(): Promise<void>;
}

/** Starts both; gives the reason where this machine does not have them. */
export async function startOwnServers(): Promise<OwnServers | { lacks: string }> {
  const programs = postgresPrograms();
  if (programs === null) return { lacks: 'initdb and postgres' };
  if (spawnSync('redis-server', ['--version']).status !== 0) return { lacks: 'redis-server' };
  const account = accountOfPostgres();
  if (account === null) return { lacks: 'a user that PostgreSQL may run as' };
  const folder = mkdtempSync(join(tmpdir(), 'galley-own-'));
  try {
    return await startIn(folder, programs, account);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

async function startIn(folder: string, programs: string, account: Account): Promise<OwnServers> {
  const data = join(folder, 'postgres');
  if (account.uid !== undefined) chownSync(folder, account.uid, account.gid ?? 0);
  execFileSync(join(programs, 'initdb'), ['--pgdata', data, '--username=postgres', '--auth=trust'], {
    ...account,
    stdio: 'ignore',
  });
  const [databasePort, redisPort] = [await freePort(), await freePort()];
  const database = new Program(`postgres://postgres@127.0.0.1:${databasePort}/postgres`, {
    command: join(programs, 'postgres'),
    args: [...['-D', data, '-p', String(databasePort), '-k', folder], '-c', 'listen_addresses=127.0.0.1'],
    account,
    // Its backends end with it, and what was committed is recovered at the next start.
    crashSignal: 'SIGQUIT',
    isThere: (url) => administer((client) => client.query('select 1'), url),
  });
  const redis = new Program(`redis://127.0.0.1:${redisPort}`, {
    command: 'redis-server',
    args: ['--port', String(redisPort), '--bind', '127.0.0.1', '--save', '', '--dir', folder],
    account: {},
    crashSignal: 'SIGKILL',
    isThere: answersPing,
  });
  const begun = await Promise.allSettled([database.start(), redis.start()]);
  const failed = begun.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') {
    await Promise.all([database.crash(), redis.crash()]);
    throw failed.reason;
  }
  return {
    database,
    redis,
    remove: async () => {
      for (const program of [database, redis]) {
        program.goOn();
        await program.crash();
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface ProgramOptions {
  command: string;
  args: string[];
  account: Account;
  crashSignal: NodeJS.Signals;
  /** Rejects while it does not answer. */
  isThere(url: string): Promise<unknown>;
}

class Program implements OwnServer {
  readonly url: string;
  readonly #options: ProgramOptions;
  #process: ChildProcess | null = null;

  constructor(url: string, options: ProgramOptions) {
    this.url = url;
    this.#options = options;
  }

  async start(): Promise<void> {
    const { command, args, account, isThere } = this.#options;
    const started = spawn(command, args, { ...account, stdio: 'ignore' });
    this.#process = started;
    let failed: Error | null = null;
    started.on('error', (error) => {
      failed = error;
    });
    for (let attempt = 1; ; attempt += 1) {
      try {
        await isThere(this.url);
        return;
      } catch (error) {
        if (failed !== null) throw failed;
        if (attempt === 300 || hasEnded(started)) throw error;
        await pause(100);
      }
    }
  }

  async crash(): Promise<void> {
    const ending = this.#process;
    this.#process = null;
    if (!ending || ending.pid === undefined || hasEnded(ending)) return;
    const ended = new Promise((resolve) => ending.once('exit', resolve));
    ending.kill(this.#options.crashSignal);
    await ended;
  }

  standStill(): void {
    this.#signalAll('SIGSTOP');
  }

  goOn(): void {
    this.#signalAll('SIGCONT');
  }

  /** PostgreSQL's connections are processes of their own, each in a session of its own. */
  #signalAll(signal: NodeJS.Signals): void {
    const pid = this.#process?.pid;
    if (pid === undefined) return;
    process.kill(pid, signal);
    for (const child of childrenOf(pid))
      try {
        process.kill(child, signal);
      } catch {
        // It ended meanwhile.
      }
  }
}

/** By itself or by a signal. */
function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        // The fields behind the program's name, which may hold anything: state, parent.
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent;
      } catch {
        return false;
      }
    })
    .map(Number);
}

interface Account {
  uid?: number;
  gid?: number;
}

/** PostgreSQL does not run as root. */
function accountOfPostgres(): Account | null {
  if (process.getuid?.() !== 0) return {};
  const [uid, gid] = ['-u', '-g'].map((flag) => {
    const { status, stdout } = spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' });
    return status === 0 ? Number(stdout) : null;
  });
  return uid === null || uid === undefined || gid === null || gid === undefined ? null : { uid, gid };
}

/** The folder with `initdb` and `postgres`, which Debian puts beside the path. */
function postgresPrograms(): string | null {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian)
    ? readdirSync(debian).map((version) => join(debian, version, 'bin'))
    : [];
  const folders = [...(process.env.PATH ?? '').split(':'), ...versions.sort().reverse()];
  return (
    folders.find((folder) => ['initdb', 'postgres'].every((name) => existsSync(join(folder, name)))) ?? null
  );
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('There is no port.');
  return address.port;
}

async function answersPing(url: string): Promise<void> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null }).on('error', () => {});
  try {
    await redis.connect();
    await redis.ping();
  } finally {
    redis.disconnect();
  }
}
