// Several Galleys on one PostgreSQL and one Redis, each behind links of its own that can be cut, and one address for all.

import { type DeskProcess, startDesk } from '../testing/desk-process.ts';
import { Door } from '../testing/door.ts';
import { WeakLink } from './weak-link.ts';

export interface Node {
  readonly name: string;
  readonly url: string;
  readonly database: WeakLink;
  readonly redis: WeakLink;
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
  databaseUrl: string;
  redisUrl: string;
  size: number;
  /** Secret of all nodes, so that sessions count on each. */
  secret: string;
}

/** Starts the nodes one after the other: the first runs the migrations. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const door = await Door.open();
  const nodes: Node[] = [];
  const start = async (links: Pick<Node, 'database' | 'redis'>, port?: string) =>
    await startDesk(
      { url: through(options.databaseUrl, links.database), dataDir: '' },
      {
        redisUrl: through(options.redisUrl, links.redis),
        origins: door.url,
        settings: { SECRET: options.secret },
        ...(port === undefined ? {} : { port }),
      },
    );
  for (let number = 1; number <= options.size; number += 1) {
    const links = {
      database: await WeakLink.to(placeOf(options.databaseUrl, 5432)),
      redis: await WeakLink.to(placeOf(options.redisUrl, 6379)),
    };
    const process = await start(links);
    nodes.push({ name: `node ${number}`, url: process.url, ...links, process });
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
      for (const { database, redis } of nodes) for (const link of [database, redis]) link.close();
      door.close();
    },
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
