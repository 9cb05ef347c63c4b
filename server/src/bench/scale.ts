// Several nodes and many articles: what it costs that the people of an article sit on one node or on several, and what becomes of
// them when a node goes. With HAProxy where it is installed, else the clients choose their nodes themselves.
import { setTimeout as pause } from 'node:timers/promises';
import { documentNameOf } from '@galley/shared/ids.ts';
import { Redis } from 'ioredis';
import pLimit from 'p-limit';
import { pino } from 'pino';
import * as Y from 'yjs';
import { createJournal } from '../collab/sql-journal.ts';
import { redisUrl } from '../testing/redis.ts';
import { Member, type Way } from './crowd.ts';
import { type Figure, type Measured, percentile } from './figures.ts';
import { freePort, haproxyVersion, startHaproxy } from './haproxy.ts';
import type { MeasuredServer } from './server-process.ts';
import { lacksForNodes, makeNodesDatabase, type NodesDatabase } from './several-nodes.ts';
import { articleOf, paragraphTexts } from './texts.ts';

/** BENCH_NODES, BENCH_ARTICLES, BENCH_PEOPLE and BENCH_EVERY_MS set others. */
const sizes = (process.env.BENCH_NODES ?? '2,3').split(',').map(Number);
const articles = Number(process.env.BENCH_ARTICLES ?? 500);
const people = Number(process.env.BENCH_PEOPLE ?? 4);
/** From one key of an article's writer to the next, in ms. */
const everyMs = Number(process.env.BENCH_EVERY_MS ?? 4000);
const secondsOfTyping = 20;
const openedAtOnce = 16;
/** How long people may take to come back from a node that goes, in ms, before it counts as never. */
const longestMs = 60_000;

export async function benchScale(): Promise<Measured> {
  const proxy = haproxyVersion();
  const by = proxy === null ? 'chosen by the clients' : `behind HAProxy ${proxy}`;
  const title = `${sizes.join(' and ')} nodes ${by}: ${articles * people} connections in ${articles} articles, one key in each every ${everyMs / 1000} s`;
  const lacking = await lacksForNodes();
  if (lacking !== null) return { title, figures: [], leftOut: lacking };
  const database = await makeNodesDatabase(articleOf(300), { articles, people });
  try {
    const figures: Figure[] = [];
    let busiest = 0;
    for (const nodes of sizes) {
      const together = await measure(database, { nodes, affinity: true, byProxy: proxy !== null });
      const spread = await measure(database, { nodes, affinity: false, byProxy: proxy !== null });
      figures.push(...figuresOf(together, spread, `${nodes} nodes: `));
      busiest = Math.max(busiest, together.clientsBusy, spread.clientsBusy);
    }
    return {
      title,
      figures,
      ...(busiest >= 0.7 && {
        leftOut: `times may be the clients’ own, whose process was busy for ${(busiest * 100).toFixed(0)} % of a stretch`,
      }),
    };
  } finally {
    await database.remove();
  }
}

interface Scene {
  nodes: number;
  /** Whether all people of an article are sent to one node. */
  affinity: boolean;
  byProxy: boolean;
}

interface Result {
  /** In ms, until everybody had their article open, and how long each took. */
  openMs: number;
  opening: number[];
  propagation: number[];
  acknowledged: number[];
  /** Of all nodes, in microseconds, while people typed. */
  cpu: number;
  /** Messages that the nodes sent each other while people typed, a key. */
  messages: number;
  /** Of the largest node, in bytes. */
  memory: number;
  clientsBusy: number;
  /** From the signal to a node until those who were there lost it, and until they had all in sync again, in ms. */
  closed: number[];
  back: number[];
  /** How long each of them was without a node, in ms. */
  without: number[];
  /** Keys that are not in the database in the end. */
  lost: number;
}

