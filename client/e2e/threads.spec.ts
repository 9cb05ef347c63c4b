// Comments: several people over one text, beside it, by keyboard, and without a connection.
import type { Page } from '@playwright/test';
import { threadCard as card, comment, goOffline, marked, selectWord, statusOf } from './article.ts';
import { expect, test } from './desk.ts';
import { expectAccessible, expectAccessibleInBothThemes } from './looks.ts';

const text = (page: Page, label: string) => page.getByRole('textbox', { name: label, exact: true });

async function write(page: Page, label: string, words: string): Promise<void> {
  await text(page, label).click();
  await page.keyboard.type(words);
}

test('a reviewer comments on a word, an editor answers and resolves, and the mark stays at its word', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  const tomas = await openAs('tomas', `/desk/articles/${id}`);
  await write(amira, 'Introduction', 'The ferries return at dawn tomorrow.');
  await selectWord(tomas, 'Introduction', 'dawn');
  await tomas.getByRole('button', { name: 'Comment', exact: true }).click();
  await tomas.getByRole('textbox', { name: 'New comment' }).fill('Which time zone? @Ami');
  await tomas.keyboard.press('Enter');
  await tomas.keyboard.press('Control+Enter');
  await expect(card(amira, 'Which time zone?')).toContainText('@Amira Haddad');
  await expect(marked(amira)).toHaveText('dawn');

  await text(amira, 'Introduction').click();
  await amira.keyboard.press('Home');
  await amira.keyboard.type('Officials say: ');
  await expect(marked(tomas)).toHaveText('dawn');

  await card(amira, 'Which time zone?').click();
  await amira.getByRole('textbox', { name: 'Reply' }).fill('Local time.');
  await amira.keyboard.press('Control+Enter');
  await expect(card(tomas, 'Local time.')).toBeVisible();
  await card(amira, 'Local time.').getByRole('button', { name: 'Mark as resolved' }).click();
  await expect(card(tomas, 'Local time.')).toHaveCount(0);
  await expect(marked(tomas)).toHaveCount(0);
  await tomas.getByText('Resolved', { exact: true }).click();
  await expect(card(tomas, 'Local time.')).toBeVisible();
});

test('who is named in a comment is notified at the desk, and gets to the article from there', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', '/desk');
  const tomas = await openAs('tomas', `/desk/articles/${id}`);
  await tomas.getByRole('button', { name: 'Comment on the whole article' }).click();
  await tomas.getByRole('textbox', { name: 'New comment' }).fill('@Ami');
  await tomas.keyboard.press('Enter');
  await tomas.keyboard.type('the numbers on page two, please');
  await tomas.keyboard.press('Control+Enter');
  const line = amira.getByRole('button', {
    name: /Tomás Silva mentioned you in.*the numbers on page two/,
  });
  await amira.getByRole('button', { name: /^Notifications: [1-9]/ }).click();
  await expect(line).toContainText('@Amira Haddad');
  await expectAccessible(amira);
  await line.click();
  await expect(amira).toHaveURL(new RegExp(`/desk/articles/${id}$`));
  await expect(card(amira, 'the numbers on page two')).toBeFocused();
});

