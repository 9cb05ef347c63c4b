// What can go wrong with a cluster, and how it is mended. Each fault says what it does, for the report.
import { Redis } from 'ioredis';
import type { Cluster, Node } from './cluster.ts';
import type { Random } from './random.ts';

export interface Fault {
  /** The node that it strikes. */
  readonly node: Node;
  /** Such as `node 2 is killed`. */
  readonly what: string;
  strike(): Promise<void> | void;
  mend(): Promise<void> | void;
}

type Make = (node: Node, random: Random) => Omit<Fault, 'node'>;

/** Draws a fault of a node that none of these strikes. */
export function drawFault(
  cluster: Cluster,
  random: Random,
  redisUrl: string,
  apart: readonly Fault[],
): Fault {
  const node = random.oneOf(cluster.nodes.filter((one) => apart.every((fault) => fault.node !== one)));
  const kinds: readonly Make[] = [
    ({ name, process }) => ({
      what: `${name} is killed`,
      strike: async () => void (await process.kill('SIGKILL')),
      mend: () => cluster.restart(node),
    }),
    ({ name, process }) => ({
      what: `${name} is asked to go`,
      strike: async () => void (await process.kill('SIGTERM')),
      mend: () => cluster.restart(node),
    }),
    ({ name, process }) => ({
      what: `${name} stands still`,
      strike: () => process.signal('SIGSTOP'),
      mend: () => process.signal('SIGCONT'),
    }),
    ({ name, database }) => ({
      what: `${name} loses its connections to the database`,
      strike: () => database.cut(),
      mend: () => database.mend(),
    }),
    ({ name, database }) => ({
      what: `${name} gets no answer from the database`,
      strike: () => database.hold(),
      mend: () => database.mend(),
    }),
    ({ name, database }, { between }) => {
      const ms = between(20, 200);
      return {
        what: `${name} has the database ${ms} ms away`,
        strike: () => database.slow(ms),
        mend: () => database.mend(),
      };
    },
    ({ name, redis }) => ({
      what: `${name} loses Redis`,
      strike: () => redis.cut(),
      mend: () => redis.mend(),
    }),
    ({ name, redis }) => ({
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
  return { node, ...random.oneOf(kinds)(node, random) };
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
