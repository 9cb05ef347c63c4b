// HAProxy before measured nodes, with the configuration that Galley brings, where it is installed.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export interface Haproxy {
  stop(): Promise<void>;
}

/** Its version; null where there is none on the PATH. */
export function haproxyVersion(): string | null {
  const { status, stdout } = spawnSync('haproxy', ['-v'], { encoding: 'utf8' });
  return status === 0 ? (/version (\S+)/.exec(stdout)?.[1] ?? 'unknown') : null;
}

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Starts it on this port before the nodes at these; without affinity any connection goes to any node. */
export async function startHaproxy(
  port: number,
  nodes: readonly number[],
  { affinity }: { affinity: boolean },
): Promise<Haproxy> {
  const folder = mkdtempSync(join(tmpdir(), 'galley-haproxy-'));
  const file = join(folder, 'haproxy.cfg');
  writeFileSync(file, configured(port, nodes, affinity));
  const child = spawn('haproxy', ['-f', file, '-db'], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  while (!(await isReady(port))) {
    if (child.exitCode !== null) throw new Error(`HAProxy ended: ${said}`);
    await pause(50);
  }
  return {
    stop: async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The configuration that Galley brings, without https, on these ports. */
function configured(port: number, nodes: readonly number[], affinity: boolean): string {
  const brought = readFileSync(
    fileURLToPath(new URL('../../../deploy/haproxy.cfg', import.meta.url)),
    'utf8',
  );
  const lines = brought.split('\n').flatMap((line): string[] => {
    const words = line.trim();
    if (words === 'bind :80') return [`\tbind 127.0.0.1:${port}`];
    if (words.startsWith('bind ') || words.startsWith('http-request redirect ')) return [];
    if (words.startsWith('use_backend by-article') && !affinity) return [];
    if (words.startsWith('server galley-1 '))
      return nodes.map((node, index) =>
        line.replaceAll('galley-1:3000', `127.0.0.1:${node}`).replaceAll('galley-1', `galley-${index + 1}`),
      );
    return words.startsWith('server ') ? [] : [line];
  });
  return lines.join('\n');
}

async function isReady(port: number): Promise<boolean> {
  return await fetch(`http://127.0.0.1:${port}/ready`).then(
    ({ ok }) => ok,
    () => false,
  );
}