test('of many comments those near the window are drawn, and a reply that is not sent stays on a card that is not looked at', async ({
  openAs,
  newArticle,
  server,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  const statuses = await (await amira.request.get(`/api/articles/${id}/sections`)).json();
  const [{ section }] = statuses as [{ section: string }];
  const newId = () => crypto.randomUUID().replaceAll('-', '').slice(0, 16);
  for (let number = 0; number < 40; number += 1) {
    const comment = { id: newId(), body: `Question number ${number}.` };
    const data = { id: newId(), subject: { type: 'region', region: section }, comment };
    const made = await amira.request.post(`/api/articles/${id}/threads`, {
      headers: { origin: server.url },
      data,
    });
    expect(made.status()).toBe(201);
  }
  const cards = amira.locator('[data-thread-card]');
  await expect(cards).toHaveCount(40);
  await expect(card(amira, 'Question number 0.')).toBeVisible();
  await expect(card(amira, 'Question number 39.')).toHaveCount(0);

  await card(amira, 'Question number 0.').click();
  const reply = amira.getByRole('textbox', { name: 'Reply' });
  await reply.fill('Not sent yet');
  // It goes to its passage, and the window with it.
  await cards.last().focus();
  await expect(card(amira, 'Question number 39.')).toBeInViewport();
  await expect(card(amira, 'Question number 5.')).toHaveCount(0);
  await expect(reply).toHaveCount(2);
  await expect(reply.first()).toHaveValue('Not sent yet');
  await reply.first().press('Control+Enter');
  const sent = card(amira, 'Question number 0.').getByRole('paragraph');
  await expect(sent.filter({ hasText: 'Not sent yet' })).toBeVisible();
  await expect(reply).toHaveCount(1);
});

test('comments on sections and the whole article, filters, and the way from one to the next by keyboard', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  await write(amira, 'News', 'The council met.');
  await amira.keyboard.press('Control+Alt+m');
  await expect(amira.getByRole('textbox', { name: 'New comment' })).toBeFocused();
  await comment(amira, 'Of the section.');
  await amira.getByRole('button', { name: 'Comment on the whole article' }).click();
  await comment(amira, 'Of the article.');
  await expect(card(amira, 'Of the article.')).toBeVisible();
  await amira.keyboard.press('Control+Alt+ArrowDown');
  const first = amira.locator('[data-thread-card]:focus');
  await expect(first).toContainText('Of the section.');
  await amira.keyboard.press('Control+Alt+ArrowUp');
  await expect(first).toContainText('Of the article.');

  await amira.getByRole('button', { name: 'By section or person' }).click();
  await amira.getByRole('menuitem', { name: 'News' }).click();
  await amira.keyboard.press('Escape');
  await expect(card(amira, 'Of the article.')).toHaveCount(0);
  await expect(card(amira, 'Of the section.')).toBeVisible();
});

test('a comment that is written offline is sent on return, once, also after a reload', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const tomas = await openAs('tomas', `/desk/articles/${id}`);
  const amira = await openAs('amira', `/desk/articles/${id}`);
  await expect(text(tomas, 'Introduction')).toBeVisible();
  await goOffline(tomas);
  await tomas.getByRole('button', { name: 'Comment on the whole article' }).click();
  await comment(tomas, 'Written on the train.');
  await expect(card(tomas, 'Written on the train.')).toContainText('not sent yet');
  await expect(card(amira, 'Written on the train.')).toHaveCount(0);
  await tomas.context().setOffline(false);
  await tomas.reload();
  await expect(card(amira, 'Written on the train.')).toHaveCount(1);
  await expect(card(tomas, 'Written on the train.')).not.toContainText('not sent yet');
  await expect(card(tomas, 'Written on the train.')).toHaveCount(1);
});

test('a half-written comment outlasts a reload and the end of the session, and signing out asks about it', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const tomas = await openAs('tomas', `/desk/articles/${id}`);
  await expect(text(tomas, 'Introduction')).toBeVisible();
  await tomas.getByRole('button', { name: 'Comment on the whole article' }).click();
  const field = tomas.getByRole('textbox', { name: 'New comment' });
  await field.fill('Half a thou');
  await tomas.reload();
  await expect(field).toHaveValue('Half a thou');
  const elsewhere = await openAs('tomas');
  const origin = new URL(tomas.url()).origin;
  await elsewhere.request.post('/api/me/sign-out-everywhere', { headers: { origin }, data: {} });
  await expect(tomas.getByText('You were signed out. Your text is safe.')).toBeVisible();
  await expect(tomas.getByText('Your session was ended')).toBeVisible();
  await tomas.getByRole('button', { name: /Tomás/ }).click();
  await expect(field).toHaveValue('Half a thou');
  await tomas.getByRole('button', { name: /Tomás/ }).click();
  await tomas.getByRole('button', { name: 'Sign out' }).click();
  await expect(tomas.getByText('Some of your work is only on this device')).toBeVisible();
  await tomas.getByRole('button', { name: 'Cancel' }).last().click();
  await field.fill('A whole thought.');
  await tomas.keyboard.press('Control+Enter');
  await expect(card(tomas, 'A whole thought.')).not.toContainText('not sent yet');
  await tomas.reload();
  await expect(card(tomas, 'A whole thought.')).toBeVisible();
  await expect(field).toHaveCount(0);
});

test('a comment whose text was deleted keeps the quote and says so, and finds its text again', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  await write(amira, 'Introduction', 'Seagulls circled over the empty market hall.');
  await selectWord(amira, 'Introduction', 'circled');
  await amira.getByRole('button', { name: 'Comment on the selection' }).click();
  await comment(amira, 'All of them?');
  await expect(marked(amira)).toHaveText('circled');
  await text(amira, 'Introduction').click();
  await amira.keyboard.press('Control+a');
  await amira.keyboard.press('Backspace');
  await expect(card(amira, 'All of them?')).toContainText('no longer in the article');
  await expect(card(amira, 'All of them?').locator('blockquote')).toHaveText('circled');
  await amira.keyboard.press('Control+z');
  await expect(marked(amira)).toHaveText('circled');
  await expect(card(amira, 'All of them?')).not.toContainText('no longer in the article');
});

