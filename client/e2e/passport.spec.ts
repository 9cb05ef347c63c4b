// The passport of a published text: who wants to be named says so, and readers learn how the text came to be.
import { article, p, section } from '@galley/shared/article/testing.ts';
import { openPublishing, publishingPanel } from './article.ts';
import { expect, test } from './desk.ts';
import { expectAccessibleInBothThemes, expectNoSidewaysScroll } from './looks.ts';

test.use({ deskName: 'passport' });

test('somebody wants to be named, publishes, and readers open “About this text” without a script', async ({
  openAs,
  browser,
  server,
}) => {
  const page = await openAs('nora', '/desk/profile');
  const named = page.getByRole('checkbox', { name: 'Name me on public pages' });
  await expect(named).not.toBeChecked();
  await named.press('Space');
  await page.getByRole('button', { name: 'Save', exact: true }).first().click();
  await expect(page.getByText('Your profile is saved.')).toBeVisible();
  await page.reload();
  await expect(named).toBeChecked();

  const headers = { origin: server.url };
  const content = article('A text with a passport', section('text', p('Written by hand.')));
  const data = { template: 'blank', language: 'en', content };
  const made = await page.request.post('/api/articles', { headers, data });
  const { id } = (await made.json()) as { id: string };
  await page.request.patch(`/api/articles/${id}`, { headers, data: { slug: 'with-a-passport' } });
  await page.goto(`/desk/articles/${id}`);
  await openPublishing(page);
  await publishingPanel(page)
    .getByRole('button', { name: /^Publish/ })
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await publishingPanel(page).getByRole('button', { name: 'Check the passport of revision 1' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Nothing speaks against this passport.')).toBeVisible();
  await expect(dialog.getByRole('img', { name: 'Holds' })).toHaveCount(8);
  await expectAccessibleInBothThemes(page, { within: ['[role="dialog"]'] });
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 390, height: 800 },
  });
  const reader = await context.newPage();
  await reader.goto(`${server.url}/articles/with-a-passport`);
  const about = reader.getByText('About this text');
  await expect(reader.getByText('This is version 1')).toBeHidden();
  await about.focus();
  await reader.keyboard.press('Enter');
  await expect(reader.getByText('This is version 1')).toBeVisible();
  await expect(reader.getByText('The words are by Nora Lindqvist (100%)')).toBeVisible();
  await expectNoSidewaysScroll(reader);
  await context.close();

  await page.goto(`${server.url}/articles/with-a-passport`);
  await page.getByText('About this text').click();
  await expectAccessibleInBothThemes(page);
  await page.getByRole('link', { name: 'passport of this text (JSON)' }).click();
  await expect(page.locator('body')).toContainText('galley-passport/1');
});
