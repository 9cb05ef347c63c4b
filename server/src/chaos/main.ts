// npm run chaos: runs of faults with a seed each, on several nodes on PostgreSQL and on one with the embedded database, with
// databases of their own beside those that are there.
import { readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { newId } from '@galley/shared/ids.ts';
import { openStorage } from '../storage/open.ts';
import { administer, postgresUrl } from '../storage/test-postgres.ts';
import { redisUrl } from '../testing/redis.ts';
import { type ChaosReport, runChaos } from './chaos.ts';
import { embeddedPlace } from './cluster.ts';
import { type OwnServers, startOwnServers } from './own-servers.ts';

/** Where a run takes place. */
const grounds = ['postgres', 'embedded'] as const;
type Ground = (typeof grounds)[number];

interface Run {
  seed: number;
  rounds: number;
  nodes: number;
  on: Ground;
}

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 100_000) },
    rounds: { type: 'string', default: '25' },
    nodes: { type: 'string', default: '3' },
    on: { type: 'string', default: grounds.join(',') },
    failed: { type: 'boolean', default: false },
  },
});
const failedSeeds = new URL('./failed-seeds.json', import.meta.url);
const kept = JSON.parse(readFileSync(failedSeeds, 'utf8')) as Run[];
const runs = values.failed ? kept : wanted();
const reports: { run: Run; report: ChaosReport }[] = [];
for (const run of runs) {
  console.log(
    `\nSeed ${run.seed}, ${run.on === 'postgres' ? `${run.nodes} nodes on PostgreSQL` : 'one node with the embedded database'}, ${run.rounds} rounds.`,
  );
  const report = await (run.on === 'postgres' ? onPostgres(run) : onEmbedded(run));
  for (const violation of report.violations) console.log(`VIOLATED: ${violation}`);
  reports.push({ run, report });
}
console.log(`\n${summary()}`);
const failed = reports.filter(({ report }) => report.violations.length > 0).map(({ run }) => run);
if (failed.length > 0 && !values.failed) {
  writeFileSync(failedSeeds, `${JSON.stringify([...kept, ...failed], null, 2)}\n`);
  console.log(
    'What failed is kept in server/src/chaos/failed-seeds.json; `npm run chaos -- --failed` runs it again.',
  );
}
process.exit(failed.length === 0 ? 0 : 1);

/** The runs that were asked for: `--seed 1..5`, `--seed 3,8`, `--on embedded`. */
function wanted(): Run[] {
  const [rounds, nodes] = [values.rounds, values.nodes].map(Number);
  const range = /^(\d+)\.\.(\d+)$/.exec(values.seed);
  const [from, to] = range ? [Number(range[1]), Number(range[2])] : [0, -1];
  const seeds = range
    ? Array.from({ length: to - from + 1 }, (_, index) => from + index)
    : values.seed.split(',').map(Number);
  const on = values.on.split(',').map((name) => grounds.find((ground) => ground === name));
  if (!rounds || !nodes || seeds.length === 0 || seeds.some((seed) => !seed) || on.includes(undefined))
    throw new Error(`--seed, --rounds and --nodes are numbers, --on is ${grounds.join(' or ')}.`);
  return on.flatMap((ground) =>
    ground
      ? seeds.map((seed) => ({ seed, rounds, nodes: ground === 'postgres' ? nodes : 1, on: ground }))
      : [],
  );
}

async function onPostgres(run: Run): Promise<ChaosReport> {
  const servers = await startOwnServers();
  if (!('lacks' in servers))
    try {
      return await onServer(run, servers.database.url, servers.redis.url, servers);
    } finally {
      await servers.remove();
    }
  console.log(`The servers themselves do not crash: this machine lacks ${servers.lacks}.`);
  return await onServer(run, postgresUrl(), redisUrl, null);
}

async function onServer(
  { seed, rounds, nodes }: Run,
  server: string,
  redisUrl: string,
  servers: OwnServers | null,
): Promise<ChaosReport> {
  const name = `galley_chaos_${newId<string>()}`;
  const at = new URL(server);
  at.pathname = `/${name}`;
  const url = at.href;
  await administer((client) => client.query(`create database "${name}"`), server);
  try {
    const database = { url, dataDir: '', open: () => openStorage({ url, dataDir: '' }) };
    const onRound = (line: string) => console.log(line);
    return await runChaos({ seed, rounds, nodes, redisUrl, database, servers, onRound });
  } finally {
    await administer((client) => client.query(`drop database if exists "${name}" with (force)`), server);
  }
}

async function onEmbedded({ seed, rounds }: Run): Promise<ChaosReport> {
  const { dataDir, disk, refused, remove } = embeddedPlace();
  if (!disk) console.log(`No disk is filled: a small one can't be mounted here (${refused}).`);
  try {
    const database = { url: undefined, dataDir, open: () => openStorage({ dataDir }) };
    const onRound = (line: string) => console.log(line);
    return await runChaos({ seed, rounds, nodes: 1, redisUrl, database, disk, onRound });
  } finally {
    remove();
  }
}

/** Which seeds were run, and what came of them. */
function summary(): string {
  const lines = reports.map(({ run, report }) => {
    const { words, comments, readings, slowestRecoveryMs, faults, violations } = report;
    return [
      `seed ${run.seed} on ${run.on}: ${faults.length} rounds of faults`,
      `${words} words and ${comments} comments acknowledged, ${readings} answers to readers`,
      `slowest recovery ${(slowestRecoveryMs / 1000).toFixed(1)} s`,
      violations.length === 0 ? 'nothing lost, nothing twice' : `${violations.length} VIOLATIONS`,
    ].join(', ');
  });
  const words = reports.reduce((sum, { report }) => sum + report.words, 0);
  const [load = 0] = loadavg();
  return [
    ...lines,
    `In all ${words} words. Seeds ${[...new Set(runs.map(({ seed }) => seed))].join(', ')}; load at the end ${load.toFixed(1)}.`,
  ].join('\n');
}
