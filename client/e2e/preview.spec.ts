// The preview beside the article, at every width and in both schemes, and the links by which people outside see it.
import { article, p, section } from '@galley/shared/article/testing.ts';
import type { Page } from '@playwright/test';
import { openPublishing, publishingPanel as panel, statusOf, write } from './article.ts';
import { expect, test } from './desk.ts';
import { expectAccessibleInBothThemes } from './looks.ts';

async function unpublished(page: Page, headline: string): Promise<string> {
  const content = article(headline, section('text', p('The harbor opened at dawn.')));
  const made = await page.request.post('/api/articles', {
    headers: { origin: new URL(page.url()).origin },
    data: { template: 'blank', language: 'en', byline: 'Amira Haddad', content },
  });
  expect(made.status()).toBe(201);
  return ((await made.json()) as { id: string }).id;
}

test('the preview shows the page at each width, light and dark, and follows the text', async ({ openAs }) => {
  const amira = await openAs('amira', '/desk', { viewport: { width: 1440, height: 900 } });
  await amira.goto(`/desk/articles/${await unpublished(amira, 'Harbor opens')}`);
  await openPublishing(amira);
  await panel(amira).getByRole('button', { name: 'Preview', exact: true }).click();
  const dialog = amira.getByRole('dialog', { name: 'Preview: Harbor opens' });
  const frame = dialog.frameLocator('iframe[title="Preview"]');
  await expect(frame.getByRole('heading', { level: 1 })).toHaveText('Harbor opens');
  await expect(frame.locator('main')).toContainText('The harbor opened at dawn.');

  const inside = () => frame.locator('html').evaluate(() => innerWidth);
  await expect.poll(inside).toBe(1280);
  for (const [name, width] of [
    ['Tablet', 768],
    ['Phone', 390],
  ] as const) {
    await dialog.getByText(name).click();
    await expect.poll(inside).toBe(width);
  }
  const paper = () => frame.locator('html').evaluate((page) => getComputedStyle(page).backgroundColor);
  await dialog.getByText('Dark', { exact: true }).click();
  await expect.poll(paper).toBe('rgb(19, 20, 22)');
  await dialog.getByText('Light', { exact: true }).click();
  await expect.poll(paper).toBe('rgb(255, 255, 255)');

  // A link is read in a tab of its own.
  const tab = amira.waitForEvent('popup');
  await frame.getByRole('link', { name: 'The Galley Post' }).click();
  await expect((await tab).locator('main')).toBeVisible();
  await (await tab).close();
  await expect(frame.getByRole('heading', { level: 1 })).toHaveText('Harbor opens');

  // Somebody else writes on meanwhile.
  const jonas = await openAs('jonas', new URL(amira.url()).pathname);
  await write(jonas, 'Text', ' Then came fog.');
  await expect(statusOf(jonas)).toHaveText('Gesichert');
  await dialog.getByRole('button', { name: 'Show the current text' }).click();
  await expect(frame.locator('main')).toContainText('Then came fog.');
  await amira.keyboard.press('Escape');
  await expect(panel(amira).getByRole('button', { name: 'Preview', exact: true })).toBeFocused();
});

test('an editor gives a link to somebody outside and ends it', async ({ openAs, browser, server }) => {
  const amira = await openAs('amira');
  const id = await unpublished(amira, 'For the lawyer');
  await amira.goto(`/desk/articles/${id}`);
  await openPublishing(amira);
  await panel(amira).getByRole('button', { name: 'Share a link …' }).click();
  const dialog = amira.getByRole('dialog', { name: 'Share a preview link' });
  await dialog.getByLabel('For whom').fill('Dr. Weber');
  await dialog.getByLabel('30 days').check();
  await dialog.getByRole('button', { name: 'Create link' }).click();
  const address = await dialog.getByLabel('Preview link').inputValue();
  expect(address).toMatch(new RegExp(`^${server.url}/preview/`));
  await expectAccessibleInBothThemes(amira, { within: ['[role=dialog]'] });
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(panel(amira).getByRole('listitem').filter({ hasText: 'For Dr. Weber' })).toContainText(
    'not opened yet',
  );

  const outside = await (await browser.newContext()).newPage();
  await outside.goto(address);
  await expect(outside.getByRole('heading', { level: 1 })).toHaveText('For the lawyer');
  await expect(outside.getByRole('complementary').first()).toContainText('This text is not public.');
  await expectAccessibleInBothThemes(outside);

  // A reviewer sees that there is one, and cannot end it.
  const tomas = await openAs('tomas', `/desk/articles/${id}`);
  await openPublishing(tomas);
  await expect(panel(tomas)).toContainText('For Dr. Weber');
  await expect(panel(tomas).getByRole('button', { name: /End the link/ })).toHaveCount(0);

  await panel(amira).getByRole('button', { name: 'End the link: For Dr. Weber' }).click();
  await amira.getByRole('dialog').getByRole('button', { name: 'End', exact: true }).click();
  await expect(panel(amira)).not.toContainText('Dr. Weber');
  await expect(panel(tomas)).not.toContainText('Dr. Weber');
  await outside.reload();
  await expect(outside.getByRole('heading', { level: 1 })).toHaveText('There is no preview here');
  await outside.context().close();
});
