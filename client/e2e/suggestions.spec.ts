// Suggestions: people propose changes in the text itself, editors decide on them, and the text is changed by nothing else.
import type { Page } from '@playwright/test';
import {
  suggestionCard as card,
  caretBehind,
  goOffline,
  inserted,
  removed,
  saved,
  selectWord,
  statusOf,
  storedText,
  suggest,
  textOf,
  write,
} from './article.ts';
import { goTo, wordsOf } from './carets.ts';
import { expect, test } from './desk.ts';
import { expectAccessibleInBothThemes } from './looks.ts';

/** Keeps a person's decisions on their way to the server until what this gives is called. */
async function holdDecisions(page: Page): Promise<() => void> {
  const { promise: letOn, resolve } = Promise.withResolvers<void>();
  await page.route('**/suggestions/decisions', async (route) => {
    await letOn;
    await route.continue();
  });
  return resolve;
}

const sentence = 'The ferries return to the harbour at dawn tomorrow.';

test('a reviewer suggests, an editor sees it live in the text and decides by mouse and by keyboard', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  await write(amira, 'Introduction', sentence);
  await saved(amira);
  const tomas = await openAs('tomas', `/desk/articles/${id}`);
  await expect(tomas.getByText('Switch to “Suggesting”')).toBeVisible();
  await suggest(tomas);

  await caretBehind(tomas, 'Introduction', 'ferries');
  await tomas.keyboard.type(' slowly');
  await expect(inserted(amira)).toHaveText(/slowly/);
  await selectWord(tomas, 'Introduction', 'dawn');
  await tomas.keyboard.press('Delete');
  await expect(removed(amira)).toHaveText(/dawn/);
  await selectWord(tomas, 'Introduction', 'harbour');
  await tomas.keyboard.press('Control+b');
  await expect(amira.locator('article .galley-suggestion-format')).toHaveText('harbour');
  await expect(card(amira, 'Formatting:')).toContainText('Bold');
  await caretBehind(tomas, 'Introduction', 'tomorrow');
  await tomas.keyboard.press('End');
  await tomas.keyboard.press('Enter');
  await tomas.keyboard.type('A block of its own.');
  await expect(card(amira, 'A block of its own.')).toBeVisible();
  await expect(card(amira, 'Tomás')).toHaveCount(4);
  await saved(tomas);
  expect(await storedText(amira, id)).toContain(sentence);

  await card(amira, 'slowly').getByRole('button', { name: 'Accept' }).click();
  await expect(card(amira, 'slowly')).toHaveCount(0);
  await expect(textOf(amira, 'Introduction')).toContainText('The ferries slowly return');
  await expect
    .poll(() => storedText(amira, id))
    .toContain('The ferries slowly return to the harbour at dawn');
  await expect(inserted(tomas).filter({ hasText: 'slowly' })).toHaveCount(0);

  await card(amira, 'dawn').focus();
  await amira.keyboard.press('r');
  await expect(card(amira, 'dawn')).toHaveCount(0);
  // The next one in the text has the focus, and what was decided can be undone from there.
  await expect(card(amira, 'A block of its own.')).toBeFocused();
  await amira.keyboard.press('Control+z');
  await expect(card(amira, 'dawn')).toHaveCount(1);
  await card(amira, 'dawn').focus();
  await amira.keyboard.press('r');
  await expect(card(amira, 'dawn')).toHaveCount(0);
  await expect(textOf(tomas, 'Introduction')).toContainText('at dawn tomorrow');
  await expect(removed(tomas)).toHaveCount(0);
  await expect(card(tomas, 'Tomás')).toHaveCount(2);
});

