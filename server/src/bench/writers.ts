// Ten people who type into one article: how long until each of the others has a keystroke, and what that costs the server.
import type * as Y from 'yjs';
import { type Figure, type Measured, percentile } from './figures.ts';
import { type Peer, startGalleyPeer, startHocuspocusPeer, startRelayPeer } from './peers.ts';
import { articleOf, paragraphTexts } from './texts.ts';

const writers = 10;
const rounds = 4;

/** How each of the writers types, in ms from one keystroke to the next. */
interface Pace {
  everyMs: number;
  keystrokes: number;
}

/** Ten keystrokes a second: nobody types faster for long. */
const typing: Pace = { everyMs: 100, keystrokes: 40 };

/** What comes before the measuring: servers that have run for a while are compared, not how soon they are warm. */
const warmingUp: Pace = { everyMs: 20, keystrokes: 200 };

/** Lets the same people write with each peer, in turns, so that what else the machine does hits all of them. */
export async function benchWriters(): Promise<Measured> {
  const content = articleOf(1000);
  const peers: Peer[] = [];
  try {
    for (const start of [startGalleyPeer, startHocuspocusPeer, startRelayPeer])
      peers.push(await start(content, writers));
    const samples = peers.map((peer) => ({ peer, ...noSamples() }));
    for (const peer of peers) await typeTogether(peer, warmingUp);
    for (let round = 0; round < rounds; round += 1) {
      for (const one of samples) {
        const typed = await typeTogether(one.peer, typing);
        one.propagation.push(...typed.propagation);
        one.acknowledged.push(...typed.acknowledged);
        one.cpu += typed.cpu;
      }
    }
    return { title: `${writers} writers in one article of 1,000 words`, figures: figuresOf(samples) };
  } finally {
    await Promise.all(peers.map((peer) => peer.stop()));
  }
}

interface Samples {
  /** Milliseconds from a keystroke until one of the others has it, for each of them. */
  propagation: number[];
  /** Milliseconds from a keystroke until its writer knows that the server has it. */
  acknowledged: number[];
  /** What the server's work took, in microseconds. */
  cpu: number;
}

function noSamples(): Samples {
  return { propagation: [], acknowledged: [], cpu: 0 };
}

function figuresOf(samples: readonly (Samples & { peer: Peer })[]): Figure[] {
  const [galley, ...others] = samples;
  if (!galley) return [];
  const figure = (what: string, unit: Figure['unit'], of: (one: Samples) => number): Figure => ({
    what,
    unit,
    value: of(galley),
    beside: others
      .map((other) => ({ name: other.peer.name, value: of(other) }))
      .filter(({ value }) => !Number.isNaN(value)),
  });
  return [
    figure('until another writer has a keystroke, p50', 'ms', (one) => percentile(one.propagation, 0.5)),
    figure('until another writer has a keystroke, p99', 'ms', (one) => percentile(one.propagation, 0.99)),
    figure('until a keystroke is acknowledged, p50', 'ms', (one) => percentile(one.acknowledged, 0.5)),
    figure('until a keystroke is acknowledged, p99', 'ms', (one) => percentile(one.acknowledged, 0.99)),
    figure('the server’s CPU per delivered update', 'µs', (one) => one.cpu / one.propagation.length),
  ];
}

/** One stretch: each writer types at a steady rate at the end of a paragraph of their own. */
async function typeTogether({ clients, server }: Peer, pace: Pace): Promise<Samples> {
  const propagation: number[] = [];
  const acknowledged: number[] = [];
  const sentAt = new Map<string, number>();
  const all = Promise.withResolvers<void>();
  const expected = clients.length * pace.keystrokes;
  const isComplete = () =>
    propagation.length === expected * (clients.length - 1) &&
    (acknowledged.length === expected || clients[0]?.onAcknowledged === null);
  const sample = (samples: number[], sent: number | undefined) => {
    if (sent === undefined) return;
    samples.push(performance.now() - sent);
    if (isComplete()) all.resolve();
  };

  const stretch = clients.map((client, writer) => {
    const texts = paragraphTexts(client.doc);
    const own = texts[writer];
    if (!own) throw new Error('The article has too few paragraphs.');
    const onChange = ({ delta }: Y.YTextEvent, { local }: Y.Transaction) => {
      if (local) return;
      for (const { insert } of delta) {
        for (const character of typeof insert === 'string' ? insert : '')
          sample(propagation, sentAt.get(character));
      }
    };
    for (const text of texts) text.observe(onChange);
    const unacknowledged: number[] = [];
    const stop = client.onAcknowledged?.(() => sample(acknowledged, unacknowledged.shift()));
    return {
      type: () => {
        // One code point for every keystroke, from the supplementary planes, which the article's text leaves free.
        const character = String.fromCodePoint(0x1_0000 + sentAt.size);
        const now = performance.now();
        sentAt.set(character, now);
        unacknowledged.push(now);
        own.insert(own.length, character);
      },
      end: () => {
        for (const text of texts) text.unobserve(onChange);
        stop?.();
      },
    };
  });

  const cpuBefore = await server.cpu();
  // The writers are spread evenly over the pause between two keystrokes.
  await Promise.all(
    stretch.map(({ type }, writer) => atSteadyRate(type, pace, (pace.everyMs * writer) / clients.length)),
  );
  await all.promise;
  const cpu = (await server.cpu()) - cpuBefore;
  for (const { end } of stretch) end();
  return { propagation, acknowledged, cpu };
}

/** Calls as often as a writer types; resolves after the last time. */
function atSteadyRate(type: () => void, { everyMs, keystrokes }: Pace, afterMs: number): Promise<void> {
  let typed = 0;
  return new Promise((resolve) => {
    setTimeout(() => {
      const timer = setInterval(() => {
        type();
        typed += 1;
        if (typed < keystrokes) return;
        clearInterval(timer);
        resolve();
      }, everyMs);
    }, afterMs);
  });
}
