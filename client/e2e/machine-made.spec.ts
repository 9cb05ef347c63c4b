// Words that a machine made: marked in the text, seen by everybody, and fewer with every word that people write instead.
import type { Page } from '@playwright/test';
import { caretBehind, saved, textOf, write } from './article.ts';
import { copied, paste } from './clipboard.ts';
import { expect, test } from './desk.ts';
import { expectAccessibleInBothThemes } from './looks.ts';

test('an editor marks words as made by a machine, others see it, and rewriting lowers the share', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  const tomas = await openAs('tomas', `/desk/articles/${id}`);
  await write(amira, 'Introduction', 'Written by nobody at all.');
  await amira.keyboard.press('Control+a');
  await amira.getByRole('button', { name: 'Mark as made by a machine' }).click();
  const words = (page: typeof amira) => page.getByRole('article').locator('.galley-machine');
  for (const page of [amira, tomas]) await expect(words(page)).toHaveText('Written by nobody at all.');
  await expect(words(tomas)).toHaveAttribute('title', 'Made by a machine, marked by Amira Haddad');
  const section = tomas.getByRole('region', { name: 'Introduction', exact: true });
  await expect(section.getByText('100%')).toBeVisible();
  await expectAccessibleInBothThemes(tomas);

  await textOf(amira, 'Introduction').click();
  await amira.keyboard.press('End');
  await amira.keyboard.type(' But people say more than that, and better.');
  await saved(amira);
  await expect(section.getByText('38%')).toBeVisible();
  await amira.reload();
  await expect(words(amira)).toHaveText('Written by nobody at all.');
  await amira.getByRole('switch', { name: 'Show in the text' }).first().click();
  await expect(words(amira)).toHaveCount(0);
});

const passage =
  'The council has decided to build a roof of sails over the old slipway, and it is to stand by the autumn. Twelve lengths of cloth are stretched between the cranes; in a storm they are rolled up again. The traders pay no more for their places than before, and that is to stay so for the next five years, says the mayor.';
const marked = (page: Page) => page.getByRole('article').locator('.galley-machine');
const offer = (page: Page) => page.getByRole('group', { name: 'Did a machine make this text?' });
const term = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';

test('a longer passage from outside is marked in one step, without what a colleague writes into it', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const [amira, nora] = await Promise.all([
    openAs('amira', `/desk/articles/${id}`),
    openAs('nora', `/desk/articles/${id}`),
  ]);
  await write(amira, 'News', 'Before. ');
  await paste(amira, { 'text/plain': passage });
  await expect(offer(amira)).toBeVisible();
  await expect(offer(nora)).toHaveCount(0);
  await expectAccessibleInBothThemes(amira);
  // Meanwhile somebody writes before the passage and into it.
  await caretBehind(nora, 'News', 'Before');
  await nora.keyboard.type(' all');
  await caretBehind(nora, 'News', 'slipway');
  await nora.keyboard.type(' of the yard');
  await saved(nora);
  await expect(textOf(amira, 'News')).toContainText('slipway of the yard');
  await offer(amira).getByRole('button', { name: 'Yes, mark it' }).click();
  await expect(offer(amira)).toHaveCount(0);
  for (const page of [amira, nora])
    await expect
      .poll(async () => (await marked(page).allTextContents()).join('').replaceAll(' ', ''))
      .toBe(passage.replaceAll(' ', ''));

  // Undo takes the words, and what comes back is marked as it was.
  await textOf(amira, 'News').click();
  await amira.keyboard.press('ControlOrMeta+z');
  await expect(textOf(amira, 'News')).not.toContainText('Twelve lengths');
  await expect(marked(amira)).toHaveCount(0);
  await amira.keyboard.press('ControlOrMeta+Shift+z');
  await expect(textOf(amira, 'News')).toContainText('Twelve lengths');
  await expect(marked(nora).first()).toContainText('The council');
});

