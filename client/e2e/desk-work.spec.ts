// Who has which article until when, several articles at once, and help for those who are new.
import type { Page } from '@playwright/test';
import { expect, test } from './desk.ts';
import { expectAccessible } from './looks.ts';

/** Takes back what the message reports; messages about other acts may be there, too. */
const undo = (page: Page, report: string) =>
  page.getByRole('alert').filter({ hasText: report }).getByRole('button', { name: 'Undo' }).click();

const card = (page: Page, headline: string) =>
  page.getByRole('article').filter({ has: page.getByRole('link', { name: headline, exact: true }) });

async function start(page: Page, headline: string): Promise<void> {
  const answer = await page.request.post('/api/articles', {
    headers: { origin: new URL(page.url()).origin },
    data: { template: 'news', language: 'en', headline },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
}

test('articles are assigned, dated and archived, one or many, and all of it is taken back', async ({
  openAs,
}) => {
  const page = await openAs('amira');
  const headlines = ['Bees on the roof', 'Cranes at the quay', 'Dogs of the yard'];
  for (const headline of headlines) await start(page, headline);
  const [bees = '', cranes = '', dogs = ''] = headlines;
  const jonas = await openAs('jonas');

  // One, from its menu.
  await card(page, bees)
    .getByRole('button', { name: /^Actions/ })
    .click();
  await page.getByRole('menuitem', { name: 'Assign, due date …' }).click();
  await page.getByRole('combobox', { name: 'Assignee' }).click();
  await page.keyboard.type('Jonas');
  await page.getByRole('option', { name: 'Jonas Weber' }).click();
  await page.getByLabel('Due').fill('2020-05-04T17:30');
  await page.getByRole('button', { name: 'Assign', exact: true }).click();
  await expect(card(page, bees)).toContainText('Assigned to Jonas Weber');
  await expect(card(page, bees)).toContainText(/Overdue: May 4/);
  await expect(card(page, bees)).toContainText('0 of 5 sections approved');
  // It reaches the colleague at once, on a clock of 24 hours.
  await expect(card(jonas, bees)).toContainText(/Überfällig: .*17:30/);
  // It is due by the desk's clock, also to who is where clocks show something else.
  const abroad = await openAs('amira', '/desk', { timezoneId: 'Asia/Kolkata' });
  await expect(card(abroad, bees)).toContainText(/Overdue: May 4, 5:30\sPM UTC/);
  await card(abroad, bees)
    .getByRole('button', { name: /^Actions/ })
    .click();
  await abroad.getByRole('menuitem', { name: 'Assign, due date …' }).click();
  await expect(abroad.getByLabel('Due')).toHaveValue('2020-05-04T17:30');
  await expect(abroad.getByRole('dialog')).toContainText('On the clocks of the desk: UTC');
  await abroad.getByLabel('Due').fill('2020-05-04T18:45');
  await abroad.getByRole('button', { name: 'Assign', exact: true }).click();
  await expect(card(page, bees)).toContainText(/Overdue: May 4, 6:45\sPM/);
  await abroad.close();
  await jonas.getByRole('button', { name: /^Benachrichtigungen/ }).click();
  await expect(jonas.getByText('Amira Haddad hat Ihnen den Artikel zugewiesen')).toBeVisible();
  await jonas.keyboard.press('Escape');
  await jonas.getByRole('button', { name: 'Meine' }).click();
  await expect(jonas.getByRole('article')).toHaveCount(1);

  // Many, by keyboard: from the first checkbox to the last with Shift.
  const select = (headline: string) => page.getByRole('checkbox', { name: `Select “${headline}”` });
  await select(dogs).focus();
  await page.keyboard.press('Space');
  await select(bees).focus();
  await page.keyboard.press('Shift+Space');
  const bar = page.getByRole('toolbar', { name: 'Selected articles' });
  await expect(bar).toContainText('3 selected');
  await expectAccessible(page);
  await bar.getByRole('button', { name: 'Assign …' }).click();
  await page.getByRole('combobox', { name: 'Assignee' }).click();
  await page.getByRole('option', { name: 'Amira Haddad (you)' }).click();
  const one = page
    .waitForRequest((request) => request.method() === 'PATCH')
    .then((request) => request.postDataJSON());
  await page.getByRole('button', { name: 'Assign', exact: true }).click();
  expect(await one).toMatchObject({ changes: [{ change: {} }, { change: {} }, { change: {} }] });
  await expect(page.getByText('3 articles are assigned.')).toBeVisible();
  for (const headline of headlines)
    await expect(card(page, headline)).toContainText('Assigned to Amira Haddad');
  await undo(page, '3 articles are assigned.');
  await expect(card(page, bees)).toContainText('Assigned to Jonas Weber');
  await expect(card(page, cranes)).not.toContainText('Assigned to');

  await select(cranes).click();
  await select(bees).click({ modifiers: ['Shift'] });
  await expect(bar).toContainText('2 selected');
  await bar.getByRole('button', { name: 'Archive' }).click();
  await expect(card(page, cranes)).toHaveCount(0);
  await undo(page, '2 articles are in the archive.');
  await expect(card(page, cranes)).toBeVisible();
  await select(dogs).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Escape');
  await expect(bar).toHaveCount(0);
});

test('of several that are moved at once, what a colleague has shelved is named and the others go; undo leaves a colleague’s change', async ({
  openAs,
}) => {
  const page = await openAs('amira');
  const [eels, foxes, geese] = ['Eels under the weir', 'Foxes in the yard', 'Geese over the lock'] as const;
  for (const headline of [eels, foxes, geese]) await start(page, headline);
  const select = (headline: string) => page.getByRole('checkbox', { name: `Select “${headline}”` });
  for (const headline of [eels, foxes, geese]) await select(headline).click();
  const bar = page.getByRole('toolbar', { name: 'Selected articles' });
  const jonas = await openAs('jonas');
  const idOf = async (headline: string) =>
    (await card(jonas, headline).getByRole('link').first().getAttribute('href'))?.split('/').at(-1);
  const change = async (headline: string, data: object) => {
    const headers = { origin: new URL(jonas.url()).origin };
    const answer = await jonas.request.patch(`/api/articles/${await idOf(headline)}`, { headers, data });
    expect(answer.ok(), await answer.text()).toBe(true);
  };
  await change(foxes, { archived: true });
  await expect(card(page, foxes)).toHaveCount(0);
  await bar.getByRole('button', { name: 'Move to …' }).press('Enter');
  await page.getByRole('menuitem', { name: 'In review' }).press('Enter');
  const message = page.getByRole('alert').filter({ hasText: '2 articles are moved.' });
  await expect(message).toContainText('1 article was not changed:');
  await expect(message).toContainText(`“${foxes}”`);
  await expect(bar).toContainText('1 selected');
  const inReview = page.getByRole('region', { name: 'In review' });
  await expect(inReview.getByRole('link', { name: eels })).toBeVisible();
  await expectAccessible(page);

  await change(geese, { stage: 'draft' });
  await expect(inReview.getByRole('link', { name: geese })).toHaveCount(0);
  await undo(page, '2 articles are moved.');
  await expect(
    page
      .getByRole('alert')
      .filter({ hasText: `“${geese}”` })
      .last(),
  ).toContainText('1 article was not changed:');
  await expect(inReview.getByRole('link', { name: eels })).toHaveCount(0);
});

test('where the answer to several acts is lost, nobody says that they were refused, and the board is loaded anew', async ({
  openAs,
}) => {
  const page = await openAs('amira');
  const both = ['Herons in the reeds', 'Ibises on the bank'] as const;
  for (const headline of both) await start(page, headline);
  for (const headline of both) await page.getByRole('checkbox', { name: `Select “${headline}”` }).click();
  const bar = page.getByRole('toolbar', { name: 'Selected articles' });
  const move = async (to: string) => {
    await bar.getByRole('button', { name: 'Move to …' }).press('Enter');
    await page.getByRole('menuitem', { name: to }).press('Enter');
  };
  const isIn = async (column: string) => {
    for (const headline of both)
      await expect(
        page.getByRole('region', { name: column }).getByRole('link', { name: headline }),
      ).toBeVisible();
  };
  const message = page.getByRole('alert').filter({ hasText: 'Whether 2 articles were changed is not known' });

  // They are moved, and nobody hears of it.
  await page.route(
    '**/api/articles',
    async (route) => {
      await route.fetch();
      await route.abort();
    },
    { times: 1 },
  );
  await move('In review');
  for (const headline of both) await expect(message).toContainText(`“${headline}”`);
  await expect(message).not.toContainText('not changed');
  await isIn('In review');
  await expect(bar).toContainText('2 selected');
  await message.getByRole('button').click();
  await expect(message).toHaveCount(0);

  // The request itself is lost.
  await page.route('**/api/articles', (route) => route.abort(), { times: 1 });
  await move('Draft');
  await expect(message).toBeVisible();
  await isIn('In review');
});

test('a newcomer is shown around once, and finds help in the header', async ({ openAs, browser, server }) => {
  const nora = await openAs('nora');
  const answer = await nora.request.post('/api/invites', {
    headers: { origin: server.url },
    data: { role: 'editor' },
  });
  const { link } = (await answer.json()) as { link: string };
  const context = await browser.newContext({ baseURL: server.url });
  const page = await context.newPage();
  await page.goto(new URL(link).pathname);
  await page.getByLabel('Name').fill('Nele Neumann');
  await page.getByLabel('Email address').fill('nele@demo.example');
  await page.locator('input[type=password]').fill('herring-lantern-quay');
  await page.getByRole('button', { name: 'Join' }).click();

  const tour = page.getByRole('dialog', { name: 'A tour through the desk' });
  await expect(tour.getByRole('heading', { name: 'Welcome to the desk' })).toBeFocused();
  await expectAccessible(page);
  await tour.getByRole('button', { name: 'Next' }).press('Enter');
  await expect(tour.getByRole('heading', { name: 'Start or import an article' })).toBeFocused();
  await expect(tour).toContainText('Step 2 of 4');
  const seen = page.waitForResponse((response) => response.url().endsWith('/api/me') && response.ok());
  await page.keyboard.press('Escape');
  await expect(tour).toHaveCount(0);
  await seen;
  await page.reload();
  await expect(page.getByRole('article').first()).toBeVisible();
  await expect(tour).toHaveCount(0);

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('Select all up to it');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Help' }).click();
  await page.getByRole('menuitem', { name: 'What the states mean' }).click();
  await expect(page.getByRole('dialog', { name: 'What the states mean' })).toContainText('exactly this text');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Help' }).click();
  await page.getByRole('menuitem', { name: 'Guide' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Guide');
  await page.getByRole('button', { name: 'Help' }).click();
  await page.getByRole('menuitem', { name: 'Take the tour' }).click();
  for (const step of ['Next', 'Next', 'Next', 'Get started'])
    await tour.getByRole('button', { name: step }).click();
  await expect(tour).toHaveCount(0);

  // Nobody is put out by a slip of the hand.
  await nora.goto('/desk/people');
  const row = nora.getByRole('listitem').filter({ hasText: 'Nele Neumann' });
  await row.getByRole('button', { name: 'Deactivate' }).click();
  const question = nora.getByRole('dialog', { name: /Nele Neumann/ });
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(row.getByRole('button', { name: 'Deactivate' })).toBeVisible();
  await row.getByRole('button', { name: 'Deactivate' }).click();
  await question.getByRole('button', { name: 'Deactivate' }).click();
  await expect(page).toHaveURL(/sign-in/);
  await context.close();
});
