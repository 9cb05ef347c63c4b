// Readers who do not read: what they make the server keep, and how long the others wait meanwhile.
import { type Measured, percentile } from './figures.ts';
import { besideAll } from './peers.ts';
import { articleOf, paragraphTexts } from './texts.ts';
import type { Subject } from './typing.ts';

const readers = 200;
/** More than the system keeps for a socket. */
const pieces = { count: 160, characters: 64 * 1024, everyMs: 50 };

export async function benchSlow(): Promise<Measured> {
  const scene = { content: articleOf(300), articles: 1, writers: 2, readers };
  return await besideAll(scene, async (subjects) => {
    const measured: (Pasted & { name: string })[] = [];
    for (const subject of subjects) measured.push({ name: subject.name, ...(await pasteOnAndOn(subject)) });
    const [galley, ...others] = measured;
    const figure = (what: string, unit: 'ms' | 'kB', of: (one: Pasted) => number) => ({
      what,
      unit,
      value: galley ? of(galley) : Number.NaN,
      beside: others.map((other) => ({ name: other.name, value: of(other) })),
    });
    return {
      title: `${readers} readers who stop reading, while somebody pastes 10 MB bit by bit`,
      figures: [
        figure('what the server grows by', 'kB', ({ grown }) => grown / 1024),
        figure('until another writer has a bit, p50', 'ms', ({ samples }) => percentile(samples, 0.5)),
        figure('until another writer has a bit, p95', 'ms', ({ samples }) => percentile(samples, 0.95)),
      ],
    };
  });
}

interface Pasted {
  /** By how many bytes the server grew. */
  grown: number;
  /** Milliseconds until the other writer had a bit. */
  samples: number[];
}

async function pasteOnAndOn({ server, articles }: Subject): Promise<Pasted> {
  const [article] = articles;
  const [from, to] = (article?.writers ?? []).map(({ doc }) => paragraphTexts(doc)[0]);
  if (!article || !from || !to) throw new Error('Nobody can write.');
  for (const reader of article.readers) reader.pause();
  const before = await server.memory();
  const samples: number[] = [];
  for (let piece = 0; piece < pieces.count; piece += 1) {
    const start = performance.now();
    const arrived = new Promise<void>((resolve) => {
      const onChange = () => {
        to.unobserve(onChange);
        resolve();
      };
      to.observe(onChange);
    });
    // The document is to stay small: what was pasted is replaced.
    from.doc?.transact(() => {
      if (piece > 0) from.delete(0, pieces.characters);
      from.insert(0, String.fromCharCode(97 + (piece % 26)).repeat(pieces.characters));
    });
    await arrived;
    samples.push(performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, pieces.everyMs));
  }
  return { grown: Math.max(0, (await server.memory()) - before), samples };
}
