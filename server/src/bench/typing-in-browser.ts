// What the article's page costs the person at it: until it can be written in, and from a key to its letter. Beside a bare
// Tiptap page with the same text, in turns, in one Chromium.
import type { Browser, CDPSession, Page } from '@playwright/test';
import { type BarePage, startBarePage } from './bare-page.ts';
import { installedBrowser, noBrowser, signedIn } from './browser.ts';
import { type Address, addressOf } from './clients.ts';
import { type Figure, type Measured, medianOf, percentile } from './figures.ts';
import { startGalley } from './galley.ts';
import { startHocuspocus } from './hocuspocus.ts';
import { articleInSections, firstWords, ownWords, plainStateOf } from './texts.ts';
import { invite, type Typists } from './typists.ts';

const words = 10_000;
const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
/** The measured person's own keys in one round. */
const keys = { count: 40, everyMs: 120 };
const others = { count: 10, everyMs: 200 };
/** How long a page goes on with its opening after it can be written in, as far as that is counted. */
const settlingMs = 2000;

/** One of the two pages. */
interface Subject {
  name: string;
  newPage(): Promise<Page>;
  url: string;
  /** Where somebody else opens the same document. */
  address(): Address;
  /** How many paragraphs stand before those of the article's sections. */
  before: number;
}

export async function benchBrowser(): Promise<Measured> {
  const title = `An article of ${words.toLocaleString('en')} words in the browser`;
  const browser = await installedBrowser();
  if (!browser) return { title, figures: [], leftOut: `everything: ${noBrowser}` };
  const stops: (() => unknown)[] = [() => browser.close()];
  try {
    const bare = await startBarePage();
    stops.unshift(bare.stop);
    const subjects = [await galleySubject(browser, bare, stops), await bareSubject(browser, bare, stops)];
    return { title, figures: await measured(subjects) };
  } finally {
    for (const stop of stops) await stop();
  }
}

async function galleySubject(browser: Browser, bare: BarePage, stops: (() => unknown)[]): Promise<Subject> {
  const galley = await startGalley();
  stops.unshift(() => galley.stop());
  const article = await galley.newArticle(articleInSections(words));
  const context = await signedIn(browser, galley);
  return {
    name: 'Galley',
    newPage: async () => watched(await context.newPage(), bare),
    url: `/desk/articles/${article}`,
    address: () => addressOf({ url: galley.url, cookie: galley.newPerson('editor') }, article),
    before: 0,
  };
}

async function bareSubject(browser: Browser, bare: BarePage, stops: (() => unknown)[]): Promise<Subject> {
  const document = 'article';
  const plain = await startHocuspocus({ [document]: plainStateOf(articleInSections(words)) });
  stops.unshift(plain.stop);
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1440, height: 900 } });
  return {
    name: 'bare Tiptap',
    newPage: async () => watched(await context.newPage(), bare),
    url: bare.urlFor(plain.url, document),
    address: () => ({ url: plain.url, document }),
    before: 1,
  };
}

async function watched(page: Page, { stopwatch }: BarePage): Promise<Page> {
  await page.addInitScript(`window.firstWords = ${JSON.stringify(firstWords)}`);
  await page.addInitScript({ path: stopwatch });
  return page;
}

async function measured(subjects: readonly Subject[]): Promise<Figure[]> {
  const opened = await inTurns(subjects, opening, rounds + 1);
  const desks: { name: string; page: Page; devtools: CDPSession; typists?: Typists }[] = [];
  for (const subject of subjects) {
    const page = await subject.newPage();
    await openIn(page, subject.url);
    await page.locator('[contenteditable=true] p', { hasText: ownWords }).click();
    await page.keyboard.press('End');
    desks.push({ name: subject.name, page, devtools: await devtoolsOf(page) });
  }
  const alone = await inTurns(desks, ({ page, devtools }) => typing(page, devtools), rounds + 1);
  for (const [index, subject] of subjects.entries()) {
    const addresses = Array.from({ length: others.count }, subject.address);
    // From the second section on, some to a section.
    const places = addresses.map((_, typist) => subject.before + 10 + typist * 15);
    Object.assign(desks[index] ?? {}, { typists: await invite(addresses, places, others.everyMs) });
  }
  try {
    const together = await inTurns(
      desks,
      async ({ page, devtools, typists }) => {
        typists?.say('type');
        const figures = await typing(page, devtools);
        typists?.say('pause');
        return figures;
      },
      rounds + 1,
    );
    return [
      ...figuresOf(opened, ''),
      ...figuresOf(alone, 'alone: '),
      ...figuresOf(together, `${others.count} others: `),
    ];
  } finally {
    for (const { typists } of desks) typists?.leave();
  }
}

