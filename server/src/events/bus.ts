// Short messages between the parts of Galley on all nodes: with Redis to every process, without it within this one.
// A message that is lost costs nothing but freshness; nothing durable travels here.
import { newId } from '@galley/shared/ids.ts';
import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { DeskIdentity } from '../storage/desk-identity.ts';
import { BusSeal } from './bus-seal.ts';

/** One kind of message: its name on all nodes, and what it must look like when it comes from another one. */
export interface Topic<Message> {
  name: string;
  schema: z.ZodType<Message>;
}

/** Never more than freshness may hang on it. */
export interface Bus {
  /** Sends to the listeners of this topic on all nodes; those of this one have heard it when the call returns. */
  publish<Message>(topic: Topic<Message>, message: Message): void;
  subscribe<Message>(topic: Topic<Message>, listener: (message: Message) => void): void;
  /** Whether there may be other nodes to reach. */
  readonly reachesOthers: boolean;
  /** Calls back when the connection to the other nodes is back after a break: messages may be missing. */
  onReconnected(listener: () => void): void;
  close(): Promise<void>;
}

const envelopeSchema = z.object({ from: z.string(), topic: z.string(), message: z.unknown() });

/** The channel of one desk. Redis' channels are the same in all of its databases, so the name says whose it is. */
export function busChannel({ id }: Pick<DeskIdentity, 'id'>): string {
  return `galley:${id}:bus`;
}

/**
 * Opens the bus. Nodes of one desk share a channel of one Redis; what comes there without their signature or in another
 * form than its topic's is logged and left alone.
 */
export function createBus(redisUrl: string | undefined, identity: DeskIdentity, log: Logger): Bus {
  const topics = new Map<string, { schema: z.ZodType; listeners: ((message: unknown) => void)[] }>();
  const listenersOf = (topic: string) => topics.get(topic)?.listeners ?? [];
  const deliver = (topic: string, message: unknown) => {
    for (const listener of listenersOf(topic)) listener(message);
  };
  const subscribe: Bus['subscribe'] = ({ name, schema }, listener) => {
    const known = topics.get(name) ?? { schema, listeners: [] };
    // A topic's messages are of one type, here and from elsewhere.
    known.listeners.push(listener as (message: unknown) => void);
    topics.set(name, known);
  };
  if (redisUrl === undefined) {
    return {
      publish: ({ name }, message) => deliver(name, message),
      subscribe,
      reachesOthers: false,
      onReconnected: () => {},
      close: async () => {},
    };
  }

  const node = newId();
  const channel = busChannel(identity);
  const seal = new BusSeal(identity.secret);
  const publisher = new Redis(redisUrl, { enableOfflineQueue: false });
  // Waits for a Redis that is not there yet, however long.
  const subscriber = new Redis(redisUrl, { maxRetriesPerRequest: null });
  for (const client of [publisher, subscriber])
    client.on('error', (error) => log.warn({ err: error }, 'Redis'));
  subscriber
    .subscribe(channel)
    .catch((error: unknown) => log.error({ err: error }, 'Redis could not be subscribed to'));
  subscriber.on('message', (_channel, text) => receive(text));
  const reconnected: (() => void)[] = [];
  let connections = 0;
  subscriber.on('ready', () => {
    connections += 1;
    if (connections > 1) for (const listener of reconnected) listener();
  });

  /** Takes in what somebody has published, whoever it was: nothing of it may throw. */
  function receive(text: string): void {
    const opened = seal.open(text);
    const envelope = envelopeSchema.safeParse(opened);
    if (!envelope.success) {
      log.warn({ bytes: text.length }, 'A message on the bus is not from a node of this desk');
      return;
    }
    const { from, topic, message } = envelope.data;
    const known = topics.get(topic);
    // A newer node may have topics that this one does not know.
    if (from === node || !known) return;
    const parsed = known.schema.safeParse(message);
    if (!parsed.success) {
      log.warn({ topic, from }, 'A message on the bus has a form that this node does not know');
      return;
    }
    for (const listener of known.listeners)
      try {
        listener(parsed.data);
      } catch (error) {
        log.error({ err: error, topic, from }, 'A message on the bus could not be handled');
      }
  }

  return {
    reachesOthers: true,
    onReconnected: (listener) => {
      reconnected.push(listener);
    },
    publish: ({ name: topic }, message) => {
      deliver(topic, message);
      publisher
        .publish(channel, seal.seal({ from: node, topic, message }))
        .catch((error: unknown) => log.debug({ err: error, topic }, 'The other nodes could not be notified'));
    },
    subscribe,
    close: async () => {
      publisher.disconnect();
      subscriber.disconnect();
    },
  };
}
