import { newId } from '@galley/shared/ids.ts';
import { Redis } from 'ioredis';
import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { until } from '../collab/testing.ts';
import type { DeskIdentity } from '../storage/desk-identity.ts';
import { isWithoutRedis, redisUrl } from '../testing/redis.ts';
import { type Bus, busChannel, createBus, type Topic } from './bus.ts';
import { BusSeal } from './bus-seal.ts';

const greeting: Topic<{ words: string }> = { name: 'greeting', schema: z.object({ words: z.string() }) };

describe.skipIf(isWithoutRedis)('the bus between nodes', () => {
  const buses: Bus[] = [];
  const redis = new Redis(redisUrl, { lazyConnect: true });
  afterEach(async () => {
    await Promise.all(buses.splice(0).map((bus) => bus.close()));
  });

  const newIdentity = (): DeskIdentity => ({ id: newId<string>(), secret: newId<string>() });
  /** A node, with what it has heard and what it has logged. */
  function node(identity: DeskIdentity) {
    const logged: string[] = [];
    const log = pino(
      { level: 'warn' },
      { write: (line: string) => logged.push(String(JSON.parse(line).msg)) },
    );
    const bus = createBus(redisUrl, identity, log);
    buses.push(bus);
    const heard: string[] = [];
    bus.subscribe(greeting, ({ words }) => {
      heard.push(words);
      if (words === 'throw') throw new Error('A listener failed.');
    });
    return { bus, heard, logged };
  }
  /** Resolves once two nodes hear each other. */
  async function connected(one: ReturnType<typeof node>, other: ReturnType<typeof node>): Promise<void> {
    for (const [from, to] of [
      [one, other],
      [other, one],
    ] as const) {
      await until(() => {
        from.bus.publish(greeting, { words: 'hello' });
        return to.heard.includes('hello');
      });
    }
    for (const { heard } of [one, other]) heard.length = 0;
  }

  it('goes on after whatever somebody else writes into its channel', async () => {
    const identity = newIdentity();
    const [one, other] = [node(identity), node(identity)];
    await connected(one, other);
    const channel = busChannel(identity);
    const envelope = { from: 'somewhere', topic: 'greeting', message: { words: 'forged' } };
    const seal = new BusSeal(identity.secret);
    const foreign = [
      'no JSON',
      '',
      '.',
      '{}',
      JSON.stringify(envelope),
      `${'x'.repeat(43)}.${JSON.stringify(envelope)}`,
      new BusSeal('another desk').seal(envelope),
      seal.seal('no envelope'),
      seal.seal(null),
      seal.seal({ from: 'somewhere', topic: 7 }),
      seal.seal({ ...envelope, message: 'not of this form' }),
      seal.seal({ ...envelope, message: { words: { $ne: '' } } }),
    ];
    for (const text of foreign) await redis.publish(channel, text);
    // What another version of Galley says is no fault, and a listener that fails ends nothing either.
    await redis.publish(channel, seal.seal({ ...envelope, topic: 'of a newer node' }));
    await redis.publish(channel, seal.seal({ ...envelope, message: { words: 'throw' } }));
    await redis.publish(channel, seal.seal({ ...envelope, message: { words: 'after all' } }));
    for (const { heard, logged } of [one, other]) {
      await until(() => heard.includes('after all'));
      expect(heard.filter((words) => words !== 'hello')).toEqual(['throw', 'after all']);
      expect(logged).toHaveLength(foreign.length + 1);
    }
  });

  it('keeps two desks on one Redis apart', async () => {
    const [here, there] = [newIdentity(), newIdentity()];
    const [one, other] = [node(here), node(here)];
    const stranger = node({ ...there, secret: here.secret });
    await connected(one, other);
    one.bus.publish(greeting, { words: 'between us' });
    stranger.bus.publish(greeting, { words: 'between others' });
    await until(() => other.heard.includes('between us'));
    expect(stranger.heard).toEqual(['between others']);
    expect([...one.heard, ...other.heard]).not.toContain('between others');
  });
});
