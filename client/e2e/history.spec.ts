// History: who worked when, what was changed, the way back, and whose words are whose.
import type { Page } from '@playwright/test';
import { actOn, chip, comment, threadCard } from './article.ts';
import { expect, test } from './desk.ts';
import { expectAccessible, expectAccessibleInBothThemes } from './looks.ts';

const text = (page: Page, label: string) => page.getByRole('textbox', { name: label, exact: true });

async function write(page: Page, label: string, words: string): Promise<void> {
  await text(page, label).click();
  await page.keyboard.type(words);
  // Not everybody reads English here.
  await expect(page.getByRole('banner').getByRole('status')).toHaveAttribute('data-state', 'saved');
}

async function openHistory(page: Page) {
  await page.getByRole('banner').getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'History and authors' }).click();
  return page.getByRole('dialog', { name: 'History' });
}

test('a version is kept under a name, and a section goes back to it while another editor looks on', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  const jonas = await openAs('jonas', `/desk/articles/${id}`);
  await write(amira, 'Introduction', 'The good opening.');
  const history = await openHistory(amira);
  await history.getByRole('textbox', { name: 'Name of the version' }).fill('Before lunch');
  await amira.keyboard.press('Enter');
  await expect(history.getByRole('button', { name: /Before lunch/ })).toBeVisible();
  await amira.keyboard.press('Escape');

  await write(jonas, 'Introduction', 'Something worse. ');
  await write(jonas, 'News', 'News that stay.');
  await openHistory(amira);
  await history.getByRole('button', { name: /Before lunch/ }).click();
  await expect(history.locator('ins', { hasText: 'Something worse.' })).toBeVisible();
  await history.getByRole('button', { name: 'Restore' }).click();
  await amira.getByRole('menuitem', { name: 'Introduction' }).click();
  await amira
    .getByRole('dialog', { name: 'Restore this version?' })
    .getByRole('button', { name: 'Restore' })
    .click();
  await expect(text(jonas, 'Introduction')).toHaveText('The good opening.');
  await expect(text(jonas, 'News')).toHaveText('News that stay.');
  await expect(history.getByRole('button', { name: /Before a restoration/ })).toBeVisible();
});

test('the timeline tells who worked where, and the authors’ view whose words stand in the text', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  const jonas = await openAs('jonas', `/desk/articles/${id}`);
  await write(amira, 'Introduction', 'Amira began.');
  await write(jonas, 'News', 'Jonas went on.');
  const history = await openHistory(amira);
  const session = history.getByRole('button', { name: /Jonas Weber/ });
  await expect(session).toContainText('News');
  await session.click();
  await expect(history.locator('ins', { hasText: 'Jonas went on.' })).toBeVisible();
  await history.getByRole('tab', { name: 'Authors' }).click();
  await expect(history.getByRole('button', { name: /Jonas Weber/ })).toContainText('%');
  await expect(history.getByText('Jonas went on.')).toBeVisible();
});

test('a reviewer looks back and can’t change anything there, on a phone too', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  await write(amira, 'Introduction', 'Look back at me.');
  const tomas = await openAs('tomas', `/desk/articles/${id}`, { viewport: { width: 390, height: 844 } });
  const history = await openHistory(tomas);
  await history
    .getByRole('button', { name: /Amira Haddad/ })
    .first()
    .click();
  await expect(history.getByText('Look back at me.')).toBeVisible();
  await expect(history.getByRole('button', { name: 'Restore' })).toHaveCount(0);
  await expectAccessibleInBothThemes(tomas, { within: ['[role=dialog]'] });
  await history.getByRole('button', { name: 'Back' }).click();
  await expect(history.getByRole('textbox', { name: 'Name of the version' })).toHaveCount(0);
});

test('approvals and comments stand on the timeline and lead to their place, and tables are compared as tables', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  const tomas = await openAs('tomas', `/desk/articles/${id}`);
  await text(amira, 'News').click();
  await amira.getByRole('button', { name: 'Insert', exact: true }).click();
  await amira.getByRole('menuitem', { name: 'Table' }).click();
  await amira.keyboard.type('Ferry');
  await amira.keyboard.press('Tab');
  await amira.keyboard.type('Seven');
  const history = await openHistory(amira);
  await history.getByRole('textbox', { name: 'Name of the version' }).fill('Timetable');
  await amira.keyboard.press('Enter');
  await expect(history.getByRole('button', { name: /Timetable/ })).toBeVisible();
  await amira.keyboard.press('Escape');
  await text(amira, 'News').getByText('Seven').click();
  await amira.keyboard.press('End');
  await amira.keyboard.type(' o’clock');
  await actOn(amira, 'News', 'Mark as ready');
  await tomas.getByRole('button', { name: 'Approve “News”' }).click();
  await expect(chip(amira, 'News')).toContainText('Approved');
  await tomas.getByRole('button', { name: 'Comment on the whole article' }).click();
  await comment(tomas, 'Who has seen the ferry?');
  await expect(amira.getByText('Who has seen the ferry?')).toBeVisible();

  await openHistory(amira);
  await history.getByRole('button', { name: /Timetable/ }).click();
  const cell = history
    .getByRole('cell', { name: 'Seven' })
    .or(history.getByRole('columnheader', { name: 'Seven' }));
  await expect(cell).toHaveAttribute('data-state', 'changed');
  await expect(cell.locator('ins')).toHaveText(' o’clock');
  await expect(history.getByRole('columnheader', { name: 'Ferry' })).toHaveAttribute('data-state', 'same');
  await expectAccessible(amira, { within: ['[role=dialog]'] });

  const approved = history.getByRole('button', { name: /“News” approved/ });
  await history.locator('input[aria-label="What to show"]').click();
  await amira.getByRole('option', { name: 'Comments', exact: true }).click();
  await expect(approved).toHaveCount(0);
  await history.getByRole('button', { name: /Who has seen the ferry/ }).click();
  await expect(history).toHaveCount(0);
  await expect(threadCard(amira, 'Who has seen the ferry?')).toBeFocused();
  await openHistory(amira);
  await expect(history.getByRole('button', { name: /Timetable/ })).toBeVisible();
  await approved.click();
  await expect(amira.getByRole('region', { name: 'News', exact: true })).toBeFocused();
});

