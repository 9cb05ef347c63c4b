// The house style list: admins keep it, open articles are checked by it at once, and one click replaces or suggests.
import type { Page } from '@playwright/test';
import {
  suggestionCard as card,
  caretBehind,
  comment,
  inserted,
  marked,
  saved,
  selectWord,
  storedText,
  suggest,
  textOf,
  write,
} from './article.ts';
import { wordsOf } from './carets.ts';
import { expect, test } from './desk.ts';
import { expectAccessibleInBothThemes, expectNoSidewaysScroll } from './looks.ts';

const list = (page: Page) => page.getByRole('list', { name: 'House style' });

async function addWord(page: Page, avoid: string, prefer: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a word' }).click();
  await page.getByRole('textbox', { name: 'Not to write' }).fill(avoid);
  await page.getByRole('textbox', { name: 'Instead' }).fill(prefer);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
}

async function openChecks(page: Page) {
  await page.getByRole('button', { name: 'Check the text' }).click();
  return page.getByRole('complementary', { name: 'Checks' });
}

test('an admin keeps the list, and an open article is checked by it at once', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle('amira', { language: 'en' });
  const amira = await openAs('amira', `/desk/articles/${id}`);
  await write(amira, 'News', 'Both cases were Hyperlocalized in the harbor.');
  const checks = await openChecks(amira);
  await expect(checks.getByText('Nothing stands out.')).toBeVisible();

  const nora = await openAs('nora', '/desk/house-style');
  await addWord(nora, 'hyperlocalized', 'local');
  await expect(list(nora)).toContainText('hyperlocalized');
  const hint = checks.getByRole('button', { name: 'House style: “Local”' });
  await expect(hint).toContainText('Hyperlocalized');
  await expect(checks.getByText('Ask Nora')).toBeVisible();
  await expect(checks.getByRole('link', { name: 'House style list' })).toHaveCount(0);

  await addWord(nora, 'Hyperlocalized', '');
  await expect(nora.getByText('This word is on the list already.')).toBeVisible();
  await nora.getByRole('textbox', { name: 'Not to write' }).fill(' ');
  await nora.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(nora.getByText('Say which word.')).toBeVisible();
  await expectAccessibleInBothThemes(nora);
  await nora.keyboard.press('Escape');

  await nora.getByRole('button', { name: 'Change “hyperlocalized”' }).click();
  await nora.getByRole('textbox', { name: 'Note' }).fill('Readers do not say it.');
  await nora.getByRole('button', { name: 'Save' }).click();
  await expect(checks.getByText('Readers do not say it.')).toBeVisible();
  await expectAccessibleInBothThemes(amira, { within: ['aside'] });
  await nora.getByRole('button', { name: 'Change “hyperlocalized”' }).click();
  await nora.getByRole('button', { name: 'Remove …' }).click();
  await nora.getByRole('button', { name: 'Take it off' }).click();
  await expect(hint).toHaveCount(0);
  await nora.setViewportSize({ width: 390, height: 844 });
  await addWord(nora, 'a rather long word of the house that nobody writes any more at all', 'another one');
  await expect(list(nora)).toContainText('another one');
  await expectNoSidewaysScroll(nora);
});

test('a word is replaced in one step while a colleague types beside it: its format and comments stay', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle('amira', { language: 'en' });
  const admin = await openAs('nora', '/desk/house-style');
  await addWord(admin, 'utilized', 'used');
  const amira = await openAs('amira', `/desk/articles/${id}`);
  await write(amira, 'News', 'The ferry is utilized daily.');
  await selectWord(amira, 'News', 'utilized');
  await amira.keyboard.press('Control+b');
  await amira.keyboard.press('Control+Alt+m');
  await comment(amira, 'By whom?');
  await expect(marked(amira)).toHaveText('utilized');
  await saved(amira);
  const jonas = await openAs('jonas', `/desk/articles/${id}`);
  await caretBehind(jonas, 'News', 'ferry');
  const checks = await openChecks(amira);
  const replace = checks.getByRole('button', { name: 'Replace “utilized” by “used”' });
  await replace.waitFor();
  await Promise.all([jonas.keyboard.type(' of the northern line', { delay: 15 }), replace.click()]);
  await expect(textOf(amira, 'News').locator('strong')).toHaveText('used');
  await expect
    .poll(() => wordsOf(textOf(jonas, 'News')))
    .toEqual(['The ferry of the northern line is used daily.']);
  await expect(replace).toHaveCount(0);

  await textOf(amira, 'News').click();
  await amira.keyboard.press('Control+z');
  await expect
    .poll(() => wordsOf(textOf(amira, 'News')))
    .toEqual(['The ferry of the northern line is utilized daily.']);
  await amira.keyboard.press('Control+Shift+z');
  await expect
    .poll(() => wordsOf(textOf(amira, 'News')))
    .toEqual(['The ferry of the northern line is used daily.']);
  await saved(amira);
  expect(await storedText(amira, id)).toContain('The ferry of the northern line is used daily.');
});

