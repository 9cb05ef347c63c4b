// The public site as readers meet it: at once readable, in the light and in the dark, on paper, with nothing from elsewhere
// and without a script.
import type { Page } from '@playwright/test';
import { expect, test } from './desk.ts';
import { expectAccessibleInBothThemes, expectNoSidewaysScroll } from './looks.ts';

const story = '/articles/the-tide-drives-the-ferry';
const pages = [
  '/',
  '/de',
  story,
  '/articles/winterspeicher-mit-sommerwaerme',
  '/tags/harbor',
  '/articles/nothing-there',
  '/en/search',
  '/en/search?q=harbor',
  '/de/search?q=nichtsda',
];

/** Whatever the browser complains of, such as something that the page's own policy forbids. */
function complaints(page: Page): string[] {
  const heard: string[] = [];
  page.on('console', (message) => {
    // A page that is not there is logged as well, and meant.
    if (message.type() === 'error' && !/status of 404/.test(message.text())) heard.push(message.text());
  });
  page.on('pageerror', (error) => heard.push(error.message));
  return heard;
}

test('the front page leads to an article, and the article to its sections and to others', async ({
  page,
  server,
}) => {
  const heard = complaints(page);
  await page.goto(server.url);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The Galley Post');
  await page.getByRole('link', { name: 'The tide now drives the ferry that crosses it' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'The tide now drives the ferry that crosses it',
  );
  await expect(page.getByRole('img', { name: /^Drawing of a ferry at sunrise/ })).toBeVisible();
  await page.getByRole('navigation', { name: 'Topics' }).getByRole('link', { name: 'Harbor' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Harbor');
  await expect(page.getByRole('main').getByRole('heading', { level: 2 })).toHaveCount(2);
  await page.goto(`${server.url}${story}#summary`);
  await expect(page.getByRole('heading', { name: 'Summary' })).toBeInViewport();
  await page.getByRole('complementary', { name: 'More stories' }).getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(/ferry/);
  await page.getByRole('link', { name: 'The Galley Post' }).click();
  await page.getByRole('link', { name: 'Auf Deutsch' }).first().click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  expect(heard).toEqual([]);
});

test('it is all there without scripts, and by keyboard', async ({ browser, server }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: server.url });
  const page = await context.newPage();
  await page.goto(story);
  await expect(page.getByRole('heading', { name: 'Two turbines and a very long cable' })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await context.close();
});

test('it is searched from every page, by keyboard and without scripts', async ({ browser, server }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: server.url });
  const page = await context.newPage();
  const heard = complaints(page);
  await page.goto(story);
  await page.getByRole('search').getByLabel('Search').fill('bells');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/en/search?q=bells');
  await expect(page.getByRole('status')).toHaveText(/article/);
  await expect(page.getByRole('main').locator('mark').first()).toHaveText(/bell/i);
  // What was typed stands there to be changed.
  await page.getByRole('search').getByLabel('Search').fill('belsl');
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(page.getByText('Nothing was found')).toBeVisible();
  await page.getByText('Did you mean').getByRole('link').click();
  await page.getByRole('main').getByRole('heading', { level: 2 }).first().getByRole('link').click();
  await expect(page).toHaveURL(/articles/);
  expect(heard).toEqual([]);
  await context.close();
});

test('it has no serious finding of axe and fits a phone, in the light and in the dark', async ({
  browser,
  server,
}) => {
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    const context = await browser.newContext({ baseURL: server.url, viewport });
    const page = await context.newPage();
    for (const path of pages) {
      await page.goto(path);
      await expectAccessibleInBothThemes(page);
      await expectNoSidewaysScroll(page);
    }
    await context.close();
  }
});