/** What was measured in one round, by its name. */
type Round = Record<string, Pick<Figure, 'unit' | 'value'>>;

/** All that each subject gave in its rounds; the first round only warms up. */
async function inTurns<S extends { name: string }>(
  subjects: readonly S[],
  measure: (subject: S) => Promise<Round>,
  times: number,
): Promise<{ name: string; rounds: Round[] }[]> {
  const all = subjects.map((subject) => ({ subject, rounds: [] as Round[] }));
  for (let round = 0; round < times; round += 1)
    for (const { subject, rounds } of all) {
      const result = await measure(subject);
      if (round > 0) rounds.push(result);
    }
  return all.map(({ subject: { name }, rounds }) => ({ name, rounds }));
}

function figuresOf(all: readonly { name: string; rounds: Round[] }[], where: string): Figure[] {
  const [first, ...beside] = all;
  const named = Object.entries(first?.rounds[0] ?? {});
  return named.map(([what, { unit }]) => {
    const over = (results: readonly Round[]) => medianOf(results.map((round) => round[what]?.value ?? NaN));
    return {
      what: `${where}${what}`,
      unit,
      ...over(first?.rounds ?? []),
      beside: beside.map(({ name, rounds }) => ({ name, ...over(rounds) })),
    };
  });
}

/** A page that has been open in this browser before, opened once more. */
async function opening(subject: Subject): Promise<Round> {
  const page = await subject.newPage();
  const devtools = await devtoolsOf(page);
  const editable = await openIn(page, subject.url);
  await page.waitForTimeout(settlingMs);
  const { task } = await spent(devtools);
  await page.close();
  return {
    'until its text can be edited, warm': { unit: 'ms', value: editable },
    'what opening takes of the main thread': { unit: 'ms', value: task },
  };
}

/** Gives when the text could be edited, in ms since the page was asked for. */
async function openIn(page: Page, url: string): Promise<number> {
  await page.goto(url, { waitUntil: 'commit' });
  return await page.evaluate<number>('window.stopwatch.editable');
}

/** So many keys at a steady rate; a key that is late makes the next ones no later. */
async function typing(page: Page, devtools: CDPSession): Promise<Round> {
  await page.bringToFront();
  await page.evaluate(`window.stopwatch.nextKeys(${keys.count})`);
  const before = await spent(devtools);
  const start = performance.now();
  for (let key = 0; key < keys.count; key += 1) {
    const wait = start + key * keys.everyMs - performance.now();
    if (wait > 0) await page.waitForTimeout(wait);
    await page.keyboard.press(key % 6 === 5 ? 'Space' : 'e');
  }
  const { paints, longTasks } = await page.evaluate<{ paints: number[]; longTasks: number[] }>(
    'window.stopwatch.keys',
  );
  const after = await spent(devtools);
  const perKey = (what: 'script' | 'task') => (after[what] - before[what]) / keys.count;
  return {
    'key to paint, p50': { unit: 'ms', value: percentile(paints, 0.5) },
    'key to paint, p95': { unit: 'ms', value: percentile(paints, 0.95) },
    'script a key': { unit: 'ms', value: perKey('script') },
    'all of the main thread a key': { unit: 'ms', value: perKey('task') },
    'tasks over 50 ms in 100 keys': { unit: 'times', value: (longTasks.length * 100) / keys.count },
  };
}

async function devtoolsOf(page: Page): Promise<CDPSession> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  return devtools;
}

/** What the page has taken so far of its main thread, and its scripts of that, in ms. */
async function spent(devtools: CDPSession): Promise<{ script: number; task: number }> {
  const { metrics } = await devtools.send('Performance.getMetrics');
  const ms = (wanted: string) => (metrics.find(({ name }) => name === wanted)?.value ?? NaN) * 1000;
  return { script: ms('ScriptDuration'), task: ms('TaskDuration') };
}
