// How an article is shown elsewhere: two people set it at once in the panel, see it as a search result and as a shared link, and
// readers’ programs get it with the next revision.
import { article, p, section } from '@galley/shared/article/testing.ts';
import type { Page } from '@playwright/test';
import { openPublishing, publishingPanel as panel } from './article.ts';
import { expect, test } from './desk.ts';
import { expectAccessibleInBothThemes, expectNoSidewaysScroll } from './looks.ts';
import { pictureOf } from './picture-file.ts';

const headersOf = (page: Page) => ({ origin: new URL(page.url()).origin });
const part = (page: Page) => page.getByRole('region', { name: 'How it is shown elsewhere' });
const result = (page: Page) => part(page).getByRole('figure', { name: 'As a search result' });
const card = (page: Page) => part(page).getByRole('figure', { name: 'As a link that is shared' });

async function readyArticle(page: Page, headline: string, slug: string): Promise<string> {
  const headers = headersOf(page);
  const content = {
    ...article(headline, section('text', p('Three ships came in.'))),
    dek: 'After the storm.',
  };
  const made = await page.request.post('/api/articles', {
    headers,
    data: { template: 'blank', language: 'en', content },
  });
  const { id } = (await made.json()) as { id: string };
  expect((await page.request.patch(`/api/articles/${id}`, { headers, data: { slug } })).status()).toBe(200);
  return id;
}

test('two set its title and its description at once, and links to the published page show both', async ({
  openAs,
}) => {
  const [nora, amira] = [await openAs('nora'), await openAs('amira')];
  const id = await readyArticle(nora, 'Ferry sails', 'ferry-sails');
  for (const page of [nora, amira]) {
    await page.goto(`/desk/articles/${id}`);
    await openPublishing(page);
    await expect(result(page)).toContainText('Ferry sails');
    await expect(result(page)).toContainText('After the storm.');
  }
  const title = part(nora).getByLabel('Title', { exact: true });
  await expect(part(nora)).toContainText('11 characters, best 30 to 60 · short');
  await title.fill('The ferry to the islands sails again from Monday');
  await expect(part(nora)).toContainText('48 characters, best 30 to 60 · well shown');
  await part(amira).getByLabel('Description').fill('When it leaves, what it costs.');
  await amira.keyboard.press('Enter');
  await expect(part(amira).getByText('Saved')).toHaveCount(1);
  // What is typed here stays while the other’s comes in.
  await expect(card(nora)).toContainText('When it leaves, what it costs.');
  await expect(title).toHaveValue('The ferry to the islands sails again from Monday');
  await title.press('Enter');
  await expect(card(amira)).toContainText('The ferry to the islands sails again from Monday');
  const shared = part(amira).getByLabel('Title for social networks');
  await shared.fill('Back at sea');
  await shared.press('Enter');
  await expect(card(nora)).toContainText('Back at sea');
  await expect(result(nora)).toContainText('The ferry to the islands sails again from Monday');

  const first = part(nora).getByLabel('First published at');
  await first.fill('first.example/ferry');
  await first.press('Enter');
  await expect(part(nora)).toContainText('Enter the whole address of a page');
  await first.fill('https://first.example/ferry');
  await first.press('Enter');
  await expect(part(nora)).not.toContainText('Enter the whole address of a page');
  await expect(result(nora)).toContainText('first.example › ferry');

  await panel(nora)
    .getByRole('button', { name: /^Publish/ })
    .click();
  await nora.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(panel(nora)).toContainText('Public as revision 1');
  const page = await (await nora.request.get('/articles/ferry-sails')).text();
  expect(page).toContain('<meta property="og:title" content="Back at sea">');
  expect(page).toContain('<title>The ferry to the islands sails again from Monday · ');
  expect(page).toContain('<meta name="description" content="When it leaves, what it costs.">');
  expect(page).toContain('<link rel="canonical" href="https://first.example/ferry">');

  await part(nora).getByLabel('Title', { exact: true }).fill('');
  await nora.keyboard.press('Enter');
  await panel(nora).getByRole('button', { name: 'View changes' }).click();
  await expect(nora.getByRole('dialog')).toContainText('Title elsewhere');
});

test('a picture for social networks comes from the library by the keyboard, also in German and on a phone', async ({
  openAs,
}) => {
  const amira = await openAs('amira');
  const id = await readyArticle(amira, 'Quay opens', 'quay-opens');
  const { buffer } = await pictureOf(amira, '#2a6f97', 'card');
  const uploaded = await amira.request.post('/api/media?name=card', {
    headers: { ...headersOf(amira), 'content-type': 'image/png' },
    data: buffer,
  });
  const { id: media } = (await uploaded.json()) as { id: string };
  await amira.setViewportSize({ width: 390, height: 844 });
  await amira.goto(`/desk/articles/${id}`);
  await amira.getByRole('button', { name: 'Publishing', exact: true }).click();
  await expect(card(amira)).toContainText('The site’s logo');
  await part(amira).getByRole('button', { name: 'From the library …' }).press('Enter');
  const library = amira.getByRole('dialog', { name: 'From the library' });
  await library.getByRole('button', { name: 'card' }).first().press('Enter');
  await expect(card(amira).locator('img')).toHaveAttribute('src', `/media/${media}/480`);
  await expectNoSidewaysScroll(amira);
  await expectAccessibleInBothThemes(amira);
  await part(amira).getByRole('button', { name: 'Remove' }).press('Enter');
  await expect(card(amira)).toContainText('The site’s logo');

  const jonas = await openAs('jonas');
  await jonas.goto(`/desk/articles/${id}`);
  await jonas.getByRole('button', { name: 'Veröffentlichen', exact: true }).click();
  const german = jonas.getByRole('region', { name: 'Wie er anderswo erscheint' });
  await german.getByLabel('Titel', { exact: true }).fill('Der Kai');
  await expect(german).toContainText('7 Zeichen, am besten 30 bis 60 · kurz');
});

test('an editor finds related articles by a search, orders them and takes one out by the keyboard', async ({
  openAs,
}) => {
  const amira = await openAs('amira');
  const others = [
    await readyArticle(amira, 'Zanzibar ferry', 'zanzibar-ferry'),
    await readyArticle(amira, 'Zanzibar quay', 'zanzibar-quay'),
  ];
  const id = await readyArticle(amira, 'Harbor again', 'harbor-again');
  await amira.goto(`/desk/articles/${id}`);
  await openPublishing(amira);
  const search = panel(amira).getByRole('combobox', { name: 'Add a related article' });
  for (const name of ['Zanzibar ferry', 'Zanzibar quay']) {
    await search.fill(name);
    await expect(amira.getByRole('option', { name })).toBeVisible();
    await search.press('ArrowDown');
    await search.press('Enter');
    await expect(panel(amira).getByRole('button', { name: `Remove “${name}”` })).toBeVisible();
  }
  const related = async () =>
    ((await (await amira.request.get(`/api/articles/${id}`)).json()) as { related: string[] }).related;
  await expect.poll(related).toEqual(others);
  await panel(amira).getByRole('button', { name: 'Move “Zanzibar quay” up' }).press('Enter');
  await expect.poll(related).toEqual(others.toReversed());
  await panel(amira).getByRole('button', { name: 'Remove “Zanzibar quay”' }).press('Enter');
  await expect.poll(related).toEqual(others.slice(0, 1));
});
