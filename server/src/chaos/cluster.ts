// The Galleys under fault, each with what can be done to it, and one address for all: several on one PostgreSQL and one Redis, each
// behind links of its own that can be cut, or one with the embedded database on a disk of its own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestDatabase } from '../storage/testing.ts';
import { type DeskProcess, startDesk } from '../testing/desk-process.ts';
import { Door } from '../testing/door.ts';
import { Inside } from './inside.ts';
import { SmallDisk } from './small-disk.ts';
import { WeakLink } from './weak-link.ts';

export interface Node {
  readonly name: string;
  readonly url: string;
  readonly inside: Inside;
  /** On the way to PostgreSQL and to Redis; null where it has an embedded database. */
  readonly links: { readonly database: WeakLink; readonly redis: WeakLink } | null;
  /** On which its embedded database is; null where it has none, or this machine allows no disk of its own. */
  readonly disk: SmallDisk | null;
  process: DeskProcess;
}

export interface Cluster {
  readonly nodes: readonly Node[];
  /** Each connection goes to another node, as behind a load balancer. */
  readonly door: Door;
  /** Starts a node again, on its port, after its process is gone. */
  restart(node: Node): Promise<void>;
  /** Ends all nodes as an operator does; gives their exit codes. */
  stop(): Promise<(number | null)[]>;
  /** Kills what is left. */
  destroy(): Promise<void>;
}

interface ClusterOptions {
  /** Where the database is. */
  place: Pick<TestDatabase, 'url' | 'dataDir'>;
  /** Of nodes on PostgreSQL. */
  redisUrl: string;
  size: number;
  /** Secret of all nodes, so that sessions count on each. */
  secret: string;
  /** On which the embedded database is. */
  disk: SmallDisk | null;
}

/** Starts the nodes one after the other: the first runs the migrations. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const { place, redisUrl, size, secret, disk } = options;
  const door = await Door.open();
  const nodes: Node[] = [];
  const start = async ({ links, inside }: Pick<Node, 'links' | 'inside'>, port?: string) =>
    await startDesk(
      { ...place, ...(links && place.url !== undefined && { url: through(place.url, links.database) }) },
      {
        ...(links && { redisUrl: through(redisUrl, links.redis) }),
        origins: door.url,
        settings: { SECRET: secret, ...inside.settings },
        ...(port === undefined ? {} : { port }),
      },
    );
  for (let number = 1; number <= size; number += 1) {
    const links = place.url === undefined ? null : await linksTo(place.url, redisUrl);
    const inside = new Inside();
    const process = await start({ links, inside });
    nodes.push({ name: `node ${number}`, url: process.url, inside, links, disk, process });
  }
  door.leadTo(nodes);
  return {
    nodes,
    door,
    restart: async (node) => {
      node.process = await start(node, new URL(node.url).port);
    },
    stop: async () => await Promise.all(nodes.map((node) => node.process.kill('SIGTERM'))),
    destroy: async () => {
      await Promise.all(nodes.map((node) => node.process.kill()));
      for (const { links, inside } of nodes) {
        for (const link of links ? [links.database, links.redis] : []) link.close();
        inside.close();
      }
      door.close();
    },
  };
}

/** Where an embedded database is put: on a disk that can be full, or in a folder where this machine allows none. */
export function embeddedPlace(): {
  dataDir: string;
  disk: SmallDisk | null;
  refused: string;
  remove(): void;
} {
  const mounted = SmallDisk.mount();
  if (mounted instanceof SmallDisk)
    return { dataDir: mounted.path, disk: mounted, refused: '', remove: () => mounted.unmount() };
  const dataDir = mkdtempSync(join(tmpdir(), 'galley-chaos-'));
  const remove = () => rmSync(dataDir, { recursive: true, force: true });
  return { dataDir, disk: null, refused: mounted.refused, remove };
}

async function linksTo(databaseUrl: string, redisUrl: string) {
  return {
    database: await WeakLink.to(placeOf(databaseUrl, 5432)),
    redis: await WeakLink.to(placeOf(redisUrl, 6379)),
  };
}

function placeOf(address: string, standardPort: number): { host: string; port: number } {
  const { hostname, port } = new URL(address);
  return { host: hostname, port: port === '' ? standardPort : Number(port) };
}

function through(address: string, link: WeakLink): string {
  const url = new URL(address);
  url.hostname = '127.0.0.1';
  url.port = String(link.port);
  return url.href;
}