test('comments are a sheet on phones, and have no serious finding of axe in either color scheme', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const phone = await openAs('tomas', `/desk/articles/${id}`, { viewport: { width: 390, height: 844 } });
  await phone.getByRole('button', { name: /^Comments:/ }).click();
  const sheet = phone.getByRole('dialog');
  await sheet.getByRole('button', { name: 'Comment on the whole article' }).click();
  await comment(phone, 'From the phone.');
  await expect(card(phone, 'From the phone.')).toBeVisible();
  await expectAccessibleInBothThemes(phone, { within: ['[role=dialog]'] });
  await sheet.getByRole('button', { name: 'Close the comments' }).click();
  await expect(sheet).toHaveCount(0);
  const opener = phone.getByRole('button', { name: /^Comments:/ });
  await expect(opener).toBeFocused();
  await phone.keyboard.press('Enter');
  await expect(sheet).toBeFocused();
  await phone.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
  await expect(opener).toBeFocused();
});

test('on a phone the passage stays in view beside its comment, also over the on-screen keyboard', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`, { viewport: { width: 390, height: 844 } });
  for (const [section, words] of [
    ['Introduction', 'The first ferry leaves at seven. '.repeat(12)],
    ['Summary', 'The harbor is open.'],
  ] as const)
    await write(amira, section, words);
  const isInView = (page: Page) =>
    page.evaluate(() => {
      const passage = document.querySelector('article .galley-thread')?.getClientRects()[0];
      const bar = document.querySelector('[data-editor-bar]')?.getBoundingClientRect().bottom ?? 0;
      const sheet = document.querySelector('[role=dialog]')?.getBoundingClientRect().top ?? 0;
      return passage !== undefined && passage.top >= bar && passage.bottom <= sheet;
    });
  await selectWord(amira, 'Summary', 'harbor');
  await amira.getByRole('button', { name: 'Comment on the selection' }).click();
  await expect(amira.getByRole('textbox', { name: 'New comment' })).toBeFocused();
  await expect.poll(() => isInView(amira)).toBe(true);
  // An on-screen keyboard takes the lower half.
  await amira.setViewportSize({ width: 390, height: 470 });
  await expect.poll(() => isInView(amira)).toBe(true);
  await comment(amira, 'Which one?');
  await expect(card(amira, 'Which one?')).toBeVisible();
  await expect.poll(() => isInView(amira)).toBe(true);
  await amira.getByRole('button', { name: 'Close the comments' }).click();
  await expect(amira.getByRole('dialog')).toHaveCount(0);
});

test('two tabs keep what each of them says offline, and a page that shows no article sends it', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const tomas = await openAs('tomas', `/desk/articles/${id}`);
  const other = await tomas.context().newPage();
  await other.goto(`/desk/articles/${id}`);
  await expect(statusOf(other)).toHaveText('Saved');
  await tomas.context().setOffline(true);
  for (const [page, words] of [
    [tomas, 'Said in one tab.'],
    [other, 'Said in the other.'],
  ] as const) {
    await expect(statusOf(page)).toContainText('Offline');
    await page.getByRole('button', { name: 'Comment on the whole article' }).click();
    await comment(page, words);
    await expect(card(page, words)).toContainText('not sent yet');
  }
  await expect(card(tomas, 'Said in the other.')).toBeVisible();
  await expect(statusOf(tomas)).toContainText('2 comments and suggestions not sent yet');

  // Signing out would lose them, so it asks.
  await tomas.getByRole('button', { name: /Tomás Silva/ }).click();
  await tomas.getByRole('button', { name: 'Sign out' }).click();
  const warning = tomas.getByRole('dialog', { name: 'Some of your work is only on this device' });
  await warning.getByRole('button', { name: 'Cancel' }).click();

  await other.close();
  await tomas.getByRole('banner').getByRole('link', { name: 'Desk', exact: true }).click();
  await expect(tomas).toHaveURL(/\/desk\/?$/);
  await tomas.context().setOffline(false);
  const amira = await openAs('amira', `/desk/articles/${id}`);
  await expect(card(amira, 'Said in one tab.')).toBeVisible();
  await expect(card(amira, 'Said in the other.')).toHaveCount(1);
});
