// The same story in two languages: an editor names the other article by the keyboard, it is led to once it is published, and what
// can't be is said at its field.
import { article, p, section } from '@galley/shared/article/testing.ts';
import type { Page } from '@playwright/test';
import { openPublishing, publishingPanel as panel } from './article.ts';
import { expect, test } from './desk.ts';
import { expectAccessibleInBothThemes, expectNoSidewaysScroll } from './looks.ts';

async function readyArticle(
  page: Page,
  language: 'en' | 'de',
  headline: string,
  slug: string,
): Promise<string> {
  const headers = { origin: new URL(page.url()).origin };
  const content = article(headline, section('text', p('Drei Schiffe. Three ships.')));
  const made = await page.request.post('/api/articles', {
    headers,
    data: { template: 'blank', language, content },
  });
  const { id } = (await made.json()) as { id: string };
  expect((await page.request.patch(`/api/articles/${id}`, { headers, data: { slug } })).status()).toBe(200);
  return id;
}

test('an editor names the same story in German, and readers of each are led to the other', async ({
  openAs,
}) => {
  const [nora, amira] = [await openAs('nora'), await openAs('amira')];
  const english = await readyArticle(nora, 'Lighthouse lit', 'lighthouse-lit');
  const other = await readyArticle(nora, 'Lighthouse out', 'lighthouse-out');
  const german = await readyArticle(nora, 'Leuchtturm brennt', 'leuchtturm-brennt');
  await nora.request.patch(`/api/articles/${german}`, {
    headers: { origin: new URL(nora.url()).origin },
    data: { language: 'de' },
  });
  for (const [id, page] of [
    [english, amira],
    [german, nora],
  ] as const) {
    await page.goto(`/desk/articles/${id}`);
    await openPublishing(page);
  }
  const field = panel(amira).getByRole('combobox', { name: 'The same story in German' });
  await field.fill('Leuchtturm');
  await expect(amira.getByRole('option', { name: 'Leuchtturm brennt (not public)' })).toBeVisible();
  await field.press('ArrowDown');
  await field.press('Enter');
  // The other one’s page, open elsewhere, has it at once.
  await expect(panel(nora).getByRole('combobox', { name: 'The same story in English' })).toHaveValue(
    'Lighthouse lit (not public)',
  );
  await panel(nora).getByText('English', { exact: true }).click();
  await expect(panel(nora)).toContainText('The same story has an article in that language');

  for (const [id, name] of [
    [german, 'Leuchtturm brennt'],
    [english, 'Lighthouse lit'],
  ] as const) {
    await nora.goto(`/desk/articles/${id}`);
    await openPublishing(nora);
    await panel(nora)
      .getByRole('button', { name: /^Publish/ })
      .click();
    await nora.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true }).click();
    await expect(panel(nora), name).toContainText('Public as revision 1');
  }
  await nora.goto('/articles/lighthouse-lit');
  await nora.getByRole('link', { name: 'Auch auf Deutsch' }).click();
  await expect(nora.getByRole('heading', { level: 1 })).toHaveText('Leuchtturm brennt');
  await expectAccessibleInBothThemes(nora);
  await nora.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(nora);
  await expect(nora.getByRole('link', { name: 'Also in English' })).toBeVisible();

  await amira.goto(`/desk/articles/${other}`);
  await openPublishing(amira);
  await field.fill('Leuchtturm');
  await expect(amira.getByRole('option', { name: 'Leuchtturm brennt' })).toBeVisible();
  await field.press('ArrowDown');
  await field.press('Enter');
  await expect(panel(amira)).toContainText('That article is the same story as another one in this language');
});
