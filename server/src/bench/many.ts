// A whole newsroom at once: many articles with a few writers each, who type slowly. What is done once for each article in
// each second shows here and nowhere else.
import type { Figure, Measured } from './figures.ts';
import { besideAll } from './peers.ts';
import { articleOf } from './texts.ts';
import { limitOfClients, type Pace, type Samples, typeInTurns, typingFigures } from './typing.ts';

/** How many articles; BENCH_ARTICLES sets others, to look for where it gets no further. */
const sizes = (process.env.BENCH_ARTICLES ?? '20,200').split(',').map(Number);
const writers = 3;

const typing: Pace = { everyMs: 500, keystrokes: 12 };
const warmingUp: Pace = { everyMs: 500, keystrokes: 8 };

export async function benchMany(): Promise<Measured> {
  const content = articleOf(300);
  const figures: Figure[] = [];
  const all: Samples[] = [];
  for (const articles of sizes) {
    await besideAll({ content, articles, writers, readers: 0 }, async (subjects) => {
      const samples = await typeInTurns(subjects, { warmingUp, typing, rounds: 3 });
      figures.push(...typingFigures(samples, 0.95, `${articles} articles: `));
      all.push(...samples);
    });
  }
  const leftOut = limitOfClients(all);
  return {
    title: `Many articles of 300 words with ${writers} writers each, 2 keys a second`,
    figures,
    ...(leftOut === undefined ? {} : { leftOut }),
  };
}
