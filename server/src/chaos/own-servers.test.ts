import pg from 'pg';
import { expect, test } from 'vitest';
import { administer } from '../storage/test-postgres.ts';
import { startOwnServers } from './own-servers.ts';

test('a PostgreSQL of a run’s own keeps what was committed when it crashes, and answers nobody while it stands still', async ({
  skip,
}) => {
  const servers = await startOwnServers();
  if ('lacks' in servers) return skip(`this machine lacks ${servers.lacks}`);
  const { database, redis } = servers;
  try {
    const asked = (question: string) =>
      new Promise<unknown[]>((resolve, reject) => {
        administer(async (client) => resolve((await client.query(question)).rows), database.url).catch(
          reject,
        );
      });
    await asked('create table kept as select 1 as number');
    await Promise.all([database.crash(), redis.crash()]);
    await expect(asked('select number from kept')).rejects.toThrow('ECONNREFUSED');
    await Promise.all([database.start(), redis.start()]);
    expect(await asked('select number from kept')).toEqual([{ number: 1 }]);

    const client = new pg.Client(database.url);
    await client.connect();
    database.standStill();
    let isAnswered = false;
    const answer = client.query('select number from kept').then(() => {
      isAnswered = true;
    });
    // Nobody new is let in either, which takes until its time is over.
    await expect(asked('select 1')).rejects.toThrow();
    expect(isAnswered).toBe(false);
    database.goOn();
    await answer;
    await client.end();
  } finally {
    await servers.remove();
  }
});
