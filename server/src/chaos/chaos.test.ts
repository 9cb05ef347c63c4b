import { describe, expect, test } from 'vitest';
import { openStorage } from '../storage/open.ts';
import { onPostgres } from '../storage/testing.ts';
import { isWithoutRedis, redisUrl } from '../testing/redis.ts';
import { runChaos } from './chaos.ts';
import { embeddedPlace } from './cluster.ts';
import { randomFrom } from './random.ts';

onPostgres((database) => {
  describe.skipIf(isWithoutRedis)('a short run of faults', () => {
    /** `damage` is a statement that is run after each round. */
    const run = async (seed: number, rounds: number, damage?: string) => {
      const place = await database();
      const options = { seed, rounds, nodes: 2, redisUrl, database: place };
      return await runChaos(
        damage === undefined ? options : { ...options, onRound: () => place.run(damage) },
      );
    };

    test('loses nothing that was acknowledged, and doubles nothing', async () => {
      const report = await run(7, 3);
      expect(report.violations).toEqual([]);
      expect(report.faults).toHaveLength(3);
      expect(Math.min(report.words, report.comments, report.readings)).toBeGreaterThan(0);
    });

    test('notices a word that is gone', async () => {
      // Rows of the journal are guarded: what takes some away is a damaged disk, or somebody with all rights.
      const { violations } = await run(
        7,
        1,
        `alter table "update" disable trigger all;
         delete from "update" where ("document", "position") in (select "document", max("position") from "update" group by 1)`,
      );
      expect(violations).toContainEqual(expect.stringMatching(/words of article\/\w+ are lost/));
    });
  });
});

test('a node with the embedded database loses nothing where its disk is full, its clock jumps and its writer ends', async () => {
  const { dataDir, disk, remove } = embeddedPlace();
  const database = { url: undefined, dataDir, open: () => openStorage({ dataDir }) };
  const report = await runChaos({ seed: 3, rounds: 4, nodes: 1, redisUrl, database, disk }).finally(remove);
  expect(report.violations).toEqual([]);
  expect(Math.min(report.words, report.comments, report.readings)).toBeGreaterThan(0);
});

test('chooses the same faults for the same seed', () => {
  const drawn = (seed: number) => {
    const random = randomFrom(seed);
    return Array.from({ length: 50 }, () => random.between(1, 1000));
  };
  expect(drawn(11)).toEqual(drawn(11));
  expect(drawn(11)).not.toEqual(drawn(12));
});