test('two who replace the same word at once make one word of it', async ({ openAs, newArticle }) => {
  const id = await newArticle('amira', { language: 'en' });
  const admin = await openAs('nora', '/desk/house-style');
  await addWord(admin, 'utilize', 'use');
  const amira = await openAs('amira', `/desk/articles/${id}`);
  await write(amira, 'News', 'Ferries utilize the pier.');
  await saved(amira);
  const nora = await openAs('nora', `/desk/articles/${id}`);
  const clicks = await Promise.all(
    [amira, nora].map(async (page) => {
      const replace = (await openChecks(page)).getByRole('button', { name: 'Replace “utilize” by “use”' });
      await replace.waitFor();
      return replace;
    }),
  );
  await Promise.all(clicks.map((replace) => replace.click()));
  for (const page of [amira, nora]) {
    await expect.poll(() => wordsOf(textOf(page, 'News'))).toEqual(['Ferries use the pier.']);
    await saved(page);
  }
  expect(await storedText(amira, id)).toContain('Ferries use the pier.');
});

test('a reviewer suggests the word by one click, in the text and in the headline, and so does who is suggesting', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle('amira', { language: 'en' });
  const admin = await openAs('nora', '/desk/house-style');
  await addWord(admin, 'commence', 'begin');
  const amira = await openAs('amira', `/desk/articles/${id}`);
  await write(amira, 'Headline', 'Works commence');
  await write(amira, 'News', 'They commence on Monday.');
  await saved(amira);
  const tomas = await openAs('tomas', `/desk/articles/${id}`);
  const checks = await openChecks(tomas);
  const offer = checks.getByRole('button', { name: 'Suggest it: “begin” for “commence”' });
  await expect(offer).toHaveCount(2);
  await expect(checks.getByRole('button', { name: /^Replace/ })).toHaveCount(0);
  await offer.first().click();
  await expect(offer).toHaveCount(1);
  await offer.click();
  await expect(checks.getByText('A suggestion is open.')).toHaveCount(2);
  await expect(card(amira, 'commence')).toHaveCount(2);
  await expect(textOf(amira, 'News')).toContainText('commence');
  await amira.getByRole('button', { name: 'Accept' }).first().click();
  await amira.getByRole('button', { name: 'Accept' }).first().click();
  await expect(textOf(amira, 'Headline')).toHaveText('Works begin');
  await expect(textOf(amira, 'News')).toHaveText('They begin on Monday.');
  await expect(checks.getByText('Nothing stands out.')).toBeVisible();

  await write(amira, 'News', ' Commence!');
  await saved(amira);
  await suggest(amira);
  const own = await openChecks(amira);
  await own.getByRole('button', { name: 'Suggest it: “Begin” for “Commence”' }).click();
  await expect(own.getByText('Nothing stands out.')).toBeVisible();
  await expect(inserted(tomas)).toHaveText('Begin');
  expect(await storedText(amira, id)).toContain('Commence!');
});

test('words come from a CSV file of a German Excel: looked at first, refused with line and reason, nothing lost', async ({
  openAs,
}) => {
  const page = await openAs('nora', '/desk/house-style');
  await addWord(page, 'sheetword', 'word');
  await expect(list(page)).toContainText('sheetword');
  const file = (name: string, content: string) => ({
    name,
    mimeType: 'text/csv',
    buffer: Buffer.from(content),
  });
  const choose = async (opener: string, chosen: ReturnType<typeof file>) => {
    const opened = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: opener }).click();
    await (await opened).setFiles(chosen);
  };
  const dialog = page.getByRole('dialog');
  await choose('Import from CSV …', file('none.csv', 'a;b\r\nc;d'));
  await expect(dialog.getByRole('alert')).toContainText('The first line must name the columns');
  const lines = [
    'Nicht schreiben;Stattdessen;Anmerkung;Sprache;Wen man fragt',
    'Sheetword;Blatt, Wort;;beides;Amira Haddad',
    'Ährenwort;Korn;"Zwei\r\nZeilen";Deutsch;',
    'Niemandswort;;;de;Nobody Here',
  ];
  await choose('Another file', file('Hausstil.csv', `\uFEFF${lines.join('\r\n')}\r\n`));
  await expect(dialog.getByText('1 line is not imported')).toBeVisible();
  await expect(dialog.getByText('Line 5')).toBeVisible();
  await expect(dialog.getByText('Nobody at the desk is called “Nobody Here”.')).toBeVisible();
  await expect(dialog.getByText('1 word is changed')).toBeVisible();
  await expect(dialog.getByText('Blatt, Wort · Both · Amira Haddad')).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);

  // Meanwhile a colleague changes one of the words: nothing is taken over, and what the file would do now is shown.
  const words = await (await page.request.get('/api/house-style')).json();
  const changed = words.find(({ avoid }: { avoid: string }) => avoid === 'sheetword');
  const { id, ...rest } = changed;
  const answer = await page.request.put(`/api/house-style/${id}`, {
    headers: { origin: new URL(page.url()).origin },
    data: { ...rest, note: 'New.' },
  });
  expect(answer.ok()).toBe(true);
  await dialog.getByRole('button', { name: 'Take over 2 words' }).click();
  await expect(dialog.getByRole('alert')).toContainText('nothing was imported');
  await expect(dialog.getByText('New.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Take over 2 words' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(list(page)).toContainText('Ährenwort');
  await expect(list(page)).toContainText('Blatt, Wort');
  for (const word of ['Sheetword', 'Ährenwort']) {
    await page.getByRole('button', { name: `Change “${word}”` }).click();
    await page.getByRole('button', { name: 'Remove …' }).click();
    await page.getByRole('button', { name: 'Take it off' }).click();
    await expect(list(page).getByText(word)).toHaveCount(0);
  }
});
