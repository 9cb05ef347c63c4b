// Everyday acts in an article leave nothing in the browser's console: a warning there is a fault that nobody has seen yet.
import type { Page } from '@playwright/test';
import { inserted, saved, statusOf, suggest, textOf, write } from './article.ts';
import { expect, test } from './desk.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** All that the page complains of from now on. */
function complaints(page: Page): string[] {
  const found: string[] = [];
  page.setDefaultTimeout(20_000);
  page.on('console', (message) => {
    if (message.type() === 'warning' || message.type() === 'error') found.push(message.text());
  });
  page.on('pageerror', (error) => found.push(error.message));
  return found;
}

test('opening, tables, pictures, undo and a colleague beside leave no warning', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const path = `/desk/articles/${id}`;
  const page = await openAs('amira', '/desk');
  const found = complaints(page);
  await page.goto(path);
  await write(page, 'News', 'Ships. ');
  await page.keyboard.press('Enter');

  await test.step('a table', async () => {
    await page.keyboard.type('/table');
    await expect(page.getByRole('option', { name: 'Table' })).toBeVisible();
    await page.keyboard.press('Enter');
    await page.keyboard.type('Ship');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Tons');
    await expect(textOf(page, 'News').locator('th')).toContainText(['Ship', 'Tons']);
  });

  await test.step('a picture', async () => {
    await textOf(page, 'News').getByText('Ships.').click();
    await page.keyboard.press('End');
    const chosen = page.waitForEvent('filechooser', { timeout: 20_000 });
    await page.getByRole('button', { name: 'Insert' }).click();
    await page.getByRole('menuitem', { name: 'Image' }).click();
    await (await chosen).setFiles({ name: 'ship.png', mimeType: 'image/png', buffer: png });
    await expect(textOf(page, 'News').locator('figure img')).toBeVisible();
  });

  await test.step('undo and redo', async () => {
    await page.keyboard.press('Escape');
    await textOf(page, 'News').locator('th').first().click();
    for (let index = 0; index < 6; index += 1) await page.keyboard.press('Control+z');
    for (let index = 0; index < 3; index += 1) await page.keyboard.press('Control+Shift+z');
    await saved(page);
  });

  await test.step('a colleague opens it and writes', async () => {
    const colleague = await openAs('jonas', '/desk');
    const theirs = complaints(colleague);
    await colleague.goto(path);
    await write(colleague, 'Introduction', 'A colleague writes.');
    await expect(textOf(page, 'Introduction')).toContainText('A colleague writes.');
    await expect(statusOf(colleague)).toHaveAttribute('data-state', 'saved');
    expect(theirs).toEqual([]);
  });

  await test.step('a reviewer opens it and suggests', async () => {
    const reviewer = await openAs('tomas', '/desk');
    const theirs = complaints(reviewer);
    await reviewer.goto(path);
    await expect(textOf(reviewer, 'Introduction')).toContainText('A colleague writes.');
    await suggest(reviewer);
    await write(reviewer, 'Introduction', ' Suggested.');
    await expect(inserted(page)).toContainText(['Suggested.']);
    expect(theirs).toEqual([]);
  });

  await page.reload();
  await expect(textOf(page, 'Introduction')).toContainText('A colleague writes.');
  expect(found).toEqual([]);
});
