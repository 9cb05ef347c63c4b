// Being told, as people set it up: what reaches the inbox and what comes by e-mail.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './desk.ts';

const row = (page: Page, what: string) => page.getByRole('row', { name: new RegExp(`^${what}`) });

test('a person chooses by keyboard what reaches the inbox, and finds it so again', async ({ openAs }) => {
  const page = await openAs('amira', '/desk/profile');
  const published = page.getByRole('checkbox', { name: 'An article of mine is published: in the inbox' });
  await expect(published).toBeChecked();
  await expect(page.getByText('E-mail is not set up on this desk.')).toBeVisible();
  await expect(row(page, 'An article of mine is published').getByRole('combobox')).toBeDisabled();
  await published.focus();
  await page.keyboard.press('Space');
  await expect(published).not.toBeChecked();
  const settings = page.getByRole('region', { name: 'Notifications' });
  await settings.getByRole('button', { name: 'Save' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Your settings are saved.')).toBeVisible();
  await page.reload();
  await expect(published).not.toBeChecked();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
});