test('what is suggested stands in the text also for those who come back to the article from another page', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  await write(amira, 'Introduction', sentence);
  await saved(amira);
  await suggest(amira);
  await caretBehind(amira, 'Introduction', 'ferries');
  await amira.keyboard.type(' slowly');
  await expect(card(amira, 'slowly')).toBeVisible();
  await amira.getByRole('radio', { name: 'Writing' }).press('Space');
  await expect(inserted(amira)).toHaveText(/slowly/);

  await amira.getByRole('banner').getByRole('link', { name: 'Desk', exact: true }).click();
  await expect(amira).toHaveURL(/\/desk\/?$/);
  await expect(amira.getByRole('heading', { level: 1, name: 'Desk' })).toBeVisible();
  await amira.goBack();
  await expect(card(amira, 'slowly')).toBeVisible();
  await expect(inserted(amira)).toHaveText(/slowly/);
});

test('a card does not move away from under the pointer that presses its button', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  await write(amira, 'Introduction', sentence);
  await saved(amira);
  const tomas = await openAs('tomas', `/desk/articles/${id}`);
  await suggest(tomas);
  // Cards of one line: one above the other, and none where it wants to be but the first.
  for (const word of ['ferries', 'return', 'harbour']) {
    await selectWord(tomas, 'Introduction', word);
    await tomas.keyboard.press('Delete');
    await expect(card(amira, word)).toBeVisible();
  }
  const place = (word: string) =>
    card(amira, word).evaluate(async (element) => {
      await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      await Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => {})));
      return element.getBoundingClientRect().top;
    });
  const before = await place('harbour');
  await card(amira, 'harbour').getByRole('button', { name: 'Accept' }).hover();
  await amira.mouse.down();
  await expect(card(amira, 'harbour')).toHaveAttribute('data-active');
  expect(await place('harbour')).toBe(before);
  await amira.mouse.up();
  await expect(card(amira, 'harbour')).toHaveCount(0);
  await expect(textOf(amira, 'Introduction')).toContainText('return to the at dawn');
});

test('all suggestions of a section are accepted at once, and what became of them is said', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  await write(amira, 'Introduction', sentence);
  await write(amira, 'News', 'The council met on Tuesday evening.');
  await saved(amira);
  const tomas = await openAs('tomas', `/desk/articles/${id}`);
  await suggest(tomas);
  await caretBehind(tomas, 'Introduction', 'ferries');
  await tomas.keyboard.type(' slowly');
  await selectWord(tomas, 'Introduction', 'dawn');
  await tomas.keyboard.type('noon');
  await caretBehind(tomas, 'News', 'council');
  await tomas.keyboard.type(' finally');
  await expect(card(amira, 'Tomás')).toHaveCount(3);

  await amira.getByRole('button', { name: 'Decide on many suggestions' }).click();
  await amira.getByRole('menuitem', { name: 'Accept all: In “Introduction”' }).click();
  const dialog = amira.getByRole('dialog', { name: 'Accept 2 suggestions?' });
  await dialog.getByRole('button', { name: 'Accept' }).click();
  await expect(amira.getByText('2 suggestions accepted')).toBeVisible();
  await expect(textOf(amira, 'Introduction')).toContainText(
    'The ferries slowly return to the harbour at noon',
  );
  await expect(card(amira, 'Tomás')).toHaveCount(1);
  await expect(card(tomas, 'Tomás')).toHaveCount(1);
  await expect(inserted(tomas)).toHaveText(/finally/);
});

test('a suggestion whose text has changed shows both texts and changes nothing', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  await write(amira, 'Introduction', sentence);
  await saved(amira);
  const tomas = await openAs('tomas', `/desk/articles/${id}`);
  await suggest(tomas);
  await selectWord(tomas, 'Introduction', 'dawn');
  await tomas.keyboard.type('noon');
  await expect(card(amira, 'noon')).toBeVisible();
  await selectWord(amira, 'Introduction', 'dawn');
  await amira.keyboard.type('midnight');
  await expect(card(amira, 'noon')).toContainText('The text has changed here since.');
  await expect
    .poll(() => wordsOf(textOf(tomas, 'Introduction')))
    .toEqual([expect.stringContaining('at midnight tomorrow')]);
  await saved(amira);

  await card(amira, 'noon').getByRole('button', { name: 'Accept' }).click();
  const dialog = amira.getByRole('dialog', { name: 'This suggestion no longer fits' });
  await expect(dialog).toContainText('at midnight tomorrow');
  await expect(dialog).toContainText('dawn');
  await expect(dialog).toContainText('noon');
  await dialog.getByRole('button', { name: 'Reject' }).click();
  await expect(card(amira, 'noon')).toHaveCount(0);
  expect(await storedText(amira, id)).toContain('at midnight tomorrow');
});

