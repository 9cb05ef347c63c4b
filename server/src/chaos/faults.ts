// What can go wrong with a cluster, and how it is mended. Each fault says what it does, for the report.
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { Cluster, Node } from './cluster.ts';
import type { OwnServer, OwnServers } from './own-servers.ts';
import type { Random } from './random.ts';

export interface Fault {
  /** The node that it strikes. */
  readonly node: Node;
  /** Such as `node 2 is killed`. */
  readonly what: string;
  /** What it strikes of all nodes at once. */
  readonly server?: OwnServer;
  strike(): Promise<void> | void;
  mend(): Promise<void> | void;
}

/** What a fault is drawn for; null where the node has not what it strikes. */
type Make = (node: Node, random: Random) => Omit<Fault, 'node'> | null;

/** Draws a fault of a node that none of these strikes. */
export function drawFault(
  cluster: Cluster,
  random: Random,
  redisUrl: string,
  apart: readonly Fault[],
  servers: OwnServers | null,
): Fault {
  const node = random.oneOf(cluster.nodes.filter((one) => apart.every((fault) => fault.node !== one)));
  const kinds = [
    ...ofEach(cluster),
    ...(node.links ? overLinks(node.links, redisUrl) : embedded),
    ...(servers ? ofServers(servers) : []),
  ];
  const isFree = ({ server }: Omit<Fault, 'node'>) =>
    server === undefined || apart.every((fault) => fault.server !== server);
  for (;;) {
    const fault = random.oneOf(kinds)(node, random);
    if (fault && isFree(fault)) return { node, ...fault };
  }
}

/** How far clocks jump, in minutes: an office's own mistake, a leap of time synchronization, summer time that is no time zone. */
const jumps = [-180, -61, -1, 1, 61, 180];

/** What any node can meet. */
function ofEach(cluster: Cluster): Make[] {
  return [
    (node) => ({
      what: `${node.name} is killed`,
      strike: async () => void (await node.process.kill('SIGKILL')),
      mend: () => cluster.restart(node),
    }),
    (node) => ({
      what: `${node.name} is asked to go`,
      strike: async () => void (await node.process.kill('SIGTERM')),
      mend: () => cluster.restart(node),
    }),
    ({ name, process }) => ({
      what: `${name} stands still`,
      strike: () => process.signal('SIGSTOP'),
      mend: () => process.signal('SIGCONT'),
    }),
    ({ name, inside }, { oneOf }) => {
      const minutes = oneOf(jumps);
      return {
        what: `the clock of ${name} jumps by ${minutes} min and back`,
        strike: () => inside.setClock(minutes * 60_000),
        mend: () => inside.setClock(0),
      };
    },
  ];
}

/** What a node with an embedded database can meet. */
const embedded: readonly Make[] = [
  ({ name, disk }) =>
    disk && {
      what: `the disk of ${name} is full`,
      strike: () => disk.fill(),
      mend: () => disk.empty(),
    },
  ({ name, inside }, { between }) => {
    const times = between(1, 5);
    return {
      what: `the thread that writes the journal of ${name} is ended ${times} times`,
      strike: async () => {
        for (let time = 0; time < times; time += 1) {
          await inside.endWriter();
          await pause(100);
        }
      },
      mend: () => {},
    };
  },
];

/** What a node can meet on its way to PostgreSQL and Redis. */
function overLinks({ database, redis }: NonNullable<Node['links']>, redisUrl: string): Make[] {
  return [
    ({ name }) => ({
      what: `${name} loses its connections to the database`,
      strike: () => database.cut(),
      mend: () => database.mend(),
    }),
    ({ name }) => ({
      what: `${name} gets no answer from the database`,
      strike: () => database.hold(),
      mend: () => database.mend(),
    }),
    ({ name }, { between }) => {
      const ms = between(20, 200);
      return {
        what: `${name} has the database ${ms} ms away`,
        strike: () => database.slow(ms),
        mend: () => database.mend(),
      };
    },
    ({ name }) => ({
      what: `${name} loses Redis`,
      strike: () => redis.cut(),
      mend: () => redis.mend(),
    }),
    ({ name }) => ({
      what: `${name} hears nothing from Redis`,
      strike: () => redis.hold(),
      mend: () => redis.mend(),
    }),
    ({ name }) => ({
      what: `${name} and all others hear nonsense on the bus`,
      strike: () => speakNonsense(redisUrl),
      mend: () => {},
    }),
  ];
}

/** What all nodes meet at once, where the servers are the run's own. */
function ofServers({ database, redis }: OwnServers): Make[] {
  const named = [
    ['PostgreSQL', database],
    ['Redis', redis],
  ] as const;
  return named.flatMap(([name, server]): Make[] => [
    () => ({
      what: `${name} crashes and is started again`,
      server,
      strike: () => server.crash(),
      mend: () => server.start(),
    }),
    () => ({
      what: `${name} stands still`,
      server,
      strike: () => server.standStill(),
      mend: () => server.goOn(),
    }),
  ]);
}

/** Sends to every desk's channel what is none of their messages. */
async function speakNonsense(redisUrl: string): Promise<void> {
  const redis = new Redis(redisUrl);
  // The reply of PUBSUB CHANNELS is a list of names.
  const channels = (await redis.pubsub('CHANNELS', 'galley:*:bus')) as string[];
  for (const channel of channels)
    for (const words of [
      'no JSON',
      '{}',
      '[1,2]',
      JSON.stringify({ from: 'x', topic: 'update', message: {} }),
    ])
      await redis.publish(channel, words);
  redis.disconnect();
}
