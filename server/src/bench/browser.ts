// The browser in which the client is measured, where one is installed.
import { existsSync } from 'node:fs';
import type { ArticleId } from '@galley/shared/ids.ts';
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import type { Galley } from './galley.ts';
import { firstWords } from './texts.ts';

/** What a part says that could not measure in a browser. */
export const noBrowser = 'the browser, for no Chromium was found; CHROMIUM_PATH may name one';

/** A headless Chromium; null where none is installed. */
export async function installedBrowser(): Promise<Browser | null> {
  const paths = [process.env.CHROMIUM_PATH, chromium.executablePath()];
  const executablePath = paths.find((path) => path && existsSync(path));
  if (executablePath === undefined) return null;
  return await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
}

/** Windows in which this Galley's person is signed in. */
export async function signedIn(browser: Browser, galley: Galley): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: galley.url,
    locale: 'en-US',
    viewport: { width: 1440, height: 900 },
  });
  const [name = '', value = ''] = galley.cookie.split(/=(.*)/s);
  await context.addCookies([{ name, value, url: galley.url }]);
  return context;
}

/** Goes to an article of `articleOf`; gives how many ms it took until its text could be read and written. */
export async function timeToOpen(page: Page, article: ArticleId): Promise<number> {
  await page.goto('/desk/profile');
  const start = performance.now();
  await page.goto(`/desk/articles/${article}`, { waitUntil: 'commit' });
  await page.locator('[contenteditable=true]', { hasText: firstWords }).waitFor();
  return performance.now() - start;
}
