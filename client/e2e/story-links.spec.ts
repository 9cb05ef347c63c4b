// What leads from one article to another: the same story in two languages, and the parts of a series. An editor chooses by the
// keyboard, readers are led there once it is published, and what can't be is said at its field.
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
  const english = await readyArticle(nora, 'en', 'Lighthouse lit', 'lighthouse-lit');
  const other = await readyArticle(nora, 'en', 'Lighthouse out', 'lighthouse-out');
  const german = await readyArticle(nora, 'de', 'Leuchtturm brennt', 'leuchtturm-brennt');
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

test('an editor makes articles parts of a series, and readers go from part to part', async ({ openAs }) => {
  const [nora, amira] = [await openAs('nora'), await openAs('amira')];
  const parts = [
    await readyArticle(nora, 'en', 'Dike one', 'dike-one'),
    await readyArticle(nora, 'en', 'Dike two', 'dike-two'),
  ];
  const series = panel(amira).getByRole('combobox', { name: 'Series', exact: true });
  for (const [index, id] of parts.entries()) {
    await amira.goto(`/desk/articles/${id}`);
    await openPublishing(amira);
    await series.fill('Behind the d');
    // The second one chooses what the first one has made.
    if (index === 1) await amira.getByRole('option', { name: 'Behind the dike' }).click();
    else {
      await series.fill('Behind the dike');
      await series.press('Enter');
    }
    const place = panel(amira).getByRole('textbox', { name: 'Part', exact: true });
    await place.fill('first');
    await place.press('Enter');
    await expect(panel(amira)).toContainText('Enter a whole number from 1 to 9999');
    await place.fill(String(2 - index));
    await place.press('Enter');
    await expect(panel(amira)).not.toContainText('Enter a whole number from 1 to 9999');
    const stored = async () => (await amira.request.get(`/api/articles/${id}`)).json();
    await expect.poll(stored).toMatchObject({ series: 'Behind the dike', seriesPlace: 2 - index });
    await nora.goto(`/desk/articles/${id}`);
    await openPublishing(nora);
    await panel(nora)
      .getByRole('button', { name: /^Publish/ })
      .click();
    await nora.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true }).click();
    await expect(panel(nora)).toContainText('Public as revision 1');
  }
  await nora.goto('/articles/dike-one');
  await expect(nora.getByText('Part 2 of 2: Behind the dike')).toBeVisible();
  await nora.getByRole('link', { name: 'Previous part: Dike two' }).click();
  await expect(nora.getByText('Part 1 of 2: Behind the dike')).toBeVisible();
  await expectAccessibleInBothThemes(nora);
  await nora.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(nora);
});
