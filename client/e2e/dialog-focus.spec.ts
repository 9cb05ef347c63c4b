// Whoever closes a dialog goes on where they were: at the button, at the menu's button, or in the text.
import type { Locator, Page } from '@playwright/test';
import { chip, openPublishing, publishingPanel, textOf, write } from './article.ts';
import { expect, test } from './desk.ts';

const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name }).first();

/** Opens a dialog by keyboard from what has the focus, closes it, and sees where the focus is. */
async function comesBack(page: Page, opener: Locator, open: () => Promise<void>): Promise<void> {
  await opener.focus();
  await open();
  await expect(page.getByRole('dialog')).toBeVisible();
  // The dialog takes the focus a moment after it is there.
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.closest('[role=dialog]') !== null))
    .toBe(true);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(opener).toBeFocused();
}

const byEnter = async (page: Page): Promise<void> => page.keyboard.press('Enter');

async function byMenu(page: Page, item: string | RegExp): Promise<void> {
  await page.keyboard.press('Enter');
  const found = page.getByRole('menuitem', { name: item });
  await found.focus();
  await page.keyboard.press('Enter');
}

async function byPalette(page: Page, command: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill(command);
  await expect(page.getByRole('option', { selected: true })).toContainText(command);
  await page.keyboard.press('Enter');
}

test('from a dialog of the article one comes back to where one was', async ({ openAs, newArticle }) => {
  const page = await openAs('nora', `/desk/articles/${await newArticle()}`);
  await write(page, 'News', 'Words to come back to.');
  const text = textOf(page, 'News');
  const more = button(page, 'More');
  await comesBack(page, more, () => byMenu(page, 'Import'));
  await comesBack(page, more, () => byMenu(page, /^History/));
  await comesBack(page, button(page, 'Section menu: News'), () => byMenu(page, 'Rename'));
  await comesBack(page, chip(page, 'News'), () => byMenu(page, /^Assign/));
  await comesBack(page, button(page, 'Help'), () => byMenu(page, /^Keyboard/));
  await comesBack(page, button(page, 'Help'), () => byMenu(page, /^What the states/));
  await comesBack(page, text, () => page.keyboard.press('Control+k'));
  await comesBack(page, text, () => page.keyboard.press('Control+/'));
  await comesBack(page, text, () => byPalette(page, 'Keyboard shortcuts'));
  await page.keyboard.type(' And on.');
  await expect(text).toContainText('Words to come back to. And on.');
  await openPublishing(page);
  await comesBack(page, button(page, 'Preview'), () => byEnter(page));
  await comesBack(page, button(page, /^Share a link/), () => byEnter(page));
  // On a phone the panel would be a dialog of its own.
  await page.getByRole('button', { name: 'Publishing', exact: true }).click();
  await expect(publishingPanel(page)).toHaveCount(0);
  await page.setViewportSize({ width: 390, height: 844 });
  await comesBack(page, button(page, 'Menu'), () => byEnter(page));
});

test('from a dialog of the board and of the admin’s pages one comes back to its button', async ({
  openAs,
}) => {
  const page = await openAs('nora');
  await comesBack(page, button(page, 'New article'), () => byEnter(page));
  await comesBack(page, button(page, 'Import'), () => byEnter(page));
  await page.goto('/desk/people');
  await comesBack(page, button(page, /^Invite/), () => byEnter(page));
  await comesBack(page, button(page, 'More for Grace Okafor'), () => byMenu(page, /^Sign out everywhere/));
  await page.goto('/desk/webhooks');
  await comesBack(page, button(page, 'Add a webhook'), () => byEnter(page));
  await page.goto('/desk/pictures');
  await comesBack(
    page,
    page
      .getByRole('main')
      .getByRole('button')
      .filter({ has: page.locator('img') })
      .first(),
    () => byEnter(page),
  );
});
