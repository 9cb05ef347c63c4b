// The board and the templates as people use them: two browsers at once, search, palette, order, conflicts.
import type { Locator, Page } from '@playwright/test';
import { siteSections } from './article.ts';
import { expect, test } from './desk.ts';
import { expectAccessibleInBothThemes, expectNoSidewaysScroll } from './looks.ts';

const column = (page: Page, name: string) => page.getByRole('region', { name });
const card = (scope: Page | Locator, headline: string) =>
  scope.getByRole('article').filter({ hasText: headline });

async function choose(page: Page, headline: string, item: string): Promise<void> {
  await card(page, headline).hover();
  await card(page, headline).getByRole('button').click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
}

async function start(page: Page, headline: string, template = 'News'): Promise<void> {
  await page.goto('/desk');
  await page.getByRole('button', { name: 'New article' }).click();
  await page.getByRole('radio', { name: new RegExp(`^${template}`) }).click();
  await page.getByLabel('Headline').fill(headline);
  await page.getByRole('button', { name: 'Create article' }).click();
  await expect(page).toHaveURL(/\/desk\/articles\/[0-9a-z]{16}$/);
}

async function openPalette(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Search or jump to' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Search and commands' })).toBeFocused();
}

test('what one person does with an article shows at once on the other’s board', async ({ openAs }) => {
  const amira = await openAs('amira');
  const jonas = await openAs('jonas');
  const headline = 'The keeper of the lighthouse';
  await expect(jonas).toHaveTitle('Redaktion · Galley');

  await start(amira, headline, 'Interview');
  await expect(card(jonas, headline)).toContainText('Interview');
  await expect(card(jonas, headline).getByText('Amira Haddad ist hier')).toBeAttached();

  await amira.goto('/desk');
  await choose(amira, headline, 'In review');
  await expect(card(column(jonas, 'In Prüfung'), headline)).toBeVisible();

  await card(amira, headline).dragTo(column(amira, 'Ready'));
  await expect(card(column(jonas, 'Bereit'), headline)).toBeVisible();

  await choose(amira, headline, 'Archive');
  await expect(card(jonas, headline)).toHaveCount(0);
  await amira.getByRole('button', { name: 'Undo' }).click();
  await expect(card(column(jonas, 'Bereit'), headline)).toBeVisible();
});

test('articles are found by other forms of their words, and the view stays in the address', async ({
  openAs,
}) => {
  const page = await openAs('amira');
  await start(page, 'Gulls over the market');
  await page.goto('/desk?view=table');
  await page.getByLabel('Search articles').fill('gull market');
  await expect(page.getByRole('row').filter({ hasText: 'Gulls over the market' })).toBeVisible();
  await expect(page.getByRole('row')).toHaveCount(2);
  // A slip of the finger leads there too.
  await page.getByLabel('Search articles').fill('gull amrket');
  await page.getByRole('button', { name: 'gull market' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'Gulls over the market' })).toBeVisible();
  await page.getByRole('button', { name: 'Stage' }).click();
  await page.getByRole('option', { name: 'Ready' }).click();
  await expect(page.getByText('No article matches this search')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Search articles')).toHaveValue('gull market');
  await page.getByRole('button', { name: 'Clear filters' }).first().click();
  await expect(page.getByRole('row').filter({ hasText: 'Gulls over the market' })).toBeVisible();
});

test('articles show their section of the site, are put into one together, and are found by it', async ({
  openAs,
}) => {
  const nora = await openAs('nora');
  const headers = { origin: new URL(nora.url()).origin };
  const sections = await siteSections(nora, 'Waterfront', 'Markets');
  for (const headline of ['Herons at the sluice', 'Herons on the roof'])
    await nora.request.post('/api/articles', {
      headers,
      data: { template: 'blank', language: 'en', headline },
    });
  const amira = await openAs('amira');
  for (const headline of ['Herons at the sluice', 'Herons on the roof'])
    await amira.getByRole('checkbox', { name: `Select “${headline}”` }).click();
  const bar = amira.getByRole('toolbar', { name: 'Selected articles' });
  await bar.getByRole('button', { name: 'Section …' }).press('Enter');
  await amira.getByRole('menuitem', { name: 'Waterfront' }).press('Enter');
  await expect(card(amira, 'Herons at the sluice')).toContainText('Waterfront');
  await expect(card(amira, 'Herons on the roof')).toContainText('Waterfront');
  const { id } = (await (await nora.request.get('/api/articles?query=heron+roof')).json()).articles[0];
  await nora.request.patch(`/api/articles/${id}`, { headers, data: { siteSection: sections.ids[1] } });
  await expect(card(amira, 'Herons on the roof')).toContainText('Markets');

  await amira.getByRole('button', { name: 'Section', exact: true }).click();
  await amira.getByRole('option', { name: 'Waterfront' }).click();
  await expect(amira.getByRole('article')).toHaveCount(1);
  await expect(amira.getByRole('button', { name: 'Section: Waterfront' })).toBeVisible();
  // Taken back, the other one stays where the colleague has put it.
  await amira.getByRole('alert').getByRole('button', { name: 'Undo' }).click();
  await expect(amira.getByText('No results')).toBeVisible();
  await amira.getByRole('button', { name: 'Section: Waterfront' }).click();
  await amira.getByRole('option', { name: 'In no section' }).click();
  await expect(card(amira, 'Herons at the sluice')).toBeVisible();
  await expect(card(amira, 'Herons on the roof')).toHaveCount(0);
  await expect(amira).toHaveURL(/section=none/);
  await amira.goto('/desk?view=table');
  await expect(amira.getByRole('row').filter({ hasText: 'Herons on the roof' })).toContainText('Markets');
  await expectAccessibleInBothThemes(amira);
  await sections.end();
});

