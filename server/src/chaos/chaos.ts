// Chaos: people write and comment in front of several nodes while these, their database and Redis fail, and afterwards every
// acknowledged word and comment must be there, once, on every node and in the database.
import { setTimeout as pause } from 'node:timers/promises';
import { documentNameOf, newId } from '@galley/shared/ids.ts';
import * as Y from 'yjs';
import { run as runCommand } from '../cli/commands.ts';
import { openJournal } from '../collab/journal-testing.ts';
import { Typist, typedWords } from '../collab/typist-testing.ts';
import type { TestDatabase } from '../storage/testing.ts';
import { addEditors, TestEditor } from '../testing/desk-process.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { Commenter } from './commenter.ts';
import { drawFault, type Fault } from './faults.ts';
import type { OwnServers } from './own-servers.ts';
import { randomFrom } from './random.ts';
import { Reader } from './reader.ts';
import type { SmallDisk } from './small-disk.ts';

export interface ChaosOptions {
  seed: number;
  /** How many times something fails. */
  rounds: number;
  /** One where the database is an embedded one. */
  nodes: number;
  database: Pick<TestDatabase, 'url' | 'dataDir' | 'open'>;
  redisUrl: string;
  /** The servers of database and Redis, where they are the run's own. */
  servers?: OwnServers | null;
  /** On which an embedded database is, where that can be filled. */
  disk?: SmallDisk | null;
  /** Hears of each round as it ends; the run goes on once it is done. */
  onRound?: (line: string) => void | Promise<void>;
}

export interface ChaosReport {
  /** What failed, in this order. */
  faults: string[];
  /** Words and comments that the server acknowledged. */
  words: number;
  comments: number;
  /** Answers that readers were given meanwhile. */
  readings: number;
  /** The longest time after a fault was mended until all that was typed was acknowledged, in milliseconds. */
  slowestRecoveryMs: number;
  /** What must never be, a line each; empty where all held. */
  violations: string[];
}

const articles = 2;
const names = ['amy', 'ben', 'cleo', 'dora'];
/** Longer than any recovery that people would call one. */
const mostRecoveryMs = 60_000;

export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const { seed, rounds, database, redisUrl, disk = null, servers = null } = options;
  const random = randomFrom(seed);
  const secret = newId<string>() + newId<string>();
  await addEditors(database, names);
  const cluster = await startCluster({ place: database, redisUrl, size: options.nodes, secret, disk });
  const report: ChaosReport = {
    faults: [],
    words: 0,
    comments: 0,
    readings: 0,
    slowestRecoveryMs: 0,
    violations: [],
  };
  const typists: Typist[] = [];
  const commenters: Commenter[] = [];
  const readers: Reader[] = [];
  try {
    const people = await Promise.all(names.map((name) => TestEditor.signIn(name, cluster.door)));
    for (let number = 0; number < articles; number += 1) {
      const article = await people[0]?.newArticle();
      if (article === undefined) throw new Error('There is nobody.');
      const some = people.map((person, index) => new Typist(`${index}`, article, person.open(article)));
      await some[0]?.begin();
      typists.push(...some);
      readers.push(new Reader(people.at(-1) as TestEditor, some));
      commenters.push(new Commenter(people[number % people.length] as TestEditor, article));
    }
    for (const one of [...commenters, ...readers]) one.begin();

    for (let round = 1; round <= rounds; round += 1) {
      await Promise.all(typists.map((typist) => typist.type(round)));
      const faults = draw(cluster, random, redisUrl, servers);
      for (const fault of faults) await fault.strike();
      await pause(random.between(100, 3000));
      for (const fault of faults) await fault.mend();
      const mendedAt = performance.now();
      for (const typist of typists) typist.stop();
      const isBack = await within(mostRecoveryMs, () => typists.every(({ client }) => client.isSaved));
      const recoveryMs = performance.now() - mendedAt;
      report.slowestRecoveryMs = Math.max(report.slowestRecoveryMs, recoveryMs);
      const said = faults.map(({ what }) => what).join(', and ');
      report.faults.push(said);
      if (!isBack) report.violations.push(`round ${round}: not all is saved a minute after ${said}`);
      report.violations.push(...(await unseen(cluster, people, typists, round)));
      await options.onRound?.(`${round}. ${said}: all saved ${Math.round(recoveryMs)} ms after`);
    }

    await Promise.all([...commenters, ...readers].map((one) => one.stop()));
    report.readings = readers.reduce((sum, { answered }) => sum + answered, 0);
    report.violations.push(...readers.flatMap(({ wrong }) => wrong));
    report.words = typists.reduce((sum, { acknowledged }) => sum + acknowledged, 0);
    report.comments = commenters.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0);
    report.violations.push(...commenters.flatMap(({ refused }) => refused));
    report.violations.push(...(await missingComments(people, typists, commenters)));
    // Reading the timeline makes sessions of work of what was written.
    for (const article of new Set(typists.map((typist) => typist.article)))
      await people[0]?.ask('GET', `/api/articles/${article}/history`);
    const codes = await cluster.stop();
    if (codes.some((code) => code !== 0)) report.violations.push(`nodes ended with ${codes.join(', ')}`);
    report.violations.push(...(await wrongInDatabase(database, typists)));
    const place = { DATABASE_URL: database.url ?? '', DATA_DIR: database.dataDir };
    const env = { ...process.env, ...place, REDIS_URL: '', SECRET: secret };
    if ((await runCommand(['verify'], env)) !== 0) report.violations.push('galley verify found faults');
    return report;
  } finally {
    for (const typist of typists) {
      typist.stop();
      typist.client.close();
    }
    await Promise.all([...commenters, ...readers].map((one) => one.stop()));
    await cluster.destroy();
  }
}

