// The desk in daily use: where the caret is when an article opens, what a sealed section says, links, palette and keys.
import { actOn, chip, marked, saved, selectWord, textOf, write } from './article.ts';
import { expect, test } from './desk.ts';

test('a new article opens with the caret where one begins to write', async ({ openAs, newArticle }) => {
  const id = await newArticle();
  const page = await openAs('amira', `/desk/articles/${id}`);
  await expect(textOf(page, 'Headline')).toBeFocused();
  await page.keyboard.type('Harbor opens');
  await expect(textOf(page, 'Headline')).toHaveText('Harbor opens');
  await saved(page);
  await page.reload();
  await expect(textOf(page, 'Introduction')).toBeFocused();
  await page.keyboard.type('Ships came in.');
  await expect(textOf(page, 'Introduction')).toHaveText('Ships came in.');
  await saved(page);
  await page.reload();
  await expect(textOf(page, 'Introduction')).toHaveText('Ships came in.');
  await expect(textOf(page, 'Introduction')).not.toBeFocused();
});

test('typing into a sealed section says why nothing happens, and the line there reopens it', async ({
  openAs,
  newArticle,
}) => {
  const path = `/desk/articles/${await newArticle()}`;
  const amira = await openAs('amira', path);
  const tomas = await openAs('tomas', path);
  await write(amira, 'Introduction', 'The bridge opens in May.');
  await write(amira, 'News', 'Next.');
  await actOn(amira, 'Introduction', 'Mark as ready for review');
  await expect(chip(tomas, 'Introduction')).toContainText('Ready for review');
  await actOn(tomas, 'Introduction', 'Approve this text');
  await expect(textOf(amira, 'Introduction')).toHaveAttribute('contenteditable', 'false');
  await textOf(amira, 'Introduction').click();
  await amira.keyboard.type('No');
  await expect(amira.getByText('Nothing can be typed here')).toBeVisible();
  await expect(textOf(amira, 'Introduction')).toHaveText('The bridge opens in May.');
  // The caret goes past what nobody can write in.
  await textOf(amira, 'News').click();
  await amira.keyboard.press('Home');
  await amira.keyboard.press('ArrowUp');
  await expect(textOf(amira, 'Dek')).toBeFocused();
  await amira.getByRole('region', { name: 'Introduction' }).getByRole('button', { name: 'Reopen …' }).click();
  await amira.getByRole('dialog').getByRole('textbox').fill('The date moved.');
  await amira.getByRole('dialog').getByRole('button', { name: 'Reopen' }).click();
  await expect(textOf(amira, 'Introduction')).toHaveAttribute('contenteditable', 'true');
  await expect(amira.getByText('Nothing can be typed here')).toHaveCount(0);
});

test('while reading, the comment keys comment on the selected word', async ({ openAs, newArticle }) => {
  const path = `/desk/articles/${await newArticle()}`;
  const amira = await openAs('amira', path);
  await write(amira, 'News', 'Ships came in at dawn.');
  const tomas = await openAs('tomas', path);
  await selectWord(tomas, 'News', 'came');
  await expect(tomas.getByRole('button', { name: 'Comment', exact: true })).toBeVisible();
  await tomas.keyboard.press('Control+Alt+m');
  await expect(tomas.locator('blockquote', { hasText: 'came' })).toBeVisible();
  await expect(tomas.locator('article').getByRole('button', { name: 'Comment', exact: true })).toHaveCount(0);
  await tomas.keyboard.type('All of them?');
  await tomas.keyboard.press('Control+Enter');
  await expect(marked(amira)).toHaveText('came');
});

