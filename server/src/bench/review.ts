// What many comments and suggestions cost: a long article that has hundreds of them, beside the same article without any.
import type { PutSuggestion } from '@galley/shared/api/suggestions.ts';
import type { newThreadSchema } from '@galley/shared/api/threads.ts';
import type { ArticleContent, SectionContent } from '@galley/shared/article/content.ts';
import { plainText } from '@galley/shared/article/plain-text.ts';
import { type ArticleId, newId, type SectionId } from '@galley/shared/ids.ts';
import { contextLength } from '@galley/shared/review/quote.ts';
import { quoteAt } from '@galley/shared/review/quotes.ts';
import type { Browser, BrowserContext, CDPSession, Page } from '@playwright/test';
import type { z } from 'zod';
import { installedBrowser, noBrowser, signedIn, timeToOpen } from './browser.ts';
import { openGalley } from './clients.ts';
import { type Figure, type Measured, percentile } from './figures.ts';
import { type Galley, startGalley } from './galley.ts';
import { articleOf, paragraphTexts } from './texts.ts';

const words = 10_000;
const threads = 200;
const suggestions = 200;
const rounds = { server: 30, browser: 3 };
const keys = 60;

/** How long the page is left alone after something was done, in ms: what it does once typing pauses belongs to the typing. */
const settleMs = 800;

/** An article under measurement. */
interface Subject {
  article: ArticleId;
  /** Its longest section, in which all that is measured happens. */
  news: SectionId;
  /** How many cards stand beside its text. */
  cards: number;
}

/** Asks both articles the same, in turns; the browser is left out where none is installed. */
export async function benchReview(): Promise<Measured> {
  const galley = await startGalley();
  try {
    const reviewed = await subject(galley, review);
    const plain = await subject(galley, async () => 0);
    const subjects = { reviewed, plain };
    const figures = await serverFigures(galley, subjects);
    const browser = await installedBrowser();
    try {
      if (browser) figures.push(...(await browserFigures(galley, browser, subjects)));
    } finally {
      await browser?.close();
    }
    return {
      title: `An article of 10,000 words with ${threads} threads and ${suggestions} suggestions`,
      figures,
      ...(browser ? {} : { leftOut: noBrowser }),
    };
  } finally {
    await galley.stop();
  }
}

interface Subjects {
  reviewed: Subject;
  plain: Subject;
}

/** A new article, something that was written into it, and its review. */
async function subject(
  galley: Galley,
  reviewOf: (galley: Galley, article: ArticleId, news: SectionContent) => Promise<number>,
): Promise<Subject> {
  const article = await galley.newArticle(articleOf(words));
  await write(galley, article);
  const now = await galley.ask('GET', `/api/articles/${article}/moments/now`);
  const { content } = now as { content: ArticleContent };
  const news = content.sections.find(({ kind }) => kind === 'news');
  if (!news) throw new Error('The article has no news.');
  return { article, news: news.id, cards: await reviewOf(galley, article, news) };
}

/** Some letters in every fifth paragraph, so that the beginning and now differ. */
async function write(galley: Galley, article: ArticleId): Promise<void> {
  const client = await openGalley(galley, article);
  const texts = paragraphTexts(client.doc).filter((_, index) => index % 5 === 0);
  const acknowledged = Promise.withResolvers<void>();
  let left = texts.length;
  client.onAcknowledged?.(() => {
    left -= 1;
    if (left === 0) acknowledged.resolve();
  });
  for (const text of texts) text.insert(text.length, ' and more of it');
  await acknowledged.promise;
  client.close();
}