/** One fault, or two of different nodes at once. */
function draw(
  cluster: Cluster,
  random: ReturnType<typeof randomFrom>,
  redisUrl: string,
  servers: OwnServers | null,
): Fault[] {
  const first = drawFault(cluster, random, redisUrl, [], servers);
  const isDouble = cluster.nodes.length > 1 && random.between(1, 3) === 1;
  return isDouble ? [first, drawFault(cluster, random, redisUrl, [first], servers)] : [first];
}

/**
 * What a newcomer does not see, on each node, of what was acknowledged before they came: an acknowledged word is there for
 * whoever opens the article after that. A node that missed messages has half a minute to notice.
 */
async function unseen(
  { nodes }: Cluster,
  [person]: readonly TestEditor[],
  typists: readonly Typist[],
  round: number,
): Promise<string[]> {
  const found: string[] = [];
  for (const article of new Set(typists.map((typist) => typist.article))) {
    const acknowledged = typists
      .filter((typist) => typist.article === article)
      .flatMap((typist) => typist.typed.slice(0, typist.acknowledged));
    for (const node of nodes) {
      const newcomer = person?.open(article, node);
      if (!newcomer) continue;
      const missing = () => {
        const there = new Set(newcomer.isSaved ? typedWords(newcomer.doc) : []);
        return acknowledged.filter((word) => !there.has(word));
      };
      if (!(await within(30_000, () => missing().length === 0)))
        found.push(`round ${round}: ${node.name} does not show ${missing().length} acknowledged words`);
      newcomer.close();
    }
  }
  return found;
}

async function missingComments(
  [person]: readonly TestEditor[],
  typists: readonly Typist[],
  commenters: readonly Commenter[],
): Promise<string[]> {
  const bodies: string[] = [];
  for (const article of new Set(typists.map((typist) => typist.article))) {
    const answer = await person?.ask('GET', `/api/articles/${article}/threads`);
    // Each thread has the one comment that it was opened with.
    for (const thread of answer?.body.threads ?? answer?.body ?? []) bodies.push(thread.comments[0].body);
  }
  const acknowledged = commenters.flatMap((commenter) => commenter.acknowledged);
  const lost = acknowledged.filter((body) => !bodies.includes(body)).length;
  const doubled = bodies.length - new Set(bodies).size;
  return [
    ...(lost > 0 ? [`${lost} acknowledged comments are gone`] : []),
    ...(doubled > 0 ? [`${doubled} comments are there twice`] : []),
  ];
}

/** Looks into the database itself, with all nodes gone. */
async function wrongInDatabase(
  database: Pick<TestDatabase, 'open'>,
  typists: readonly Typist[],
): Promise<string[]> {
  const storage = await database.open();
  const journal = openJournal(storage);
  const found: string[] = [];
  for (const article of new Set(typists.map((typist) => typist.article))) {
    const name = documentNameOf(article);
    const positions = (await journal.since(name, 0)).map(({ position }) => position);
    if (positions.some((position, index) => position !== index + 1))
      found.push(`the journal of ${name} has a gap`);
    const doc = new Y.Doc();
    const state = (await journal.load(name))?.state;
    if (state) Y.applyUpdate(doc, state);
    const there = typedWords(doc).toSorted();
    const typed = typists
      .filter((typist) => typist.article === article)
      .flatMap((typist) => typist.typed)
      .toSorted();
    // All is saved by now, so what was typed and what was acknowledged are the same.
    const lost = typed.filter((word) => !there.includes(word)).length;
    const doubled = there.length - new Set(there).size;
    if (lost > 0) found.push(`${lost} of ${typed.length} words of ${name} are lost`);
    if (doubled > 0) found.push(`${doubled} words of ${name} are there twice`);
  }
  const works = await storage.db.selectFrom('workSession').select(['startedAt', 'endedAt']).execute();
  const backward = works.filter(({ startedAt, endedAt }) => endedAt < startedAt).length;
  if (backward > 0) found.push(`${backward} sessions of work end before they begin`);
  if (works.length === 0) found.push('no session of work was made');
  await storage.close();
  return found;
}

/** Whether this holds before so many milliseconds are over. */
async function within(ms: number, condition: () => boolean): Promise<boolean> {
  const end = performance.now() + ms;
  while (!condition()) {
    if (performance.now() > end) return false;
    await pause(20);
  }
  return true;
}
