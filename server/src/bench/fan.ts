// One article that everybody looks at: each keystroke has to go out to a hundred.
import type { Measured } from './figures.ts';
import { besideAll } from './peers.ts';
import { articleOf } from './texts.ts';
import { limitOfClients, type Pace, typeInTurns, typingFigures } from './typing.ts';

const writers = 25;
const readers = 75;

const typing: Pace = { everyMs: 200, keystrokes: 25 };
const warmingUp: Pace = { everyMs: 200, keystrokes: 15 };

export async function benchFan(): Promise<Measured> {
  const content = articleOf(2000);
  return await besideAll({ content, articles: 1, writers, readers }, async (subjects) => {
    const samples = await typeInTurns(subjects, { warmingUp, typing, rounds: 3 });
    const leftOut = limitOfClients(samples);
    return {
      title: `${writers} writers and ${readers} readers in one article of 2,000 words, 5 keys a second`,
      figures: typingFigures(samples, 0.95),
      ...(leftOut === undefined ? {} : { leftOut }),
    };
  });
}
