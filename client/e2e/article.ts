// What tests do in an open article, in the words that a person sees.
import type { Locator, Page } from '@playwright/test';

/** The text of a section, or of the headline or the dek, by its label. */
export const textOf = (page: Page, label: string): Locator =>
  page.getByRole('textbox', { name: label, exact: true });

/** What the header says of saving and of the line. */
export const statusOf = (page: Page): Locator => page.getByRole('banner').getByRole('status');

/** Clicks into a text and types. */
export async function write(page: Page, label: string, words: string): Promise<void> {
  await textOf(page, label).click();
  await page.keyboard.press('End');
  await page.keyboard.type(words);
}