/** Comments and suggests all over a section, but for its first paragraph; gives how many cards that makes. */
async function review(galley: Galley, article: ArticleId, news: SectionContent): Promise<number> {
  const lines = news.blocks.map((block) => plainText([block]));
  const text = lines.join('\n');
  const starts = lines.map((_, index) =>
    lines.slice(0, index).reduce((sum, line) => sum + line.length + 1, 0),
  );
  const places = news.blocks.flatMap(({ type, attrs }, index) =>
    type === 'paragraph'
      ? [{ block: String(attrs?.id), line: lines[index] ?? '', start: starts[index] ?? 0 }]
      : [],
  );
  places.shift();
  for (let made = 0; made < Math.max(threads, suggestions); made += 1) {
    const place = places[made % places.length];
    if (!place) throw new Error('The section has too few paragraphs.');
    // Where a paragraph has more than one, each has words of its own.
    const round = Math.floor(made / places.length);
    if (made < threads) {
      const { from, to } = wordsOf(place.line, 4 + 10 * round, 3);
      const quote = quoteAt(text, place.start + from, place.start + to);
      const thread: z.input<typeof newThreadSchema> = {
        id: newId(),
        subject: { type: 'text', section: news.id, quote },
        comment: { id: newId(), body: 'Who says so? Please name the source and the day.' },
      };
      await galley.ask('POST', `/api/articles/${article}/threads`, thread);
    }
    if (made < suggestions) {
      const { line, block } = place;
      const { from, to } = wordsOf(line, 30 + 10 * round, 2);
      const input: PutSuggestion = {
        region: news.id,
        change: {
          type: 'text',
          block,
          prefix: line.slice(Math.max(0, from - contextLength), from),
          suffix: line.slice(to, to + contextLength),
          at: from,
          before: [{ type: 'text', text: line.slice(from, to) }],
          after: [{ type: 'text', text: 'better words' }],
        },
      };
      await galley.ask('PUT', `/api/articles/${article}/suggestions/${newId()}`, input);
    }
  }
  return threads + suggestions;
}

/** Where so many words of a line stand, from the word of this number on. */
function wordsOf(line: string, first: number, count: number): { from: number; to: number } {
  const all = line.split(' ');
  const from = all.slice(0, first).join(' ').length + 1;
  return { from, to: from + all.slice(first, first + count).join(' ').length };
}

/** The timeline, and what differs between the beginning and now. */
async function serverFigures(galley: Galley, subjects: Subjects): Promise<Figure[]> {
  const ask = ({ article }: Subject, path: string) =>
    timeOf(async () => {
      await galley.ask('GET', `/api/articles/${article}/${path}`);
    });
  const figures: Figure[] = [];
  for (const [what, path] of [
    ['the timeline, p50', 'history'],
    ['the beginning compared with now, p50', 'comparison?from=1&to=now'],
  ] as const) {
    const samples = { reviewed: [] as number[], plain: [] as number[] };
    for (let round = 0; round < rounds.server; round += 1) {
      const took = { reviewed: await ask(subjects.reviewed, path), plain: await ask(subjects.plain, path) };
      // The first ones only warm up.
      if (round < rounds.server / 4) continue;
      samples.reviewed.push(took.reviewed);
      samples.plain.push(took.plain);
    }
    figures.push(figure(what, percentile(samples.reviewed, 0.5), percentile(samples.plain, 0.5)));
  }
  return figures;
}

/** What one visit of an article gave, in ms. */
interface Visit {
  shown: number;
  workPerKey: number;
  /** The longest tasks of the page's thread; 0 where none took 50 ms, for shorter ones are not reported. */
  longestTyping: number;
  longestScrolling: number;
  timelineShown: number;
  comparisonShown: number;
  longestLookingBack: number;
}

async function browserFigures(galley: Galley, browser: Browser, subjects: Subjects): Promise<Figure[]> {
  const context = await signedIn(browser, galley);
  await context.addInitScript(`
    window.longTasks = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.longTasks.push(duration);
    }).observe({ type: 'longtask' });`);
  const visits = { reviewed: [] as Visit[], plain: [] as Visit[] };
  for (let round = 0; round < rounds.browser; round += 1) {
    const seen = {
      plain: await visit(context, subjects.plain),
      reviewed: await visit(context, subjects.reviewed),
    };
    // The first ones fill the cache.
    if (round === 0) continue;
    visits.plain.push(seen.plain);
    visits.reviewed.push(seen.reviewed);
  }
  await context.close();
  const median = (what: string, of: (visit: Visit) => number) =>
    figure(what, percentile(visits.reviewed.map(of), 0.5), percentile(visits.plain.map(of), 0.5));
  const longest = (what: string, of: (visit: Visit) => number) =>
    figure(what, Math.max(...visits.reviewed.map(of)), Math.max(...visits.plain.map(of)));
  return [
    median('in a browser until its text can be edited, p50', ({ shown }) => shown),
    median(`the browser’s work a key, of ${keys}, p50`, ({ workPerKey }) => workPerKey),
    longest('longest task while typing, of 50 ms and more', ({ longestTyping }) => longestTyping),
    longest('longest task while scrolling, of 50 ms and more', ({ longestScrolling }) => longestScrolling),
    median('in a browser until the timeline is shown, p50', ({ timelineShown }) => timelineShown),
    median('in a browser until what was changed is shown, p50', ({ comparisonShown }) => comparisonShown),
    longest(
      'longest task while both open and scroll, of 50 ms and more',
      ({ longestLookingBack }) => longestLookingBack,
    ),
  ];
}

