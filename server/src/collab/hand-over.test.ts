import type { DocumentName } from '@galley/shared/ids.ts';
import { describe, expect, it } from 'vitest';
import type { Bus, Topic } from '../events/bus.ts';
import { HandOver } from './hand-over.ts';
import { upTo } from './journal-testing.ts';
import { type HandOverLimits, handOverLimits } from './limits.ts';
import type { DeskSocket } from './sockets.ts';
import { until } from './testing.ts';

const longMs = 60_000;
const unhurried = {
  ...handOverLimits,
  answerMs: longMs,
  silenceMs: longMs,
  underWayMs: longMs,
  slowMs: longMs,
};

describe('a node that goes', () => {
  it('sends no more people at once than the others take in, those of an article one after the other', async () => {
    const nodes = new Nodes();
    const going = nodeWith(nodes, 25, 4, { ...unhurried, quickMs: 0 });
    const staying = nodeWith(nodes, 0, 0, unhurried);
    const done = going.handOver.run(longMs);
    await until(() => going.moved.length >= 32);
    expect(going.moved.slice(0, 32)).toEqual(upTo(32).map((number) => `article/${Math.ceil(number / 4)}`));
    for (const document of going.moved.slice(0, 8)) staying.handOver.arrived(document as DocumentName);
    await until(() => going.moved.length >= 40);
    expect(going.moved).toHaveLength(40);
    for (let arrived = 8; arrived < 100; arrived += 1) {
      await until(() => going.moved.length > arrived);
      staying.handOver.arrived(going.moved[arrived] as DocumentName);
    }
    expect(await done).toBe(true);
    expect(going.moved).toHaveLength(100);
  });

  it('sends more at once where people are quickly there', async () => {
    const nodes = new Nodes();
    const going = nodeWith(nodes, 50, 4, { ...unhurried, quickMs: longMs });
    const staying = nodeWith(nodes, 0, 0, unhurried);
    void going.handOver.run(longMs);
    await until(() => going.moved.length >= 32);
    for (const document of going.moved.slice(0, 32)) staying.handOver.arrived(document as DocumentName);
    // As many as have come, and one more for each of them.
    await until(() => going.moved.length >= 96);
    expect(going.moved).toHaveLength(96);
  });

  it('acknowledges what has come from somebody before it sends them', async () => {
    const nodes = new Nodes();
    const handled = Promise.withResolvers<void>();
    const going = nodeWith(nodes, 1, 1, { ...unhurried, handledMs: longMs }, () => handled.promise);
    const staying = nodeWith(nodes, 0, 0, unhurried);
    const done = going.handOver.run(longMs);
    await until(() => going.asked > 0);
    expect(going.moved).toEqual([]);
    handled.resolve();
    await until(() => going.moved.length === 1);
    staying.handOver.arrived('article/1' as DocumentName);
    expect(await done).toBe(true);
  });

  it('sends all, even where what has come from somebody could not be handled', async () => {
    const nodes = new Nodes();
    const going = nodeWith(nodes, 2, 2, { ...unhurried, silenceMs: 20, lookAgainMs: 5 }, () =>
      Promise.reject(new Error('not handled')),
    );
    nodeWith(nodes, 0, 0, unhurried);
    expect(await going.handOver.run(longMs)).toBe(true);
    expect(going.moved).toHaveLength(4);
  });

  it('waits for nobody whom no word comes of', async () => {
    const nodes = new Nodes();
    const going = nodeWith(nodes, 25, 4, { ...unhurried, silenceMs: 20, lookAgainMs: 5 });
    nodeWith(nodes, 0, 0, unhurried);
    expect(await going.handOver.run(longMs)).toBe(true);
    expect(going.moved).toHaveLength(100);
  });

  it('sends nobody where no other node answers, or the others go as well', async () => {
    const nodes = new Nodes();
    const first = nodeWith(nodes, 2, 2, { ...unhurried, silenceMs: 20 });
    const second = nodeWith(nodes, 2, 2, { ...unhurried, answerMs: 20 });
    const firstDone = first.handOver.run(longMs);
    expect(await second.handOver.run(longMs)).toBe(false);
    expect(second.moved).toEqual([]);
    await firstDone;
    const alone = nodeWith(new Nodes(), 2, 2, { ...unhurried, answerMs: 20 });
    expect(await alone.handOver.run(longMs)).toBe(false);
    expect(alone.moved).toEqual([]);
  });
});

/** Buses of several nodes, which hear each other at once. */
class Nodes {
  #listeners: { topic: string; listener: (message: never) => void }[] = [];

  bus(): Bus {
    return {
      reachesOthers: true,
      publish: <Message>({ name }: Topic<Message>, message: Message) => {
        for (const { topic, listener } of this.#listeners) if (topic === name) listener(message as never);
      },
      subscribe: ({ name: topic }, listener) => {
        this.#listeners.push({ topic, listener });
      },
      onReconnected: () => {},
      close: async () => {},
    };
  }
}

/** A node with so many articles open and so many people in each, and the articles of those whom it has sent away. */
function nodeWith(
  nodes: Nodes,
  articles: number,
  people: number,
  limits: HandOverLimits,
  handled: () => Promise<void> = async () => {},
) {
  const documents = upTo(articles).map((number) => `article/${number}` as DocumentName);
  const node = { moved: [] as string[], asked: 0 };
  // Nothing but which article somebody has open is looked at here.
  const socketIn = (document: string) => ({ document }) as unknown as DeskSocket;
  const handOver = new HandOver({
    bus: nodes.bus(),
    documents: () => documents,
    guests: (document) =>
      upTo(people).map(() => ({
        socket: socketIn(document),
        handled: async () => {
          node.asked += 1;
          await handled();
        },
      })),
    move: (socket) => node.moved.push((socket as unknown as { document: string }).document),
    limits,
  });
  return Object.assign(node, { handOver });
}
