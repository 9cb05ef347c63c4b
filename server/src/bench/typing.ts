// People who type at a steady rate, in one article or in many: how long until each of the others has a keystroke, until
// its writer knows that the server has it, and what that costs the server.
import type * as Y from 'yjs';
import type { Client } from './clients.ts';
import { type Figure, percentile } from './figures.ts';
import type { MeasuredServer } from './server-process.ts';
import { paragraphTexts } from './texts.ts';

/** A server under measurement with the articles that are open there. */
export interface Subject {
  name: string;
  server: MeasuredServer;
  articles: readonly OpenArticle[];
}

/** Who has one article open. */
export interface OpenArticle {
  writers: readonly Client[];
  readers: readonly Client[];
}

/** How each of the writers types, in ms from one keystroke to the next. */
export interface Pace {
  everyMs: number;
  keystrokes: number;
}

export interface Samples {
  /** Milliseconds from a keystroke until one of the others has it, for each of them. */
  propagation: number[];
  /** Milliseconds from a keystroke until its writer knows that the server has it. */
  acknowledged: number[];
  /** What the server's work took, in microseconds. */
  cpu: number;
  /** Which share of its time the process of the clients was busy, the largest of all stretches. */
  clientsBusy: number;
}

/** Lets all writers type with each server, in turns, so that what else the machine does hits all of them. */
export async function typeInTurns(
  subjects: readonly Subject[],
  { warmingUp, typing, rounds }: { warmingUp: Pace; typing: Pace; rounds: number },
): Promise<(Samples & { name: string })[]> {
  const samples = subjects.map((subject) => ({ subject, ...noSamples() }));
  for (const subject of subjects) await typeTogether(subject, warmingUp);
  for (let round = 0; round < rounds; round += 1) {
    for (const one of samples) {
      const typed = await typeTogether(one.subject, typing);
      one.propagation = one.propagation.concat(typed.propagation);
      one.acknowledged = one.acknowledged.concat(typed.acknowledged);
      one.cpu += typed.cpu;
      one.clientsBusy = Math.max(one.clientsBusy, typed.clientsBusy);
    }
  }
  return samples.map(({ subject, ...typed }) => ({ name: subject.name, ...typed }));
}

function noSamples(): Samples {
  return { propagation: [], acknowledged: [], cpu: 0, clientsBusy: 0 };
}

/** The first one's figures beside the others', with the upper end of the times at this share. */
export function typingFigures(
  samples: readonly (Samples & { name: string })[],
  upper: 0.95 | 0.99,
  where = '',
): Figure[] {
  const [galley, ...others] = samples;
  if (!galley) return [];
  const figure = (what: string, unit: Figure['unit'], of: (one: Samples) => number): Figure => ({
    what: `${where}${what}`,
    unit,
    value: of(galley),
    beside: others
      .map((other) => ({ name: other.name, value: of(other) }))
      .filter(({ value }) => !Number.isNaN(value)),
  });
  return [0.5, upper]
    .flatMap((share) => [
      figure(`until another has a keystroke, p${share * 100}`, 'ms', (one) =>
        percentile(one.propagation, share),
      ),
      figure(`until a keystroke is acknowledged, p${share * 100}`, 'ms', (one) =>
        percentile(one.acknowledged, share),
      ),
    ])
    .concat(figure('the server’s CPU per delivered update', 'µs', (one) => one.cpu / one.propagation.length));
}

/** Says so where the clients themselves were the limit; undefined where they were not. */
export function limitOfClients(samples: readonly Samples[]): string | undefined {
  const busy = Math.max(...samples.map(({ clientsBusy }) => clientsBusy));
  if (busy < 0.7) return undefined;
  return `times may be the clients’ own, whose process was busy for ${(busy * 100).toFixed(0)} % of a stretch`;
}

/** One stretch: each writer types at a steady rate at the end of a paragraph of their own. */
async function typeTogether({ articles, server }: Subject, pace: Pace): Promise<Samples> {
  const propagation: number[] = [];
  const acknowledged: number[] = [];
  const all = Promise.withResolvers<void>();
  let expected = 0;
  let expectedAnswers = 0;
  for (const { writers, readers } of articles) {
    expected += writers.length * pace.keystrokes * (writers.length + readers.length - 1);
    for (const { onAcknowledged } of writers) if (onAcknowledged !== null) expectedAnswers += pace.keystrokes;
  }
  const sample = (samples: number[], sent: number | undefined) => {
    if (sent === undefined) return;
    samples.push(performance.now() - sent);
    if (propagation.length === expected && acknowledged.length === expectedAnswers) all.resolve();
  };

  const ends: (() => void)[] = [];
  const typists = articles.flatMap(({ writers, readers }) => {
    const sentAt = new Map<string, number>();
    const onChange = ({ delta }: Y.YTextEvent, { local }: Y.Transaction) => {
      if (local) return;
      for (const { insert } of delta) {
        for (const character of typeof insert === 'string' ? insert : '')
          sample(propagation, sentAt.get(character));
      }
    };
    for (const { doc } of [...writers, ...readers]) {
      const texts = paragraphTexts(doc);
      for (const text of texts) text.observe(onChange);
      ends.push(() => {
        for (const text of texts) text.unobserve(onChange);
      });
    }
    return writers.map((client, writer) => {
      const own = paragraphTexts(client.doc)[writer];
      if (!own) throw new Error('The article has too few paragraphs.');
      const unacknowledged: number[] = [];
      const stop = client.onAcknowledged?.(() => sample(acknowledged, unacknowledged.shift()));
      if (stop) ends.push(stop);
      return () => {
        // One code point for every keystroke, from the supplementary planes, which the article's text leaves free.
        const character = String.fromCodePoint(0x1_0000 + sentAt.size);
        const now = performance.now();
        sentAt.set(character, now);
        unacknowledged.push(now);
        own.insert(own.length, character);
      };
    });
  });

  const cpuBefore = await server.cpu();
  const busyBefore = performance.eventLoopUtilization();
  // The writers are spread evenly over the pause between two keystrokes.
  await Promise.all(
    typists.map((type, typist) => atSteadyRate(type, pace, (pace.everyMs * typist) / typists.length)),
  );
  await all.promise;
  const clientsBusy = performance.eventLoopUtilization(busyBefore).utilization;
  const cpu = (await server.cpu()) - cpuBefore;
  for (const end of ends) end();
  return { propagation, acknowledged, cpu, clientsBusy };
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
