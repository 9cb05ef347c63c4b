// How long until a long article is open: over the socket, straight from the database, and in a browser.
import type { ArticleId } from '@galley/shared/ids.ts';
import type { Browser } from '@playwright/test';
import { installedBrowser, noBrowser, signedIn, timeToOpen } from './browser.ts';
import { openGalley, openProvider } from './clients.ts';
import { type Figure, type Measured, percentile } from './figures.ts';
import { type Galley, startGalley } from './galley.ts';
import { hocuspocusName, startHocuspocus } from './hocuspocus.ts';
import { articleOf, stateOf } from './texts.ts';

/** Each opens an article that nobody has open, another one each time. */
const overSocket = 20;
const inBrowser = 7;
const words = { long: 10_000, short: 20 };

/** Measures both; the browser is left out where none is installed. */
export async function benchOpening(): Promise<Measured> {
  const galley = await startGalley();
  try {
    const figures = await socketFigures(galley);
    const browser = await installedBrowser();
    try {
      if (browser) figures.push(...(await browserFigures(galley, browser)));
    } finally {
      await browser?.close();
    }
    return {
      title: 'Opening an article of 10,000 words',
      figures,
      ...(browser ? {} : { leftOut: noBrowser }),
    };
  } finally {
    await galley.stop();
  }
}

/** From the first packet until the client has the whole document. */
async function socketFigures(galley: Galley): Promise<Figure[]> {
  const long = await articles(galley, words.long, overSocket);
  const short = await articles(galley, words.short, overSocket);
  const state = stateOf(articleOf(words.long));
  const plain = await startHocuspocus(Object.fromEntries(long.map((article) => [article, state])));
  try {
    const samples = { long: [] as number[], short: [] as number[], plain: [] as number[] };
    for (const [index, article] of long.entries()) {
      samples.long.push(await timed(() => openGalley(galley, article)));
      samples.plain.push(await timed(() => openProvider(plain.url, article)));
      const other = short[index];
      if (other) samples.short.push(await timed(() => openGalley(galley, other)));
    }
    return [
      {
        what: 'over the socket, p50',
        unit: 'ms',
        value: percentile(samples.long, 0.5),
        beside: [
          { name: hocuspocusName, value: percentile(samples.plain, 0.5) },
          { name: 'a short article', value: percentile(samples.short, 0.5) },
        ],
      },
    ];
  } finally {
    await plain.stop();
  }
}

async function timed(open: () => Promise<{ close(): void }>): Promise<number> {
  const start = performance.now();
  const client = await open();
  const took = performance.now() - start;
  client.close();
  return took;
}

/** From the click on a link until the text can be read and written, the page's scripts being in the browser's cache. */
async function browserFigures(galley: Galley, browser: Browser): Promise<Figure[]> {
  const long = await articles(galley, words.long, inBrowser);
  const short = await articles(galley, words.short, inBrowser);
  const context = await signedIn(browser, galley);
  const open = async (article: ArticleId) => {
    const page = await context.newPage();
    const took = await timeToOpen(page, article);
    await page.close();
    return took;
  };
  const samples = { long: [] as number[], short: [] as number[] };
  for (let round = 0; round < inBrowser; round += 1) {
    for (const [length, those] of [
      ['short', short],
      ['long', long],
    ] as const) {
      const article = those[round];
      if (!article) continue;
      const took = await open(article);
      // The first one fills the cache.
      if (round > 0) samples[length].push(took);
    }
  }
  await context.close();
  return [
    {
      what: 'in a browser until its text can be edited, p50',
      unit: 'ms',
      value: percentile(samples.long, 0.5),
      beside: [{ name: 'a short article', value: percentile(samples.short, 0.5) }],
    },
  ];
}

async function articles(galley: Galley, length: number, count: number): Promise<ArticleId[]> {
  const made: ArticleId[] = [];
  for (let index = 0; index < count; index += 1) made.push(await galley.newArticle(articleOf(length)));
  return made;
}
