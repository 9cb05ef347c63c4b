// A long-lived article: ten people, one after the other, write, write on elsewhere and take out again, for many thousand edits. What
// taking them in costs the server, and how long whoever comes then waits for the whole of it.
import type * as Y from 'yjs';
import { type Client, openGalley, openProvider } from './clients.ts';
import { type Figure, type Measured, medianOf } from './figures.ts';
import { startGalley } from './galley.ts';
import { hocuspocusName, startHocuspocus } from './hocuspocus.ts';
import type { MeasuredServer } from './server-process.ts';
import { articleOf, paragraphTexts, type Random, seeded, stateOf } from './texts.ts';

/** BENCH_UPDATES sets another number. */
const updates = Number(process.env.BENCH_UPDATES ?? 2000);
const editsEach = 50;
const writers = 10;
/** How many updates may wait for their acknowledgement. */
const atOnce = 20;
const openings = 7;
/** Of ten edits so many take letters out. */
const deletions = 2;

interface Traced {
  name: string;
  server: MeasuredServer;
  /** Opens the article as another person each time. */
  open(): Promise<Client>;
  stop(): Promise<void>;
}

export async function benchTrace(): Promise<Measured> {
  const results: { name: string; fed: Fed; opened: number[] }[] = [];
  for (const start of [galleyTraced, hocuspocusTraced]) {
    const traced = await start();
    try {
      const fed = await feed(traced);
      results.push({ name: traced.name, fed, opened: await openAgain(traced, fed.text) });
    } finally {
      await traced.stop();
    }
  }
  const [galley, ...others] = results;
  if (!galley) throw new Error('Nothing was measured.');
  if (others.some(({ fed }) => fed.text !== galley.fed.text))
    throw new Error('The servers have different texts.');
  const figure = (what: string, of: (fed: Fed) => number): Figure => ({
    ...{ what, unit: 'ms', value: of(galley.fed) },
    beside: others.map(({ name, fed }) => ({ name, value: of(fed) })),
  });
  return {
    title: `A long-lived article: ${(updates * editsEach).toLocaleString('en')} edits of ${writers} people in ${updates.toLocaleString('en')} updates`,
    figures: [
      figure('until all are acknowledged', ({ took }) => took),
      figure('the server’s CPU for them', ({ cpu }) => cpu / 1000),
      {
        ...{ what: 'until one who opens it has all of it, p50', unit: 'ms', ...medianOf(galley.opened) },
        beside: others.map(({ name, opened }) => ({ name, ...medianOf(opened) })),
      },
    ],
  };
}

async function galleyTraced(): Promise<Traced> {
  const galley = await startGalley();
  const article = await galley.newArticle(articleOf(300));
  const open = () => openGalley({ ...galley, cookie: galley.newPerson('editor') }, article);
  return { name: 'Galley', server: galley.server, open, stop: () => galley.stop() };
}

async function hocuspocusTraced(): Promise<Traced> {
  const plain = await startHocuspocus({ article: stateOf(articleOf(300)) });
  const open = () => openProvider(plain.url, 'article');
  return { name: hocuspocusName, server: plain.server, open, stop: plain.stop };
}

interface Fed {
  /** Until the last update was acknowledged, in ms. */
  took: number;
  /** In microseconds. */
  cpu: number;
  /** What stands there in the end. */
  text: string;
}

async function feed({ server, open }: Traced): Promise<Fed> {
  const random = seeded(updates);
  const [start, cpuBefore] = [performance.now(), await server.cpu()];
  let text = '';
  for (let writer = 0; writer < writers; writer += 1) {
    const client = await open();
    await written(client, Math.ceil(updates / writers), random);
    text = textOf(client);
    client.close();
  }
  return { took: performance.now() - start, cpu: (await server.cpu()) - cpuBefore, text };
}

/** One person's updates, of which few are on their way at once. */
async function written({ doc, onAcknowledged }: Client, count: number, random: Random): Promise<void> {
  if (!onAcknowledged) throw new Error('This server acknowledges nothing.');
  let waiting = 0;
  let moved = Promise.withResolvers<void>();
  const end = onAcknowledged(() => {
    waiting -= 1;
    moved.resolve();
  });
  const until = async (most: number) => {
    while (waiting > most) {
      moved = Promise.withResolvers();
      await moved.promise;
    }
  };
  const texts = paragraphTexts(doc);
  for (let update = 0; update < count; update += 1) {
    waiting += 1;
    doc.transact(() => edit(texts, random));
    await until(atOnce);
  }
  await until(0);
  end();
}

/** Somebody goes somewhere and types there, and takes out now and then what stands before the caret. */
function edit(texts: readonly Y.XmlText[], random: Random): void {
  const text = texts[Math.floor(random() * texts.length)];
  if (!text) throw new Error('The article has no paragraph.');
  let caret = Math.floor(random() * (text.length + 1));
  for (let done = 0; done < editsEach; done += 1) {
    if (caret > 0 && random() * 10 < deletions) {
      caret -= 1;
      text.delete(caret, 1);
    } else {
      text.insert(caret, String.fromCharCode(97 + Math.floor(random() * 26)));
      caret += 1;
    }
  }
}

/** How long each of several who come one after the other waits, in ms. */
async function openAgain({ open }: Traced, text: string): Promise<number[]> {
  const times: number[] = [];
  for (let opening = 0; opening < openings; opening += 1) {
    const start = performance.now();
    const client = await open();
    times.push(performance.now() - start);
    if (textOf(client) !== text) throw new Error('Not all of the text has come.');
    client.close();
  }
  return times;
}

function textOf({ doc }: Client): string {
  return paragraphTexts(doc).map(String).join('\n');
}