test('the offer is let be, goes when one writes on, and is made for nothing short or of one’s own', async ({
  openAs,
  newArticle,
}) => {
  const page = await openAs('amira', `/desk/articles/${await newArticle()}`);
  await write(page, 'News', 'Before. ');
  await paste(page, { 'text/plain': passage });
  await expect(offer(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(offer(page)).toHaveCount(0);
  await page.keyboard.press('Enter');
  await paste(page, { 'text/html': `<p>${passage}</p>`, 'text/plain': passage });
  await expect(offer(page)).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.type('More');
  await expect(offer(page)).toHaveCount(0);
  await paste(page, { 'text/plain': passage.slice(0, 100) });
  await page.keyboard.press('ControlOrMeta+a');
  const [html, text] = [await copied(page, 'text/html'), await copied(page, 'text/plain')];
  await page.keyboard.press('ArrowRight');
  await paste(page, { 'text/html': html, 'text/plain': text });
  await expect
    .poll(async () => ((await textOf(page, 'News').textContent()) ?? '').split('Twelve').length)
    .toBe(5);
  await expect(offer(page)).toHaveCount(0);
  await saved(page);
  await expect(marked(page)).toHaveCount(0);
});

test('what says that a machine made it is marked by itself, all of it or in part', async ({
  openAs,
  newArticle,
}) => {
  const page = await openAs('amira', `/desk/articles/${await newArticle()}`);
  await textOf(page, 'News').click();
  await paste(page, {
    'text/html': `<p>People say so. <span data-digital-source-type="${term}">A machine says that.</span></p>`,
    'text/plain': 'plain',
  });
  await expect(marked(page)).toHaveText('A machine says that.');
  await expect(page.getByText('Marked as made by a machine, as its source says.')).toBeVisible();
  await textOf(page, 'Introduction').click();
  await paste(page, {
    'text/html': `<html><head><meta name="digitalSourceType" content="${term}"></head><body><p>All of <b>it</b>.</p></body></html>`,
    'text/plain': 'plain',
  });
  await expect
    .poll(async () => (await marked(page).allTextContents()).join(''))
    .toBe('All of it.A machine says that.');
  await expect(offer(page)).toHaveCount(0);

  // A copy of the desk's own says it too, wherever it goes.
  await textOf(page, 'News').click();
  await page.keyboard.press('ControlOrMeta+a');
  const copy = { 'text/html': await copied(page, 'text/html'), 'text/plain': 'plain' };
  await page.goto(`/desk/articles/${await newArticle()}`);
  await textOf(page, 'News').click();
  await paste(page, copy);
  await expect(marked(page)).toHaveText('A machine says that.');
  await expect(textOf(page, 'News')).toHaveText('People say so. A machine says that.');
});

test('an offer stays until the words are marked', async ({ openAs, newArticle }) => {
  const page = await openAs('amira', `/desk/articles/${await newArticle()}`);
  await textOf(page, 'News').click();
  await paste(page, { 'text/plain': passage });
  await expect(offer(page)).toBeVisible();
  await page.route('**/machine-made', (route) => route.abort(), { times: 1 });
  await offer(page).getByRole('button', { name: 'Yes, mark it' }).click();
  await expect(page.getByText('The server does not answer')).toBeVisible();
  await expect(offer(page)).toBeVisible();
  await expect(marked(page)).toHaveCount(0);
  await offer(page).getByRole('button', { name: 'Yes, mark it' }).click();
  await expect(marked(page)).toHaveText(passage);
  await expect(offer(page)).toHaveCount(0);
});

test('a short passage whose source speaks of a machine, but not of which words, is asked about', async ({
  openAs,
  newArticle,
}) => {
  const page = await openAs('amira', `/desk/articles/${await newArticle()}`);
  const part = 'http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia';
  await textOf(page, 'News').click();
  await paste(page, {
    'text/html': `<html><head><meta name="digitalSourceType" content="${part}"></head><body><p>Short.</p></body></html>`,
    'text/plain': 'Short.',
  });
  await expect(offer(page)).toBeVisible();
  await expect(marked(page)).toHaveCount(0);
});

test('a copy over several sections says of each which words a machine made', async ({
  openAs,
  newArticle,
}) => {
  const page = await openAs('amira', `/desk/articles/${await newArticle()}`);
  for (const section of ['Introduction', 'News']) {
    await textOf(page, section).click();
    await paste(page, {
      'text/html': `<p>People in ${section}. <span data-digital-source-type="${term}">A machine in ${section}.</span></p>`,
      'text/plain': 'plain',
    });
  }
  await expect(marked(page)).toHaveText(['A machine in Introduction.', 'A machine in News.']);
  await saved(page);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+a');
  await expect(page.getByRole('article').and(page.locator('[data-cross]'))).toBeVisible();
  const copy = { 'text/html': await copied(page, 'text/html'), 'text/plain': 'plain' };
  await page.goto(`/desk/articles/${await newArticle()}`);
  await textOf(page, 'News').click();
  await paste(page, copy);
  await expect(marked(page)).toHaveText(['A machine in Introduction.', 'A machine in News.']);
  await expect(textOf(page, 'News')).toContainText('People in Introduction. A machine in Introduction.');
});

test('in German on a narrow screen the offer fits and is taken', async ({ openAs, newArticle }) => {
  const page = await openAs('jonas', `/desk/articles/${await newArticle('jonas', { language: 'de' })}`, {
    viewport: { width: 390, height: 800 },
    hasTouch: true,
  });
  await textOf(page, 'Nachricht').click();
  await paste(page, { 'text/plain': passage });
  const german = page.getByRole('group', { name: 'Hat eine Maschine diesen Text erzeugt?' });
  await expect(german).toBeVisible();
  const { x = 0, width = 0 } = (await german.boundingBox()) ?? {};
  expect(x).toBeGreaterThanOrEqual(0);
  expect(x + width).toBeLessThanOrEqual(390);
  await german.getByRole('button', { name: 'Ja, markieren' }).click();
  await expect(marked(page)).toHaveText(passage);
  await expect(page.getByText('Als maschinell erzeugt markiert.')).toBeVisible();
});
