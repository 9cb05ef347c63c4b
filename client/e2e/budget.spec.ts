// What each page may load before it can be used: files, and kilobytes of script as they are sent with gzip. More than that
// needs a reason; see the groups in vite.config.ts.
import type { Page, Response } from '@playwright/test';
import { expect, test } from './desk.ts';

interface Loaded {
  scripts: number;
  kilobytes: number;
  /** Whether the editor's code is among them. */
  editor: boolean;
}

/** Counts the scripts that the page loads until this is done. */
async function loadedBy(page: Page, open: () => Promise<unknown>): Promise<Loaded> {
  const bodies: Promise<{ size: number; text: string }>[] = [];
  const onResponse = (response: Response) => {
    if (!response.url().includes('/desk/assets/') || !response.url().endsWith('.js')) return;
    bodies.push(
      Promise.all([response.request().sizes(), response.text()]).then(([sizes, text]) => {
        if (text.length > 2000)
          expect(response.headers()['content-encoding'], response.url()).toMatch(/^(gzip|br)$/);
        return { size: sizes.responseBodySize, text };
      }),
    );
  };
  page.on('response', onResponse);
  await open();
  // What comes later the page does not wait for.
  page.off('response', onResponse);
  const loaded = await Promise.all(bodies);
  return {
    scripts: loaded.length,
    kilobytes: Math.round(loaded.reduce((sum, { size }) => sum + size, 0) / 1000),
    editor: loaded.some(({ text }) => text.includes('ProseMirror-selectednode')),
  };
}

test('the sign-in page loads what it needs itself', async ({ server, browser }) => {
  const page = await browser.newPage({ baseURL: server.url, serviceWorkers: 'block' });
  const loaded = await loadedBy(page, async () => {
    await page.goto('/desk/sign-in');
    await expect(page.getByRole('textbox', { name: 'Email' })).toBeVisible();
  });
  expect(loaded.scripts).toBeLessThanOrEqual(8);
  expect(loaded.kilobytes).toBeLessThanOrEqual(230);
  expect(loaded.editor).toBe(false);
  await page.close();
});

test('the board and the pages of admins load no editor, and the article does in few files', async ({
  openAs,
  newArticle,
}) => {
  const first = await openAs('nora', '/desk/nowhere', { serviceWorkers: 'block' });
  const load = async (path: string, shown: string) => {
    const page = await first.context().newPage();
    const loaded = await loadedBy(page, async () => {
      await page.goto(path);
      await expect(page.locator(shown).first()).toBeVisible();
    });
    await page.close();
    return loaded;
  };
  for (const path of [
    '/desk',
    '/desk/people',
    '/desk/audit',
    '/desk/site',
    '/desk/webhooks',
    '/desk/pictures',
  ]) {
    const { scripts, kilobytes, editor } = await load(path, 'main :is(h1, h2)');
    expect(editor, path).toBe(false);
    expect(scripts, path).toBeLessThanOrEqual(14);
    expect(kilobytes, path).toBeLessThanOrEqual(420);
  }
  const id = await newArticle('nora');
  const article = await load(`/desk/articles/${id}`, '.ProseMirror[contenteditable=true]');
  expect(article.editor).toBe(true);
  expect(article.scripts).toBeLessThanOrEqual(14);
  expect(article.kilobytes).toBeLessThanOrEqual(780);
});