test('Ctrl+K on selected words links them, at the text; a link there is changed and taken away', async ({
  openAs,
  newArticle,
}) => {
  const nora = await openAs('nora');
  const origin = new URL(nora.url()).origin;
  const other = await newArticle();
  const changed = await nora.request.patch(`/api/articles/${other}`, {
    headers: { origin },
    data: { slug: 'harbor-opens' },
  });
  expect(changed.ok(), await changed.text()).toBe(true);
  const page = await openAs('amira', `/desk/articles/${other}`);
  await textOf(page, 'Headline').click();
  await page.keyboard.type('Harbor opens again');
  await expect(page.getByRole('banner').getByRole('status')).toHaveText('Saved');
  await page.goto(`/desk/articles/${await newArticle()}`);
  await write(page, 'News', 'our report');
  await selectWord(page, 'News', 'report');
  await page.keyboard.press('ControlOrMeta+k');
  const box = page.getByRole('dialog', { name: 'Link' });
  await expect(box.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('Harbor opens');
  await expect(box.getByRole('option', { name: /Harbor opens again/ })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const link = textOf(page, 'News').locator('a');
  await expect(link).toHaveText('report');
  await expect(link).toHaveAttribute('href', '/articles/harbor-opens');
  await expect(textOf(page, 'News')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ControlOrMeta+k');
  await expect(box.getByRole('combobox')).toHaveValue('/articles/harbor-opens');
  await expect(box.getByRole('link', { name: 'Open in a new tab' })).toBeVisible();
  await page.keyboard.type('javascript:alert(1)');
  await page.keyboard.press('Enter');
  await expect(box.getByText('lead to this address')).toBeVisible();
  await box.getByRole('combobox').fill('example.org');
  await page.keyboard.press('Enter');
  await expect(link).toHaveAttribute('href', 'https://example.org');
  await page.keyboard.press('ControlOrMeta+k');
  await box.getByRole('button', { name: 'Remove link' }).click();
  await expect(link).toHaveCount(0);
});

test('without a selection Ctrl+K opens the palette, which has the article’s own commands; ? shows the keys', async ({
  openAs,
  newArticle,
}) => {
  const page = await openAs('amira', `/desk/articles/${await newArticle()}`);
  await write(page, 'News', 'Ships came in.');
  await expect(page.getByRole('banner').getByText('Search or jump to …')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+k');
  const palette = page.getByRole('combobox', { name: 'Search and commands' });
  await expect(palette).toBeFocused();
  await palette.fill('mark as ready');
  await expect(page.getByRole('option', { name: 'Mark as ready for review: News' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(chip(page, 'News')).toContainText('Ready for review');
  await page.keyboard.press('ControlOrMeta+k');
  await palette.fill('Outlook');
  await expect(page.getByRole('option', { name: 'Outlook' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(textOf(page, 'Outlook')).toBeFocused();
  await page.keyboard.press('ControlOrMeta+k');
  await palette.fill('publishing');
  await expect(page.getByRole('option', { name: 'Publishing …' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: 'Publishing' })).toBeVisible();
  await page.locator('body').click({ position: { x: 4, y: 400 } });
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: /Keyboard/i })).toBeVisible();
});

test('cells are merged and split, and a table with merged cells is pasted into a table', async ({
  openAs,
  newArticle,
}) => {
  const page = await openAs('amira', `/desk/articles/${await newArticle()}`);
  const errors: Error[] = [];
  page.on('pageerror', (error) => errors.push(error));
  await write(page, 'News', '/table');
  await expect(page.getByRole('option', { name: 'Table' })).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.type('a');
  const news = textOf(page, 'News');
  const tableMenu = async (item: string) => {
    await page.getByRole('button', { name: 'Table', exact: true }).click();
    await page.getByRole(/^First/.test(item) ? 'menuitemcheckbox' : 'menuitem', { name: item }).click();
  };
  await page.keyboard.press('Shift+ArrowRight');
  await tableMenu('Merge cells');
  await expect(news.locator('th[colspan="2"]')).toHaveText('a');
  await tableMenu('Split cell');
  await expect(news.locator('th')).toHaveCount(3);
  await tableMenu('Insert column after');
  await expect(news.locator('th')).toHaveCount(4);
  await tableMenu('First column is a header');
  await expect(news.locator('th')).toHaveCount(6);
  await news.locator('td').last().click();
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    const html = '<table><tr><td colspan="2">wide</td></tr><tr><td>x</td><td>y</td></tr></table>';
    clipboardData.setData('text/html', html);
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  });
  await expect(news).toContainText('wide');
  await expect(news.locator('table')).toHaveCount(1);
  expect(errors).toEqual([]);
});

test('an article has one first heading and no unnamed button, and focus mode ends with Escape', async ({
  openAs,
  newArticle,
}) => {
  const page = await openAs('amira');
  await page.goto(`/desk/articles/${await newArticle()}`);
  await write(page, 'News', 'Ships came in.');
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  const unnamed = await page
    .getByRole('button')
    .evaluateAll((buttons) =>
      buttons
        .filter((button) => !(button.textContent || button.ariaLabel || button.getAttribute('title')))
        .map((button) => button.outerHTML),
    );
  expect(unnamed).toEqual([]);
  const focusMode = page.getByRole('button', { name: 'Focus mode' });
  await focusMode.click();
  await expect(focusMode).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Escape');
  await expect(focusMode).toHaveAttribute('aria-pressed', 'false');
});

test('replacing keeps the case, says how many, and is undone in one step; Escape gives the caret back', async ({
  openAs,
  newArticle,
}) => {
  const page = await openAs('amira', `/desk/articles/${await newArticle()}`);
  await write(page, 'Introduction', 'Harbor and HARBOR.');
  await write(page, 'News', 'A harbor in a harbor.');
  await page.keyboard.press('ControlOrMeta+h');
  const bar = page.getByRole('search');
  await expect(bar.getByLabel('Find', { exact: true })).toBeFocused();
  await page.keyboard.type('hárbor');
  await expect(bar.getByText('1 of 4')).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(bar.getByLabel('Replace with')).toBeFocused();
  await page.keyboard.type('port');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(bar.getByText('4 replaced')).toBeVisible();
  await expect(textOf(page, 'Introduction')).toHaveText('Port and PORT.');
  await expect(textOf(page, 'News')).toHaveText('A port in a port.');
  await bar.getByRole('button', { name: 'Undo replacing' }).click();
  await expect(textOf(page, 'Introduction')).toHaveText('Harbor and HARBOR.');
  await expect(textOf(page, 'News')).toHaveText('A harbor in a harbor.');
  await page.keyboard.press('Escape');
  await expect(bar).toHaveCount(0);
  await expect(page.locator('.ProseMirror:focus')).toHaveCount(1);
});