/** Opens the article, types into its news, scrolls to its end, and looks back at what was changed in it. */
async function visit(context: BrowserContext, { article, news, cards }: Subject): Promise<Visit> {
  const page = await context.newPage();
  // A busy machine is no reason to give up.
  page.setDefaultTimeout(120_000);
  const devtools = await context.newCDPSession(page);
  await devtools.send('Performance.enable');
  const shown = await timeToOpen(page, article);
  if (cards > 0)
    await page
      .locator(':is([data-thread-card], [data-suggestion-card])')
      .nth(cards - 1)
      .waitFor({ state: 'attached' });
  const first = page.locator(`#section-${news} [contenteditable=true] > p`).first();
  await first.click({ position: { x: 4, y: 4 } });
  await page.keyboard.press('End');
  await longestTask(page);

  const before = await workOf(devtools);
  await page.keyboard.type('the ferry '.repeat(keys / 10), { delay: 50 });
  const longestTyping = await longestTask(page);
  const workPerKey = ((await workOf(devtools)) - before) / keys;

  await page.mouse.move(600, 500);
  await scrollTo(page, 'article section[id^=section-]');
  const longestScrolling = await longestTask(page);
  const lookingBack = await lookBack(page);
  await page.close();
  return { shown, workPerKey, longestTyping, longestScrolling, ...lookingBack };
}

/** Opens the timeline and in it the first session of work, and scrolls through what that changed. */
async function lookBack(page: Page) {
  await page.getByRole('banner').getByRole('button', { name: 'More', exact: true }).click();
  const open = page.getByRole('menuitem', { name: 'History and authors' });
  await open.waitFor();
  await longestTask(page);
  const history = page.getByRole('dialog', { name: 'History' });
  const first = history.locator('ol li > button:first-child').last();
  const timelineShown = await timeOf(async () => {
    await open.click();
    await first.waitFor();
  });
  const differences = history.getByRole('status');
  const comparisonShown = await timeOf(async () => {
    await first.click();
    await differences.waitFor();
  });
  await differences.hover();
  await scrollTo(page, '[role=dialog] section');
  return { timelineShown, comparisonShown, longestLookingBack: await longestTask(page) };
}

/** How long something took, in ms. */
async function timeOf(act: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await act();
  return performance.now() - start;
}

/** What the page's thread has worked so far, in ms. */
async function workOf(devtools: CDPSession): Promise<number> {
  const { metrics } = await devtools.send('Performance.getMetrics');
  return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
}

/** Waits until the page is idle; gives the longest task since the last time, 0 for none. */
async function longestTask(page: Page): Promise<number> {
  await page.waitForTimeout(settleMs);
  return await page.evaluate<number>('Math.max(0, ...window.longTasks.splice(0))');
}

/** Turns the wheel under the pointer until the last of these elements stands in the window. */
async function scrollTo(page: Page, elements: string): Promise<void> {
  const isThere = `new Promise((resolve) => requestAnimationFrame(() => {
    const last = [...document.querySelectorAll('${elements}')].at(-1);
    resolve(last !== undefined && last.getBoundingClientRect().top < innerHeight);
  }))`;
  while (!(await page.evaluate<boolean>(isThere))) await page.mouse.wheel(0, 400);
}

function figure(what: string, value: number, plain: number): Figure {
  return { what, unit: 'ms', value, beside: [{ name: 'without them', value: plain }] };
}
