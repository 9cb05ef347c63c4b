// npm run chaos: a run of faults with a seed, on a database of its own beside those that are there.
import { parseArgs } from 'node:util';
import { newId } from '@galley/shared/ids.ts';
import { openStorage } from '../storage/open.ts';
import { administer, postgresUrl } from '../storage/test-postgres.ts';
import { redisUrl } from '../testing/redis.ts';
import { runChaos } from './chaos.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 100_000) },
    rounds: { type: 'string', default: '25' },
    nodes: { type: 'string', default: '3' },
  },
});
const [seed, rounds, nodes] = [values.seed, values.rounds, values.nodes].map(Number);
if (!seed || !rounds || !nodes) throw new Error('--seed, --rounds and --nodes are numbers.');

const name = `galley_chaos_${newId<string>()}`;
const url = postgresUrl(name);
await administer((client) => client.query(`create database "${name}"`));
try {
  console.log(`Seed ${seed}, ${nodes} nodes, ${rounds} rounds.`);
  const { words, comments, slowestRecoveryMs, violations } = await runChaos({
    seed,
    rounds,
    nodes,
    redisUrl,
    database: { url, open: () => openStorage({ url, dataDir: '' }) },
    onRound: (line) => console.log(line),
  });
  console.log(
    `${words} words and ${comments} comments were acknowledged; the slowest recovery took ${Math.round(slowestRecoveryMs)} ms.`,
  );
  for (const violation of violations) console.log(`VIOLATED: ${violation}`);
  console.log(
    violations.length === 0
      ? 'Nothing is lost, nothing is there twice.'
      : 'Run the seed again to see it again.',
  );
  process.exitCode = violations.length === 0 ? 0 : 1;
} finally {
  await administer((client) => client.query(`drop database if exists "${name}" with (force)`));
}
process.exit();
