// How the times grow: with the number of articles that a few people each have open, and with the number of people in one article.
import type { Measured, Plot } from './figures.ts';
import { besideAll, type Scene } from './peers.ts';
import { articleOf } from './texts.ts';
import { limitOfClients, type Pace, type Samples, typeInTurns, typingFigures } from './typing.ts';

interface Growth {
  name: string;
  title: string;
  /** What is counted, as a plot's axis and a figure say it. */
  counted: string;
  sizes: readonly number[];
  scene(size: number): Scene;
  typing: Pace;
}

const growths: readonly Growth[] = [
  {
    name: 'articles',
    title: '3 writers in each article, 2 keys a second',
    counted: 'articles',
    sizes: [25, 50, 100, 200, 400],
    scene: (articles) => ({ content: articleOf(300), articles, writers: 3, readers: 0 }),
    typing: { everyMs: 500, keystrokes: 10 },
  },
  {
    name: 'writers',
    title: 'Writers in one article, 5 keys a second',
    counted: 'writers',
    sizes: [2, 5, 10, 20, 40],
    scene: (writers) => ({ content: articleOf(3000), articles: 1, writers, readers: 0 }),
    typing: { everyMs: 200, keystrokes: 20 },
  },
];

const rounds = 3;

export async function benchGrowth(): Promise<Measured> {
  const figures: Measured['figures'] = [];
  const plots: Plot[] = [];
  const all: Samples[] = [];
  for (const { name, title, counted, sizes, scene, typing } of growths) {
    const latency: Plot = {
      ...{ name: `growth-${name}-latency`, title, x: counted, y: 'ms until another has a key, p95' },
      points: [],
    };
    const cpu: Plot = {
      ...{ name: `growth-${name}-cpu`, title, x: counted, y: 'µs of CPU a delivered update' },
      points: [],
    };
    for (const size of sizes) {
      await besideAll(scene(size), async (subjects) => {
        const warmingUp = { ...typing, keystrokes: 6 };
        const samples = await typeInTurns(subjects, { warmingUp, typing, rounds });
        const measured = typingFigures(samples, 0.95, `${size} ${counted}: `);
        figures.push(...measured);
        all.push(...samples);
        for (const { what, value, beside } of measured) {
          const plot = what.includes('CPU') ? cpu : what.includes('another has') ? latency : null;
          if (!plot || what.endsWith('p50')) continue;
          for (const one of [{ name: 'Galley', value }, ...beside])
            plot.points.push({ series: one.name, x: size, y: one.value });
        }
      });
    }
    plots.push(latency, cpu);
  }
  const leftOut = limitOfClients(all);
  return {
    title: 'Growth: more articles, and more people in one',
    figures,
    plots,
    ...(leftOut === undefined ? {} : { leftOut }),
  };
}
