// Authors: an admin gives one a page, an article names several in their order, and readers come from one to the other.
import { openPublishing, publishingPanel } from './article.ts';
import { expect, test } from './desk.ts';
import { expectAccessibleInBothThemes, expectNoSidewaysScroll } from './looks.ts';

test('an admin gives an author a page, and articles by several lead to it', async ({
  openAs,
  browser,
  server,
}) => {
  const nora = await openAs('nora', '/desk/site');
  await nora.getByRole('link', { name: 'Authors and their pages' }).click();
  const menu = nora.getByRole('navigation', { name: 'Main' });
  await expect(menu.getByRole('link', { name: 'Site' })).toHaveAttribute('aria-current', 'true');
  await nora.getByRole('button', { name: 'Add an author' }).click();
  const form = nora.getByRole('dialog');
  await form.getByLabel('Short biography').fill('Casts bells.');
  await form.getByLabel('Contact').fill('rosa');
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(form.getByText('Give the name.')).toBeVisible();
  await expect(form.getByText('Write an email address')).toBeVisible();
  await form.getByLabel('Name').fill('Rosa Lindgren');
  await form.getByLabel('Contact').fill('rosa@ledger.example');
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(nora.getByRole('listitem').filter({ hasText: 'Casts bells.' })).toBeVisible();
  await expectAccessibleInBothThemes(nora, { within: ['main'] });

  // What was published before leads there too.
  const reader = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  await reader.goto(`${server.url}/articles/a-bell-does-not-forgive-a-hurry`);
  await reader.getByRole('link', { name: 'Rosa Lindgren' }).click();
  await expect(reader.getByRole('heading', { level: 1 })).toHaveText('Rosa Lindgren');
  await expect(reader.getByRole('heading', { level: 2 })).toHaveCount(1);
  await expectAccessibleInBothThemes(reader);
  await expectNoSidewaysScroll(reader);
  await reader.context().close();

  const articles = (await (await nora.request.get('/api/articles?query=bell')).json()) as {
    articles: { id: string; slug: string | null }[];
  };
  const bell = articles.articles.find(({ slug }) => slug === 'a-bell-does-not-forgive-a-hurry');
  await nora.goto(`/desk/articles/${bell?.id}`);
  await openPublishing(nora);
  const panel = publishingPanel(nora);
  await panel.getByLabel('Add an author').fill('The Foundry Desk');
  await nora.keyboard.press('Enter');
  await expect(panel.getByLabel('Byline')).toHaveValue('Rosa Lindgren and The Foundry Desk');
  await panel.getByLabel('The Foundry Desk is').selectOption('Organization');
  await expect(panel.getByLabel('Byline')).toHaveValue('Rosa Lindgren | The Foundry Desk');
  await panel.getByRole('button', { name: 'Move The Foundry Desk up' }).press('Enter');
  await expect(panel.getByLabel('Byline')).toHaveValue('The Foundry Desk | Rosa Lindgren');
  await expect(panel.getByRole('link', { name: 'Page on the site' })).toHaveCount(1);
  await panel.getByLabel('Byline').fill('Rosa Lindgren');
  await nora.keyboard.press('Enter');
  await expect(panel.getByRole('listitem').filter({ hasText: 'The Foundry Desk' })).toHaveCount(0);
});