async function measure(database: NodesDatabase, { nodes, affinity, byProxy }: Scene): Promise<Result> {
  const port = byProxy ? await freePort() : 0;
  const origin = byProxy ? `http://127.0.0.1:${port}` : null;
  const servers = await database.start(nodes, origin);
  const ports = servers.map((server) => server.port);
  const proxy = byProxy ? await startHaproxy(port, ports, { affinity }) : null;
  const gone = new Set<number>();
  let members: Member[] = [];
  try {
    const way = origin === null ? wayWithout(ports, gone, affinity) : () => ({ url: origin, origin });
    const opening: number[] = [];
    const start = performance.now();
    members = await opened(database, way, opening);
    const openMs = performance.now() - start;
    const writers = members
      .filter((_, index) => index % people === 0)
      .map((member, index) => new Writer(member, members.slice(index * people + 1, (index + 1) * people)));

    // A first stretch warms up.
    await typing(writers, 5);
    for (const writer of writers) writer.forget();
    const [cpuBefore, sentBefore] = [await cpuOf(servers), await publishedSoFar()];
    const keysBefore = writers.reduce((sum, { typed }) => sum + typed.length, 0);
    const busyBefore = performance.eventLoopUtilization();
    await typing(writers, secondsOfTyping);
    const clientsBusy = performance.eventLoopUtilization(busyBefore).utilization;
    const keys = writers.reduce((sum, { typed }) => sum + typed.length, 0) - keysBefore;
    const [cpu, sent] = [(await cpuOf(servers)) - cpuBefore, (await publishedSoFar()) - sentBefore];
    const memory = Math.max(...(await Promise.all(servers.map((server) => server.memory()))));
    const propagation = writers.flatMap((writer) => writer.propagation);
    const acknowledged = writers.flatMap((writer) => writer.acknowledged);

    const { closed, back, without } = await drained(servers, members, writers, gone);
    const lost = await lostIn(database, writers);
    return {
      ...{
        openMs,
        opening,
        propagation,
        acknowledged,
        cpu,
        memory,
        clientsBusy,
        closed,
        back,
        without,
        lost,
      },
      messages: sent / keys,
    };
  } finally {
    for (const member of members) member.close();
    await proxy?.stop();
    await Promise.all(servers.filter(({ port: one }) => !gone.has(one)).map((server) => server.stop()));
  }
}

/** Who chooses a node without a proxy: by the article, or the next one each time; one that has gone is left out. */
function wayWithout(ports: readonly number[], gone: ReadonlySet<number>, affinity: boolean) {
  let next = 0;
  return (article: number): Way => {
    const there = ports.filter((port) => !gone.has(port));
    const at = affinity ? article : next++;
    const url = `http://127.0.0.1:${there[at % there.length]}`;
    return { url, origin: url };
  };
}

/** Everybody with their article open, those of an article side by side. */
async function opened(
  { articles: ids, cookies }: NodesDatabase,
  way: (article: number) => Way,
  opening: number[],
): Promise<Member[]> {
  const limit = pLimit(openedAtOnce);
  return await Promise.all(
    ids.flatMap((article, index) =>
      (cookies[index] ?? []).map((cookie, person) =>
        limit(async () => {
          const start = performance.now();
          const number = index * people + person;
          const member = await Member.open({ article, cookie, number, way: () => way(index) });
          opening.push(performance.now() - start);
          return member;
        }),
      ),
    ),
  );
}

/** Somebody who types at the end of the article's first paragraph, and those who see it. */
class Writer {
  readonly member: Member;
  readonly typed: string[] = [];
  propagation: number[] = [];
  acknowledged: number[] = [];
  readonly #text: Y.XmlText;
  readonly #typedAt = new Map<string, number>();
  #unsaved: number[] = [];