test('what is suggested offline is sent on return, once, and stands in the text after a reload', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  await write(amira, 'Introduction', sentence);
  await saved(amira);
  const tomas = await openAs('tomas', `/desk/articles/${id}`);
  await suggest(tomas);
  await expect(textOf(tomas, 'Introduction')).toContainText('dawn');
  await goOffline(tomas);
  await caretBehind(tomas, 'Introduction', 'ferries');
  await tomas.keyboard.type(' slowly');
  await expect(card(tomas, 'slowly')).toContainText('not sent yet');
  await expect(statusOf(tomas)).toContainText('1 comment or suggestion not sent yet');
  await expect(card(amira, 'slowly')).toHaveCount(0);
  await tomas.context().setOffline(false);
  await tomas.reload();
  await expect(card(amira, 'slowly')).toHaveCount(1);
  await expect(inserted(tomas)).toHaveText(/slowly/);
  await caretBehind(tomas, 'Introduction', 'slowly');
  await tomas.keyboard.type(' and surely');
  await expect(inserted(amira)).toHaveText(/slowly and surely/);
  await expect(card(amira, 'Tomás')).toHaveCount(1);
  await saved(tomas);
});

test('two editors decide on one suggestion: the second reads who was faster', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  await write(amira, 'Introduction', sentence);
  await saved(amira);
  const nora = await openAs('nora', `/desk/articles/${id}`);
  await expect(textOf(nora, 'Introduction')).toContainText(sentence, { timeout: 30_000 });
  const tomas = await openAs('tomas', `/desk/articles/${id}`);
  await suggest(tomas);
  await selectWord(tomas, 'Introduction', 'dawn');
  await tomas.keyboard.type('noon');
  await expect(card(nora, 'noon')).toBeVisible();
  await expect(card(amira, 'noon')).toBeVisible();
  // Nora's decision is on its way while Amira decides.
  const goOn = await holdDecisions(nora);
  await card(nora, 'noon').getByRole('button', { name: 'Reject' }).click();
  await card(amira, 'noon').getByRole('button', { name: 'Accept' }).click();
  await expect(textOf(amira, 'Introduction')).toContainText('at noon tomorrow');
  goOn();
  await expect(nora.getByText('Amira Haddad has accepted this suggestion already.')).toBeVisible();
  await expect(textOf(nora, 'Introduction')).toContainText('at noon tomorrow');
});

test('who decides on a wording that its author has changed meanwhile learns of it, and the suggestion stays open', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  await write(amira, 'Introduction', sentence);
  await saved(amira);
  const tomas = await openAs('tomas', `/desk/articles/${id}`);
  await suggest(tomas);
  await caretBehind(tomas, 'Introduction', 'ferries');
  await tomas.keyboard.type(' slowly');
  await selectWord(tomas, 'Introduction', 'dawn');
  await tomas.keyboard.type('noon');
  await expect(card(amira, 'slowly')).toBeVisible();
  await expect(card(amira, 'noon')).toBeVisible();
  // Amira's decision is on its way while Tomás writes on.
  const goOn = await holdDecisions(amira);
  await card(amira, 'noon').getByRole('button', { name: 'Accept' }).click();
  await caretBehind(tomas, 'Introduction', 'noon');
  await tomas.keyboard.type(' or later');
  await expect(card(amira, 'noon or later')).toBeVisible();
  goOn();
  await expect(
    amira.getByText('has changed this suggestion since you looked. Look at it again.'),
  ).toBeVisible();
  await expect(card(amira, 'noon or later')).toBeVisible();
  expect(await storedText(amira, id)).toContain(sentence);

  await amira.getByRole('button', { name: 'Decide on many suggestions' }).click();
  await amira.getByRole('menuitem', { name: 'Accept all: All shown here' }).click();
  const dialog = amira.getByRole('dialog', { name: 'Accept 2 suggestions?' });
  await expect(dialog).toBeVisible();
  await tomas.keyboard.type(' still');
  await expect(card(amira, 'noon or later still')).toBeVisible();
  await dialog.getByRole('button', { name: 'Accept' }).click();
  await expect(amira.getByText('1 accepted, 1 has changed and stays open')).toBeVisible();
  await expect(textOf(amira, 'Introduction')).toContainText('The ferries slowly return');
  await card(amira, 'noon or later still').getByRole('button', { name: 'Accept' }).click();
  await expect(textOf(amira, 'Introduction')).toContainText('at noon or later still tomorrow');
});