test('long German words are hyphenated, code and names are not', async ({ page, server }) => {
  const hyphens = (path: string) =>
    page.goto(server.url + path).then(() =>
      page.evaluate(() => {
        const text = document.querySelector('.section p');
        text?.append(document.createElement('code'));
        const of = (selector: string) => {
          const found = document.querySelector(selector);
          return found && getComputedStyle(found).hyphens;
        };
        return ['h1', '.section p', '.section code', '.byline'].map(of);
      }),
    );
  expect(await hyphens('/articles/winterspeicher-mit-sommerwaerme')).toEqual([
    'auto',
    'auto',
    'manual',
    'manual',
  ]);
  expect(await hyphens(story)).toEqual(['manual', 'manual', 'manual', 'manual']);
});

test('on paper it is black on white, without what only a screen can use', async ({ page, server }) => {
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await page.goto(server.url + story);
  const paper = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  expect(paper).toBe('rgb(255, 255, 255)');
  await expect(page.getByRole('complementary', { name: 'More stories' })).toBeHidden();
  await expect(page.getByRole('contentinfo')).toBeHidden();
  await expect(page.getByRole('search')).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Summary' })).toBeVisible();
});

test('nothing is asked of another host before the reader asks for it', async ({
  openAs,
  browser,
  server,
}) => {
  const nora = await openAs('nora');
  const headers = { origin: server.url };
  const embed = {
    type: 'embed',
    attrs: { id: 'embed1', url: 'https://www.youtube.com/watch?v=dQw4w9WgXcQ' },
  };
  const content = {
    headline: 'Seen from the pier',
    dek: '',
    lead: { media: '', alt: '', caption: '', credit: '' },
    sections: [{ id: 'text0000', kind: 'text', title: '', blocks: [embed] }],
  };
  const made = await nora.request.post('/api/articles', {
    headers,
    data: { template: 'blank', language: 'en', content },
  });
  const { id } = (await made.json()) as { id: string };
  await nora.request.patch(`/api/articles/${id}`, { headers, data: { slug: 'seen-from-the-pier' } });
  const { hash } = (await (await nora.request.get(`/api/articles/${id}/publication`)).json()) as {
    hash: string;
  };
  const published = await nora.request.post(`/api/articles/${id}/publish`, {
    headers,
    data: { hash, after: 0 },
  });
  expect(published.status()).toBe(201);

  const context = await browser.newContext({ baseURL: server.url });
  const elsewhere: string[] = [];
  await context.route(
    (url) => url.origin !== server.url,
    async (route) => {
      elsewhere.push(new URL(route.request().url()).origin);
      await route.fulfill({ contentType: 'text/html', body: '<p>The video</p>' });
    },
  );
  const page = await context.newPage();
  const heard = complaints(page);
  await page.goto('/articles/seen-from-the-pier');
  const frame = page.frameLocator('iframe');
  await expect(frame.getByText('Nothing is loaded from YouTube until you ask for it.')).toBeVisible();
  expect(elsewhere).toEqual([]);
  await frame.getByRole('link', { name: 'Show content from YouTube' }).click();
  await expect(frame.getByText('The video')).toBeVisible();
  expect(elsewhere).toEqual(['https://www.youtube-nocookie.com']);
  expect(heard).toEqual([]);
  await context.close();
});

test('the feed is well-formed Atom', async ({ page, server }) => {
  const source = await (await page.request.get(`${server.url}/feed.xml`)).text();
  const feed = await page.evaluate((text) => {
    const xml = new DOMParser().parseFromString(text, 'application/xml');
    const atom = 'http://www.w3.org/2005/Atom';
    const has = (parent: Element, name: string) => parent.getElementsByTagNameNS(atom, name).length > 0;
    const entries = [...xml.getElementsByTagNameNS(atom, 'entry')];
    const needed = ['id', 'title', 'updated', 'link'];
    return {
      broken: xml.querySelector('parsererror')?.textContent ?? null,
      root: xml.documentElement.localName,
      entries: entries.length,
      lacking: entries.filter((entry) => !needed.every((name) => has(entry, name))).length,
    };
  }, source);
  expect(feed).toMatchObject({ broken: null, root: 'feed', lacking: 0 });
  expect(feed.entries).toBeGreaterThanOrEqual(6);
});