test('the palette leads to articles and commands by keyboard alone', async ({ openAs }) => {
  const page = await openAs('amira');
  await start(page, 'A quiet harbor morning');
  await page.goto('/desk');
  await openPalette(page);
  await page.keyboard.type('quiet harb');
  await expect(page.getByRole('option', { name: /A quiet harbor morning/ })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/desk\/articles\//);
  await page.goto('/desk');
  await openPalette(page);
  await page.keyboard.type('new art');
  await expect(page.getByRole('option', { name: 'New article' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'New article' })).toBeVisible();
});

test('a template is made, ordered by keyboard, and shows a second admin’s change', async ({ openAs }) => {
  const page = await openAs('nora', '/desk/templates/new');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toContainText('5 things need attention');
  await page.getByLabel('Name in English').fill('Column');
  await page.getByLabel('Name in German').fill('Kolumne');
  await page.getByLabel('Label in English').fill('Opinion');
  await page.getByLabel('Label in German').fill('Meinung');
  await page.getByRole('button', { name: 'Add section' }).click();
  await page.getByLabel('Label in English').fill('Author');
  await page.getByLabel('Label in German').fill('Zur Person');
  await page.getByRole('button', { name: /^Move “Author”/ }).press('ArrowUp');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page).toHaveURL(/\/desk\/templates$/);
  await page.getByRole('link', { name: 'Column' }).click();
  await expect(page.getByRole('listitem').first()).toContainText('Author');

  const other = await openAs('nora', new URL(page.url()).pathname);
  await other.getByLabel('Name in German').fill('Glosse');
  await page.getByLabel('Name in German').fill('Kommentar');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(other.getByText('Someone else has saved this template')).toBeVisible();
  await other.getByRole('button', { name: 'Overwrite with mine' }).click();
  await expect(page.getByLabel('Name in German')).toHaveValue('Glosse');
});

test('the desk opens without its server, and goes on when that is back', async ({ openAs, server }) => {
  const page = await openAs('amira');
  await expect(page.getByRole('article').first()).toBeVisible();
  await expect
    .poll(() =>
      page.evaluate(async () =>
        Boolean((await caches.match('/desk/')) && (await caches.match('/api/session'))),
      ),
    )
    .toBe(true);
  await server.kill();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Desk');
  await expect(page.getByRole('button', { name: 'Your account: Amira Haddad' })).toBeVisible();
  await expect(page.getByText('You’re offline')).toBeVisible();
  await server.restart();
  await expect(page.getByRole('article').first()).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('You’re offline')).toHaveCount(0);
});

const pages = [
  '/desk',
  '/desk?view=table',
  '/desk?archived=yes',
  '/desk?dialog=new',
  '/desk?dialog=import',
  '/desk/people',
  '/desk/audit?act=person',
  '/desk/profile',
  '/desk/guide',
  '/desk/templates',
  '/desk/templates/news',
];
for (const viewport of [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]) {
  test(`the desk’s pages have no serious finding of axe and fit ${viewport.width} px`, async ({ openAs }) => {
    // It looks at many pages, and axe takes its time with each.
    test.slow();
    const page = await openAs('nora', '/desk', { viewport });
    for (const path of pages) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectAccessibleInBothThemes(page);
      await expectNoSidewaysScroll(page);
    }
  });
}

test('the pages for those who are not signed in have no serious finding of axe, and fit a phone', async ({
  browser,
  server,
}) => {
  const context = await browser.newContext({ baseURL: server.url, viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  for (const path of ['/desk/sign-in', '/desk/invite/nosuchinvitation']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessibleInBothThemes(page);
    await expectNoSidewaysScroll(page);
  }
  await context.close();
});
