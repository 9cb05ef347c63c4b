// Sections under way: an editor, a reviewer and an admin bring a section to its approval, and back.
import type { Page } from '@playwright/test';
import { chip, goOffline } from './article.ts';
import { expect, test } from './desk.ts';
import { expectAccessibleInBothThemes, expectNoSidewaysScroll } from './looks.ts';

const text = (page: Page, label: string) => page.getByRole('textbox', { name: label, exact: true });

/** Does something with a section by keyboard alone. */
async function act(page: Page, section: string, name: RegExp): Promise<void> {
  await chip(page, section).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name }).focus();
  await page.keyboard.press('Enter');
}

async function write(page: Page, label: string, words: string): Promise<void> {
  await text(page, label).click();
  await page.keyboard.type(words);
  await expect(page.getByRole('banner').getByRole('status')).toHaveAttribute('data-state', 'saved');
}

test('a section is made ready, returned with a note, approved, sealed for everybody, and reopened with a reason', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const path = `/desk/articles/${id}`;
  const amira = await openAs('amira', path);
  const tomas = await openAs('tomas', path);
  const nora = await openAs('nora', path);
  await write(amira, 'Introduction', 'The bridge opens in May.');
  await act(amira, 'Introduction', /Mark as ready/);
  await expect(chip(tomas, 'Introduction')).toContainText('Ready for review');

  await tomas.getByRole('button', { name: 'Return “Introduction” with a note' }).click();
  await tomas.getByRole('dialog').getByRole('textbox').fill('Which May?');
  await tomas.getByRole('dialog').getByRole('button', { name: 'Return' }).click();
  await expect(chip(amira, 'Introduction')).toContainText('Open');
  const introduction = amira.getByRole('region', { name: 'Introduction', exact: true });
  await expect(introduction.getByText('Tomás Silva returned this section')).toContainText('Which May?');
  await amira.getByRole('button', { name: /^Notifications: [1-9]/ }).click();
  await expect(
    amira.getByRole('button', { name: /Tomás Silva returned a section.*Which May\?/ }),
  ).toBeVisible();
  await amira.keyboard.press('Escape');

  await write(amira, 'Introduction', ' Next year.');
  await introduction.getByRole('button', { name: 'Mark “Introduction” as ready again' }).click();
  await tomas.getByRole('button', { name: 'Approve “Introduction”' }).click();
  await expect(chip(amira, 'Introduction')).toContainText('Approved');
  await expect(text(amira, 'Introduction')).toHaveAttribute('contenteditable', 'false');
  await expect(text(nora, 'Introduction')).toHaveAttribute('contenteditable', 'false');

  await act(nora, 'Introduction', /Reopen/);
  await nora.getByRole('dialog').getByRole('textbox').fill('The date moved.');
  await nora.getByRole('dialog').getByRole('button', { name: 'Reopen' }).click();
  await expect(text(amira, 'Introduction')).toHaveAttribute('contenteditable', 'true');
  await act(amira, 'Introduction', /History/);
  for (const words of ['marked it as ready', 'returned it', 'approved it', 'reopened it'])
    await expect(amira.getByText(words).first()).toBeVisible();
});

test('all that is written is made ready at once, and a reviewer approves at once what they have read', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  // Low enough that the second section is not seen to its end.
  const tomas = await openAs('tomas', `/desk/articles/${id}`, { viewport: { width: 1280, height: 700 } });
  await write(amira, 'Introduction', 'The bridge opens in May.');
  await text(amira, 'News').click();
  await amira.keyboard.insertText('It was built in two years. '.repeat(120));
  await expect(amira.getByRole('banner').getByRole('status')).toHaveAttribute('data-state', 'saved');
  // Support holds what the template gave it, and is published with an approval only; Summary is empty.
  await amira.getByRole('button', { name: 'Mark all ready (3)' }).click();
  await expect(amira.getByText('3 sections are ready for review')).toBeVisible();

  await expect(tomas.getByText('Read to the end: 1 of 3')).toBeVisible();
  await tomas.getByRole('button', { name: /Approve all that I have read/ }).click();
  await expect(tomas.getByRole('dialog')).toContainText('to its end: News');
  await tomas.getByRole('button', { name: 'Cancel' }).click();
  await chip(tomas, 'Summary').scrollIntoViewIfNeeded();
  await expect(tomas.getByText('Read to the end: 3 of 3')).toBeVisible();
  await tomas.getByRole('button', { name: /Approve all that I have read/ }).click();
  await tomas.getByRole('button', { name: 'Approve 3 sections' }).click();
  await expect(chip(amira, 'News')).toContainText('Approved');
  await expect(chip(amira, 'Introduction')).toContainText('Approved');
  await expect(chip(amira, 'Support')).toContainText('Approved');
  await expect(chip(amira, 'Summary')).toContainText('Open');
});

test('nobody approves what they wrote alone, and a reviewer can’t mark a section as ready', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle('nora');
  const nora = await openAs('nora', `/desk/articles/${id}`);
  const tomas = await openAs('tomas', `/desk/articles/${id}`);
  await write(nora, 'Introduction', 'Mine alone.');
  await act(nora, 'Introduction', /Mark as ready/);
  await expect(chip(nora, 'Introduction')).toContainText('Ready for review');
  await chip(nora, 'Introduction').click();
  await expect(
    nora.getByRole('menuitem', { name: /Approve this text.*You wrote this alone/ }),
  ).toBeDisabled();
  await chip(tomas, 'News').click();
  await expect(tomas.getByRole('menuitem', { name: /Mark as ready/ })).toHaveCount(0);
});

test('what is typed offline into a section that is approved meanwhile is kept for its author', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  const jonas = await openAs('jonas', `/desk/articles/${id}`);
  const tomas = await openAs('tomas', `/desk/articles/${id}`);
  await write(amira, 'Introduction', 'Approved words.');
  await expect(text(jonas, 'Introduction')).toContainText('Approved words.');
  await goOffline(jonas);
  await text(jonas, 'Introduction').click();
  await jonas.keyboard.type('Too late. ');
  await text(jonas, 'News').click();
  await jonas.keyboard.type('In time.');
  await act(amira, 'Introduction', /Mark as ready/);
  await expect(chip(tomas, 'Introduction')).toContainText('Ready for review');
  await act(tomas, 'Introduction', /Approve this text/);
  await expect(chip(amira, 'Introduction')).toContainText('Approved');
  await jonas.context().setOffline(false);
  await expect(text(amira, 'News')).toContainText('In time.');
  await jonas.getByRole('button', { name: /^1 / }).click();
  await expect(jonas.getByRole('dialog')).toContainText('Too late.');
  await expect(text(amira, 'Introduction')).toHaveText('Approved words.');
});

test('states are clear on a phone and have no serious finding of axe, in either color scheme', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const phone = await openAs('amira', `/desk/articles/${id}`, { viewport: { width: 390, height: 844 } });
  await expect(chip(phone, 'Introduction')).toBeVisible();
  await expectNoSidewaysScroll(phone);
  await act(phone, 'Introduction', /Assign/);
  await expect(phone.getByRole('dialog')).toBeVisible();
  await expectAccessibleInBothThemes(phone);
});