test('an own suggestion is undone, withdrawn and written on; an editor suggests as well and goes back to writing', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  await write(amira, 'Introduction', sentence);
  await saved(amira);
  await amira.keyboard.press('Control+Alt+s');
  await expect(amira.getByText('You are suggesting')).toBeVisible();
  await caretBehind(amira, 'Introduction', 'ferries');
  await amira.keyboard.type(' slowly');
  await expect(card(amira, 'slowly')).toBeVisible();
  await amira.keyboard.press('Control+z');
  await expect(card(amira, 'slowly')).toHaveCount(0);
  await amira.keyboard.type(' quickly');
  await card(amira, 'quickly').getByRole('button', { name: 'Withdraw' }).click();
  await expect(card(amira, 'quickly')).toHaveCount(0);
  await expect(textOf(amira, 'Introduction')).toHaveText(sentence);
  await textOf(amira, 'Introduction').click();
  await amira.keyboard.press('Control+Alt+s');
  await expect(amira.getByText('You are suggesting')).toHaveCount(0);
  await write(amira, 'Introduction', ' Written.');
  await saved(amira);
  expect(await storedText(amira, id)).toContain(`${sentence} Written.`);
});

test('suggesting works on phones, and has no serious finding of axe in either color scheme', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  await write(amira, 'Introduction', sentence);
  await saved(amira);
  const phone = await openAs('tomas', `/desk/articles/${id}`, { viewport: { width: 390, height: 844 } });
  await suggest(phone);
  await caretBehind(phone, 'Introduction', 'ferries');
  await phone.keyboard.type(' by night');
  await expect(card(amira, 'by night')).toBeVisible();
  await phone.getByRole('button', { name: /^Comments:/ }).click();
  await expect(phone.getByRole('dialog').locator('[data-suggestion-card]').first()).toBeVisible();
  await expectAccessibleInBothThemes(phone, { within: ['article', '[role=dialog]', '[role=radiogroup]'] });
});

test('who suggests sees the carets of those who write, at the words at which they stand', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  await write(amira, 'Headline', 'Ferries wait');
  await write(amira, 'Introduction', sentence);
  await saved(amira);
  const tomas = await openAs('tomas', `/desk/articles/${id}`);
  await suggest(tomas);
  await caretBehind(tomas, 'Introduction', 'The');
  await tomas.keyboard.type(' slow');
  await expect(inserted(amira)).toHaveText(/slow/);

  const before = (label: string) =>
    textOf(tomas, label).evaluate((root) => {
      const caret = root.querySelector('[data-caret-of]');
      if (!caret) return null;
      const range = document.createRange();
      range.selectNodeContents(root);
      range.setEndBefore(caret);
      return String(range);
    });
  await goTo(amira, 'Introduction', 'harbour', 'behind');
  await expect.poll(() => before('Introduction')).toBe('The slow ferries return to the harbour');
  await amira.keyboard.type(' wall');
  await expect.poll(() => before('Introduction')).toBe('The slow ferries return to the harbour wall');
  await goTo(amira, 'Headline', 'Ferries', 'behind');
  await expect.poll(() => before('Headline')).toBe('Ferries');
  await expect.poll(() => before('Introduction')).toBe(null);
});
