// Ten people who type into one article, as fast as anybody types for long.
import type { Measured } from './figures.ts';
import { besideAll } from './peers.ts';
import { articleOf } from './texts.ts';
import { limitOfClients, type Pace, typeInTurns, typingFigures } from './typing.ts';

const writers = 10;

const typing: Pace = { everyMs: 100, keystrokes: 40 };

/** What comes before the measuring: servers that have run for a while are compared, not how soon they are warm. */
const warmingUp: Pace = { everyMs: 20, keystrokes: 200 };

export async function benchWriters(): Promise<Measured> {
  const content = articleOf(1000);
  return await besideAll({ content, articles: 1, writers, readers: 0 }, async (subjects) => {
    const samples = await typeInTurns(subjects, { warmingUp, typing, rounds: 4 });
    const leftOut = limitOfClients(samples);
    return {
      title: `${writers} writers in one article of 1,000 words`,
      figures: typingFigures(samples, 0.99),
      ...(leftOut === undefined ? {} : { leftOut }),
    };
  });
}
