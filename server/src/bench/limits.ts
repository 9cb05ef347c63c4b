// A table of limits: what a colleague who writes in another article waits for an answer while somebody sends far too much.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Client, openGalley } from './clients.ts';
import { type Figure, type Measured, percentile } from './figures.ts';
import { floods, type Target } from './floods.ts';
import { startGalley } from './galley.ts';
import { articleOf, paragraphTexts } from './texts.ts';

const seconds = Number(process.env.BENCH_SECONDS ?? 10);
/** From one key of the witness to the next, in ms, or longer where the answer takes longer. */
const everyMs = 40;
/** How long a flood may take to end once it is stopped, in ms. */
const endingMs = 60_000;

export async function benchLimits(): Promise<Measured> {
  const galley = await startGalley();
  try {
    const content = articleOf(1000);
    const article = await galley.newArticle(content);
    const witness = await openGalley(
      { ...galley, cookie: galley.newPerson('editor') },
      await galley.newArticle(content),
    );
    const roles = ['editor', 'reviewer', 'viewer'] as const;
    await typed(witness, pause(2000));
    const figures: Figure[] = [];
    for (const name of Object.keys(floods)) {
      const atRest = await typed(witness, pause((seconds * 1000) / 2));
      const cookies = Object.fromEntries(roles.map((role) => [role, galley.newPerson(role)]));
      const target = { url: galley.url, article, cookies } as Target;
      const flood = sent(name, target);
      const meanwhile = await typed(witness, flood);
      const what = `${name} (${await flood})`;
      for (const share of [0.5, 0.99])
        figures.push({
          what: `${what}, p${share * 100}`,
          unit: 'ms',
          value: percentile(meanwhile, share),
          beside: [{ name: 'at rest', value: percentile(atRest, share) }],
        });
      console.log(`  ${what}: p99 ${percentile(meanwhile, 0.99).toFixed(0)} ms, ${meanwhile.length} keys`);
      // What is still in the server's queues belongs to this flood.
      await pause(3000);
    }
    witness.close();
    return { title: 'Until a key in another article is acknowledged, while somebody sends', figures };
  } finally {
    await galley.stop();
  }
}

/** Types until the work is done; gives how long each key took until it was acknowledged, in ms. */
async function typed({ doc, onAcknowledged }: Client, work: Promise<unknown>): Promise<number[]> {
  const text = paragraphTexts(doc)[0];
  if (!text || !onAcknowledged) throw new Error('The witness can’t type.');
  let isDone = false;
  const done = work.finally(() => {
    isDone = true;
  });
  const times: number[] = [];
  while (!isDone) {
    const start = performance.now();
    const acknowledged = new Promise<void>((resolve) => {
      const end = onAcknowledged(() => {
        end();
        resolve();
      });
    });
    text.insert(text.length, 'x');
    await acknowledged;
    const took = performance.now() - start;
    times.push(took);
    await pause(Math.max(0, everyMs - took));
  }
  await done;
  return times;
}

/** Lets a flood come for so many seconds; gives how much it was. */
async function sent(name: string, target: Target): Promise<string> {
  const child = fork(fileURLToPath(new URL('flood-process.ts', import.meta.url)), {
    env: { ...process.env, FLOOD: name, TARGET: JSON.stringify(target) },
  });
  const answered = once(child, 'message');
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The flood “${name}” ended with ${code}.`);
  });
  await Promise.race([pause(seconds * 1000), ended]);
  child.send('stop');
  // What the server never answers is not waited for.
  const late = setTimeout(() => child.kill(), endingMs);
  const [what] = await Promise.race([answered, ended]).finally(() => clearTimeout(late));
  return String(what);
}