test('two states stand side by side, and keys lead from difference to difference and between the places of a moved block', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const page = await openAs('amira', `/desk/articles/${id}`);
  await write(page, 'News', 'The ferry sails at dawn.');
  await page.keyboard.press('Enter');
  await page.keyboard.type('The museum stays closed.');
  await page.keyboard.press('Enter');
  await page.keyboard.type('The last bus waits for it.');
  await write(page, 'Outlook', 'Next week:');
  await write(page, 'Introduction', 'Boats are back.');
  const history = await openHistory(page);
  await history.getByRole('textbox', { name: 'Name of the version' }).fill('Before lunch');
  await page.keyboard.press('Enter');
  await expect(history.getByRole('button', { name: /Before lunch/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await text(page, 'News').getByText('The last bus').click({ clickCount: 3 });
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await text(page, 'Outlook').click();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('The last bus waits for it.');
  await write(page, 'Introduction', ' For good.');
  await openHistory(page);
  await history.getByRole('button', { name: /Before lunch/ }).click();
  await history.getByText('Side by side').click();
  const rows = history.locator('[data-difference]');
  const added = rows.filter({ hasText: 'For good.' }).locator('[data-state=changed]');
  await expect(added.first()).not.toContainText('For good.');
  await expect(added.last().locator('ins')).toContainText('For good.');

  await page.keyboard.press('Alt+ArrowDown');
  await expect(rows.first()).toHaveAttribute('data-current');
  await page.keyboard.press('Alt+ArrowDown');
  await expect(rows.nth(1)).toHaveAttribute('data-current');
  await page.keyboard.press('Alt+ArrowUp');
  await expect(rows.first()).toHaveAttribute('data-current');

  const here = history.getByRole('button', { name: /moved here/ });
  const there = history.getByRole('button', { name: /moved from here/ });
  await here.focus();
  await page.keyboard.press('Enter');
  await expect(there).toBeFocused();
  await expect(rows.filter({ hasText: 'moved from here' })).toHaveAttribute('data-current');
  await page.keyboard.press('Enter');
  await expect(here).toBeFocused();
  await expectAccessible(page, { within: ['[role=dialog]'] });

  // This device keeps the choice.
  await page.reload();
  await openHistory(page);
  await history.getByRole('button', { name: /Before lunch/ }).click();
  await expect(history.getByRole('radio', { name: 'Side by side' })).toBeChecked();
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(history.getByRole('radio', { name: 'Side by side' })).toHaveCount(0);
});

test('a version that touches an approved section says so, and is restored without it or after reopening it', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  await write(amira, 'News', 'Good news.');
  const history = await openHistory(amira);
  await history.getByRole('textbox', { name: 'Name of the version' }).fill('Good');
  await amira.keyboard.press('Enter');
  await expect(history.getByRole('button', { name: /Good/ })).toBeVisible();
  await amira.keyboard.press('Escape');
  await write(amira, 'Introduction', 'A new opening.');
  await write(amira, 'News', ' Bad news.');
  await actOn(amira, 'Introduction', 'Mark as ready');
  const tomas = await openAs('tomas', `/desk/articles/${id}`);
  await tomas.getByRole('button', { name: 'Approve “Introduction”' }).click();
  await expect(chip(amira, 'Introduction')).toContainText('Approved');

  const restore = async () => {
    await openHistory(amira);
    await history.getByRole('button', { name: /Good/ }).click();
    await history.getByRole('button', { name: 'Restore' }).click();
    await amira.getByRole('menuitem', { name: 'The whole article' }).click();
    const question = amira.getByRole('dialog', { name: 'Restore this version?' });
    await question.getByRole('button', { name: 'Restore' }).click();
    const sealed = amira.getByRole('dialog', { name: 'Approved sections' });
    await expect(sealed.getByRole('listitem')).toHaveText(['Introduction']);
    return sealed;
  };
  await (await restore()).getByRole('button', { name: 'Restore the others' }).click();
  await expect(text(amira, 'News')).toHaveText('Good news.');
  await expect(history.getByRole('button', { name: /Before a restoration/ })).toHaveCount(1);
  await amira.keyboard.press('Escape');
  await expect(history).toHaveCount(0);
  await (await restore()).getByRole('button', { name: 'Reopen and restore' }).click();
  await expect(text(tomas, 'Introduction')).not.toContainText('A new opening.');
  await expect(chip(tomas, 'Introduction')).not.toContainText('Approved');
});
