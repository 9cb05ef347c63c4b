// What tests do in an open article, in the words that a person sees.
import { expect, type Locator, type Page } from '@playwright/test';

/** The text of a section, or of the headline or the dek, by its label. */
export const textOf = (page: Page, label: string): Locator =>
  page.getByRole('textbox', { name: label, exact: true });

/** What the header says of saving and of the line. */
export const statusOf = (page: Page): Locator => page.getByRole('banner').getByRole('status');

/**
 * Takes an open article's page offline once all is saved. Until the page knows that it is offline, what is written may
 * still get through. `setOffline(false)` of its context brings it back.
 */
export async function goOffline(page: Page): Promise<void> {
  await expect(statusOf(page)).toHaveText(/^(Saved|Gesichert)$/);
  await page.context().setOffline(true);
  // The word is the same in English and German.
  await expect(statusOf(page)).toContainText('Offline');
}

/** Waits until the server has all that was written. */
export const saved = (page: Page): Promise<void> => expect(statusOf(page)).toHaveText('Saved');

/** An article's text as the server has it. */
export async function storedText(page: Page, id: string): Promise<string> {
  return await (await page.request.get(`/api/articles/${id}/export?format=text`)).text();
}

/** Clicks into a text and types. */
export async function write(page: Page, label: string, words: string): Promise<void> {
  await textOf(page, label).click();
  await page.keyboard.press('End');
  await page.keyboard.type(words);
}

/** Selects the first place where a word stands in a text, as people do. */
export async function selectWord(page: Page, label: string, word: string): Promise<void> {
  await textOf(page, label).getByText(word).first().waitFor();
  await expect(async () => {
    await doubleClick(page, label, word);
    expect(await page.evaluate(() => String(getSelection()).trim())).toBe(word);
  }).toPass();
}

/** Puts the caret behind a word that stands in a text. */
export async function caretBehind(page: Page, label: string, word: string): Promise<void> {
  await selectWord(page, label, word);
  await page.keyboard.press('ArrowRight');
}

async function doubleClick(page: Page, label: string, word: string): Promise<void> {
  const place = await textOf(page, label).evaluate((element, wanted) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const start = (node.textContent ?? '').indexOf(wanted);
      if (start === -1) continue;
      const range = document.createRange();
      range.setStart(node, start);
      range.setEnd(node, start + wanted.length);
      const { top, bottom } = range.getBoundingClientRect();
      // Beyond the window's middle half there may be the header, or nothing.
      if (top < innerHeight / 4 || bottom > (innerHeight * 3) / 4)
        node.parentElement?.scrollIntoView({ block: 'center', behavior: 'instant' });
      const { x, y, width, height } = range.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    }
    throw new Error('The word is not there.');
  }, word);
  await page.mouse.dblclick(place.x, place.y);
}

/** How a section stands, as its head says it. */
export const chip = (page: Page, section: string): Locator =>
  page.getByRole('button', { name: new RegExp(`^“${section}”: `) });

/** Does something with a section as its chip's menu offers it. */
export async function actOn(page: Page, section: string, act: string): Promise<void> {
  await chip(page, section).click();
  await page.getByRole('menuitem', { name: act }).click();
}

/** The cards of the threads that hold these words. */
export const threadCard = (page: Page, words: string): Locator =>
  page.locator('[data-thread-card]').filter({ hasText: words });

/** The words in the text that threads are about. */
export const marked = (page: Page): Locator => page.locator('article .galley-thread');

/** Writes the comment that has been begun, and sends it. */
export async function comment(page: Page, words: string): Promise<void> {
  await page.getByRole('textbox', { name: 'New comment' }).fill(words);
  await page.keyboard.press('Control+Enter');
}

/** The cards of the suggestions that hold these words. */
export const suggestionCard = (page: Page, words: string | RegExp): Locator =>
  page.locator('[data-suggestion-card]').filter({ hasText: words });

/** What suggestions would put into the text. */
export const inserted = (page: Page): Locator => page.locator('article ins.galley-suggestion');

/** What suggestions would take out of the text. */
export const removed = (page: Page): Locator => page.locator('article del.galley-suggestion');

/** From here on, what is typed is suggested. */
export async function suggest(page: Page): Promise<void> {
  await page.getByRole('radiogroup', { name: 'What typing does' }).locator('label').last().click();
  await expect(page.getByText('You are suggesting')).toBeVisible();
}

/** The panel beside the article from which it is published. */
export const publishingPanel = (page: Page): Locator =>
  page.getByRole('complementary', { name: 'Publishing' });

export async function openPublishing(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Publishing', exact: true }).click();
  await expect(publishingPanel(page).getByRole('heading', { name: 'Readiness' })).toBeVisible();
}

/** The article on its public page, without the others that stand under it. */
export const story = (page: Page): Locator => page.getByRole('main').getByRole('article').first();

/** Makes sections of the site as an admin; `end` removes them again, and takes all articles out of them first. */
export async function siteSections(admin: Page, ...names: string[]) {
  const headers = { origin: new URL(admin.url()).origin };
  const ids: string[] = [];
  for (const name of names) {
    const data = { name, slug: '', description: '' };
    const made = await admin.request.post('/api/site-sections', { headers, data });
    expect(made.ok(), await made.text()).toBe(true);
    ids.push((await made.json()).id);
  }
  const end = async () => {
    for (const id of ids) {
      const { articles } = await (await admin.request.get(`/api/articles?siteSection=${id}`)).json();
      for (const article of articles)
        await admin.request.patch(`/api/articles/${article.id}`, { headers, data: { siteSection: null } });
      expect((await admin.request.delete(`/api/site-sections/${id}`, { headers })).ok()).toBe(true);
    }
  };
  return { ids, end };
}
