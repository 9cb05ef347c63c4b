// Licences of pictures: their last day is set in the library, and keeps their articles from being published beyond it.
import type { Page } from '@playwright/test';
import { openPublishing, publishingPanel as panel } from './article.ts';
import { expect, test } from './desk.ts';
import { expectAccessibleInBothThemes } from './looks.ts';
import { pictureOf } from './picture-file.ts';

const headersOf = (page: Page) => ({ origin: new URL(page.url()).origin });
/** The day so many days from now, on the clocks of the desk. */
const day = (later: number) => new Date(Date.now() + later * 86_400_000).toISOString().slice(0, 10);
const inWords = (date: string) =>
  new Date(date).toLocaleDateString('en', { month: 'short', day: 'numeric', timeZone: 'UTC' });

const card = (page: Page, headline: string) => page.getByRole('article').filter({ hasText: headline });
const publishButton = (page: Page) => panel(page).getByRole('button', { name: /^Publish/ });

/** Uploads a picture that is found by its name; gives its id. */
async function upload(page: Page, color: string, name: string): Promise<string> {
  const { buffer } = await pictureOf(page, color, name);
  const uploaded = await page.request.post(`/api/media?name=${name}`, {
    headers: { ...headersOf(page), 'content-type': 'image/png' },
    data: buffer,
  });
  expect(uploaded.status(), await uploaded.text()).toBe(201);
  return (await uploaded.json()).id;
}

/** An article that could be published, with the picture at its head and in its text. */
async function articleWith(page: Page, media: string, headline: string): Promise<string> {
  const picture = { media, alt: 'Ships at a quay', caption: '', credit: 'Kim Doe' };
  const blocks = [
    { type: 'paragraph', content: [{ type: 'text', text: 'Three ships came in.' }] },
    { type: 'figure', attrs: picture },
  ];
  const sections = [{ id: 'text0000', kind: 'text', title: '', blocks }];
  const headers = headersOf(page);
  const made = await page.request.post('/api/articles', {
    headers,
    data: { template: 'blank', language: 'en', content: { headline, dek: '', lead: picture, sections } },
  });
  expect(made.status(), await made.text()).toBe(201);
  const { id } = await made.json();
  const slug = headline.toLowerCase().replaceAll(' ', '-');
  expect((await page.request.patch(`/api/articles/${id}`, { headers, data: { slug } })).ok()).toBe(true);
  return id;
}

/** Opens the picture in the library. */
async function openPicture(page: Page, name: string) {
  await page.goto('/desk/pictures');
  await page.getByLabel('Search pictures').fill(name);
  await page.getByRole('list', { name: 'Pictures' }).getByRole('button', { name }).press('Enter');
  const side = page.getByRole('dialog', { name: 'Picture' });
  const lastDay = side.getByLabel('Licence ends on');
  const set = async (date: string) => {
    await lastDay.fill(date);
    await side.getByRole('button', { name: 'Save' }).click();
    await expect(side.getByRole('button', { name: 'Save' })).toHaveCount(0);
  };
  return { side, lastDay, set };
}

test('a last day that has passed keeps an article from being published, and once it is lifted it goes out', async ({
  openAs,
}) => {
  const nora = await openAs('nora');
  const media = await upload(nora, 'rgb(17 45 99)', 'licensed-quay.png');
  const id = await articleWith(nora, media, 'Ships at the licensed quay');
  await nora.goto(`/desk/articles/${id}`);
  await openPublishing(nora);
  await expect(panel(nora)).toContainText('Ready to publish');
  await publishButton(nora).click();
  const dialog = nora.getByRole('dialog');

  // A colleague sets the last day while the admin is about to publish.
  const amira = await openAs('amira');
  const { set, lastDay } = await openPicture(amira, 'licensed-quay.png');
  await set(day(-1));
  await expect(dialog).toContainText('2 things are missing');
  await expect(dialog.getByRole('button', { name: 'Publish', exact: true })).toBeDisabled();
  await nora.keyboard.press('Escape');
  const line = panel(nora).getByRole('listitem').filter({ hasText: 'The licence of a picture has ended' });
  await expect(line).toHaveCount(2);
  await expect(publishButton(nora)).toBeDisabled();
  await expectAccessibleInBothThemes(nora);
  const { hash } = await (await nora.request.get(`/api/articles/${id}/publication`)).json();
  const forced = await nora.request.post(`/api/articles/${id}/publish`, {
    headers: headersOf(nora),
    data: { hash, after: 0 },
  });
  expect(await forced.json()).toMatchObject({
    code: 'not-ready',
    errors: [{ message: 'licence-ended' }, {}],
  });
  const board = await openAs('jonas');
  await expect(card(board, 'Ships at the licensed quay')).toContainText('Bildlizenz abgelaufen');

  // The last day itself is still good, and so is a licence without an end.
  await set(day(0));
  await expect(line).toHaveCount(0);
  await expect(panel(nora)).toContainText('ends on');
  await set('');
  await expect(lastDay).toHaveValue('');
  await expect(panel(nora)).not.toContainText('ends on');
  await expect(card(board, 'Ships at the licensed quay')).not.toContainText('Bild');
  await publishButton(nora).click();
  await dialog.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(panel(nora)).toContainText('Public as revision 1');
});

test('a licence that ends before the publication is said when that is scheduled, and on the board where it is cut short later', async ({
  openAs,
}) => {
  const nora = await openAs('nora');
  const media = await upload(nora, 'rgb(18 45 99)', 'rented-crane.png');
  const id = await articleWith(nora, media, 'The rented crane');
  const amira = await openAs('amira');
  const { set } = await openPicture(amira, 'rented-crane.png');
  await set(day(40));
  await nora.goto(`/desk/articles/${id}`);
  await openPublishing(nora);
  await panel(nora).getByRole('button', { name: 'Schedule …' }).click();
  const dialog = nora.getByRole('dialog', { name: 'Schedule the publication' });
  const schedule = async (date: string) => {
    await dialog.getByLabel('Date and time').fill(`${date}T12:00`);
    await dialog.getByRole('button', { name: 'Schedule', exact: true }).click();
  };
  await schedule(day(41));
  await expect(dialog).toContainText('The licence of a picture ends before that time.');
  await schedule(day(30));
  await expect(dialog).toHaveCount(0);
  const board = await openAs('amira');
  const facts = card(board, 'The rented crane');
  await expect(facts).toContainText('Publishes');
  await expect(facts).not.toContainText('Picture');

  await set(day(30));
  await expect(facts).toContainText(`Picture until ${inWords(day(30))}, the day of publication`);
  await expect(panel(nora)).toContainText('ends on');
  await set(day(29));
  await expect(facts).toContainText(`Picture only until ${inWords(day(29))}, before publication`);
  await expect(panel(nora)).toContainText(
    'The licence of a picture has ended, or will have by the publication',
  );
  await expect(panel(nora)).toContainText('2 things are missing');
  await expectAccessibleInBothThemes(board);
  await set('');
  await expect(facts).not.toContainText('Picture');
  await expect(panel(nora)).toContainText('Ready to publish');
});
