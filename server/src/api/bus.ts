// Short messages between the parts of Galley on all nodes: with Redis to every process, without it within this one.
// A message that is lost costs nothing but freshness; nothing durable travels here.
import { newId } from '@galley/shared/ids.ts';
import { Redis } from 'ioredis';
import type { Logger } from 'pino';

export interface Bus {
  /** Sends to the listeners of this topic on all nodes; those of this one have heard it when the call returns. */
  publish(topic: string, message: unknown): void;
  subscribe(topic: string, listener: (message: unknown) => void): void;
  /** Whether there may be other nodes to reach. */
  readonly reachesOthers: boolean;
  /** Calls back when the line to the other nodes stands again after a break: messages may be missing. */
  onReconnected(listener: () => void): void;
  close(): Promise<void>;
}

interface Envelope {
  from: string;
  topic: string;
  message: unknown;
}

/** Opens the bus. Nodes of one desk share a channel of one Redis. */
export function createBus(redisUrl: string | undefined, log: Logger, channel = 'galley:bus'): Bus {
  const listeners = new Map<string, ((message: unknown) => void)[]>();
  const deliver = (topic: string, message: unknown) => {
    for (const listener of listeners.get(topic) ?? []) listener(message);
  };
  const subscribe = (topic: string, listener: (message: unknown) => void) => {
    listeners.set(topic, [...(listeners.get(topic) ?? []), listener]);
  };
  if (redisUrl === undefined) {
    return {
      publish: deliver,
      subscribe,
      reachesOthers: false,
      onReconnected: () => {},
      close: async () => {},
    };
  }

  const node = newId();
  const publisher = new Redis(redisUrl, { enableOfflineQueue: false });
  // Waits for a Redis that is not there yet, however long.
  const subscriber = new Redis(redisUrl, { maxRetriesPerRequest: null });
  for (const client of [publisher, subscriber])
    client.on('error', (error) => log.warn({ err: error }, 'Redis'));
  subscriber
    .subscribe(channel)
    .catch((error: unknown) => log.error({ err: error }, 'Redis could not be subscribed to'));
  subscriber.on('message', (_channel, text) => {
    const { from, topic, message } = JSON.parse(text) as Envelope;
    if (from !== node) deliver(topic, message);
  });
  const reconnected: (() => void)[] = [];
  let connections = 0;
  subscriber.on('ready', () => {
    connections += 1;
    if (connections > 1) for (const listener of reconnected) listener();
  });
  return {
    reachesOthers: true,
    onReconnected: (listener) => {
      reconnected.push(listener);
    },
    publish: (topic, message) => {
      deliver(topic, message);
      const envelope: Envelope = { from: node, topic, message };
      publisher
        .publish(channel, JSON.stringify(envelope))
        .catch((error: unknown) => log.debug({ err: error, topic }, 'The other nodes could not be told'));
    },
    subscribe,
    close: async () => {
      publisher.disconnect();
      subscriber.disconnect();
    },
  };
}