  constructor(member: Member, readers: readonly Member[]) {
    this.member = member;
    this.#text = member.paragraph(0);
    member.onSaved(() => {
      for (const at of this.#unsaved) this.acknowledged.push(performance.now() - at);
      this.#unsaved = [];
    });
    for (const reader of readers)
      reader.paragraph(0).observe(({ delta }) => {
        for (const { insert } of delta)
          for (const character of typeof insert === 'string' ? insert : '') {
            const at = this.#typedAt.get(character);
            if (at !== undefined) this.propagation.push(performance.now() - at);
          }
      });
  }

  /** One code point for every key, of the supplementary planes: they stand nowhere else in the text. */
  type(): void {
    const character = String.fromCodePoint(0x1_0000 + this.#text.length);
    this.typed.push(character);
    const now = performance.now();
    this.#typedAt.set(character, now);
    this.#unsaved.push(now);
    this.#text.insert(this.#text.length, character);
  }

  /** Forgets what was measured so far. */
  forget(): void {
    this.propagation = [];
    this.acknowledged = [];
    this.#typedAt.clear();
  }
}

/** All type for so many seconds, spread over the pause between two keys; resolves once all is saved. */
async function typing(writers: readonly Writer[], seconds: number): Promise<void> {
  const timers: NodeJS.Timeout[] = [];
  for (const [index, writer] of writers.entries())
    timers.push(
      setTimeout(
        () => {
          writer.type();
          timers.push(setInterval(() => writer.type(), everyMs));
        },
        (everyMs * index) / writers.length,
      ),
    );
  await pause(seconds * 1000);
  for (const timer of timers) clearTimeout(timer);
  await until(() => writers.every(({ member }) => member.isSaved));
  await pause(500);
}

/** Asks the last node to go while people type; gives how long those who were there were without it. */
async function drained(
  servers: readonly MeasuredServer[],
  members: readonly Member[],
  writers: readonly Writer[],
  gone: Set<number>,
): Promise<Pick<Result, 'closed' | 'back' | 'without'>> {
  const last = servers.at(-1);
  if (!last) throw new Error('There is no node.');
  for (const member of members) {
    member.closedAt = null;
    member.backAt = null;
  }
  const typed = typing(writers, 8);
  await pause(2000);
  const asked = performance.now();
  gone.add(last.port);
  await last.stop();
  await until(() => members.every(({ closedAt, backAt }) => closedAt === null || backAt !== null));
  await typed;
  const moved = members
    .filter(({ closedAt }) => closedAt !== null)
    .map(({ closedAt, backAt }) => ({ closed: closedAt ?? Number.NaN, back: backAt ?? Number.NaN }));
  return {
    closed: moved.map(({ closed }) => closed - asked),
    back: moved.map(({ back }) => back - asked),
    without: moved.map(({ closed, back }) => back - closed),
  };
}

/** How many keys of those that were typed are not in the database. */
async function lostIn(database: NodesDatabase, writers: readonly Writer[]): Promise<number> {
  return await database.look(async (storage) => {
    const journal = createJournal(storage, { log: pino({ level: 'silent' }) });
    let lost = 0;
    for (const { member, typed } of writers) {
      const doc = new Y.Doc();
      const journaled = await journal.load(documentNameOf(member.article));
      if (journaled) Y.applyUpdate(doc, journaled.state);
      const there = new Set(paragraphTexts(doc)[0]?.toString());
      lost += typed.filter((character) => !there.has(character)).length;
      doc.destroy();
    }
    return lost;
  });
}

async function until(condition: () => boolean): Promise<void> {
  const end = performance.now() + longestMs;
  while (!condition() && performance.now() < end) await pause(20);
}

async function cpuOf(servers: readonly MeasuredServer[]): Promise<number> {
  const all = await Promise.all(servers.map((server) => server.cpu()));
  return all.reduce((sum, one) => sum + one, 0);
}

/** How many messages Redis has been given so far. */
async function publishedSoFar(): Promise<number> {
  const redis = new Redis(redisUrl);
  try {
    return Number(/cmdstat_publish:calls=(\d+)/.exec(await redis.info('commandstats'))?.[1] ?? 0);
  } finally {
    redis.disconnect();
  }
}

function figuresOf(together: Result, spread: Result, where: string): Figure[] {
  const figure = (what: string, unit: Figure['unit'], of: (one: Result) => number): Figure => ({
    ...{ what: `${where}${what}`, unit, value: of(together) },
    beside: [{ name: 'without affinity', value: of(spread) }],
  });
  return [
    figure('until everybody has their article open', 'ms', ({ openMs }) => openMs),
    figure('until one more has, p95', 'ms', ({ opening }) => percentile(opening, 0.95)),
    ...[0.5, 0.95, 0.99].map((share) =>
      figure(`until another has a keystroke, p${share * 100}`, 'ms', ({ propagation }) =>
        percentile(propagation, share),
      ),
    ),
    ...[0.5, 0.99].map((share) =>
      figure(`until a keystroke is acknowledged, p${share * 100}`, 'ms', ({ acknowledged }) =>
        percentile(acknowledged, share),
      ),
    ),
    figure('CPU of all nodes per delivered update', 'µs', ({ cpu, propagation }) => cpu / propagation.length),
    figure('messages between nodes a keystroke', 'times', ({ messages }) => messages),
    figure('memory of the largest node', 'kB', ({ memory }) => memory / 1024),
    figure('a node goes: people who were on it', 'times', ({ back }) => back.length),
    figure('a node goes: until its last socket is closed', 'ms', ({ closed }) => percentile(closed, 1)),
    figure('a node goes: until the last is back', 'ms', ({ back }) => percentile(back, 1)),
    ...[0.5, 0.95, 1].map((share) =>
      figure(
        `a node goes: how long one is without a node, ${share === 1 ? 'at most' : `p${share * 100}`}`,
        'ms',
        ({ without }) => percentile(without, share),
      ),
    ),
    figure('a node goes: keystrokes that are lost', 'times', ({ lost }) => lost),
  ];
}
