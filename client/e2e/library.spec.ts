// The library of pictures: two people describe one at once, it is taken into texts by keyboard, and where it is used it stays.
import type { Page } from '@playwright/test';
import { saved, textOf, write } from './article.ts';
import { expect, test } from './desk.ts';
import { expectAccessibleInBothThemes, expectNoSidewaysScroll } from './looks.ts';
import { pictureOf } from './picture-file.ts';

/** The picture as a JPEG that says in XMP until when it may be used. */
async function licensedPicture(page: Page, color: string, name: string, until: string) {
  const base64 = await page.evaluate((fill) => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [300, 200];
    const context = canvas.getContext('2d');
    if (!context) throw new Error('There is no canvas.');
    context.fillStyle = fill;
    context.fillRect(0, 0, 300, 200);
    return canvas.toDataURL('image/jpeg').split(',')[1] ?? '';
  }, color);
  const jpeg = Buffer.from(base64, 'base64');
  const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/" plus:LicenseEndDate="${until}"/></rdf:RDF></x:xmpmeta>`;
  const body = Buffer.from(`http://ns.adobe.com/xap/1.0/\0${xmp}`);
  const head = Buffer.of(0xff, 0xe1, (body.length + 2) >> 8, (body.length + 2) & 0xff);
  const buffer = Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
  return { name, mimeType: 'image/jpeg', buffer };
}

const grid = (page: Page) => page.getByRole('list', { name: 'Pictures' });

test('pictures are uploaded, described by two people, and taken into texts by keyboard', async ({
  openAs,
  newArticle,
}) => {
  const amira = await openAs('amira', '/desk/pictures');
  const files = [
    await pictureOf(amira, 'rgb(31 90 7)', 'zeppelin-east.png'),
    { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no picture') },
    await pictureOf(amira, 'rgb(32 90 7)', 'zeppelin-west.png'),
  ];
  // The place where pictures are kept is away for the first one; its file is sent again without being chosen anew.
  const away = { type: 'about:blank', title: 'Away', status: 503, code: 'pictures-unavailable' };
  let isAway = true;
  await amira.route('**/api/media?*', (route) => {
    // Not the list of pictures, which has this address too.
    if (!isAway || route.request().method() !== 'POST') return route.fallback();
    isAway = false;
    return route.fulfill({ status: 503, json: away });
  });
  const chooser = amira.waitForEvent('filechooser');
  await amira.getByRole('button', { name: 'Upload' }).click();
  await (await chooser).setFiles(files);
  await expect(amira.getByRole('alert').filter({ hasText: 'notes.txt' })).toBeVisible();
  await expect(amira.getByRole('alert').filter({ hasText: 'does not answer' })).toBeVisible();
  await amira.getByRole('button', { name: 'Try again' }).click();
  await expect(amira.getByRole('alert')).toHaveCount(1);
  await amira.getByRole('button', { name: 'Close' }).click();
  await amira.getByLabel('Search pictures').fill('zeppelin');
  await expect(grid(amira).getByRole('button')).toHaveCount(2);

  // Both describe one picture: each fact for itself, and of the same one the second decides.
  await grid(amira).getByRole('button', { name: 'zeppelin-east.png' }).press('Enter');
  const side = amira.getByRole('dialog', { name: 'Picture' });
  const nora = await openAs('nora', amira.url().slice(new URL(amira.url()).origin.length));
  const other = nora.getByRole('dialog', { name: 'Picture' });
  await side.getByLabel('Caption').fill('The quay at dawn');
  await other.getByLabel('Credit').fill('Kim Doe');
  await other.getByLabel('Caption').fill('A quay');
  await other.getByRole('button', { name: 'Save' }).click();
  await expect(side.getByText('It now says: “A quay”')).toBeVisible();
  await expect(side.getByLabel('Credit')).toHaveValue('Kim Doe');
  await side.getByRole('button', { name: 'Keep mine' }).click();
  await side.getByLabel('Alt text').fill('Ships at a quay');
  await side.getByRole('button', { name: 'Save' }).click();
  await expect(other.getByLabel('Caption')).toHaveValue('The quay at dawn');
  await expectAccessibleInBothThemes(amira);
  await amira.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(amira);
  await amira.setViewportSize({ width: 1440, height: 900 });

  // Into the text and to the head, with the words of the library.
  const id = await newArticle();
  const page = await openAs('amira', `/desk/articles/${id}`);
  await write(page, 'News', 'Before.');
  await page.keyboard.press('Enter');
  await page.keyboard.type('/library');
  await page.keyboard.press('Enter');
  const picker = page.getByRole('dialog', { name: 'From the library' });
  await picker.getByLabel('Search pictures').fill('dawn');
  await expect(picker.getByRole('list').getByRole('button')).toHaveCount(1);
  await picker.getByRole('list').getByRole('button').press('Enter');
  await picker.getByRole('button', { name: 'Insert one picture' }).press('Enter');
  const figure = textOf(page, 'News').locator('figure');
  await expect(figure.getByRole('group', { name: 'Caption' })).toContainText('The quay at dawn');
  await expect(figure.getByRole('group', { name: 'Alt text' })).toContainText('Ships at a quay');
  await page.locator('[data-lead]').getByRole('button', { name: 'From the library' }).press('Enter');
  await picker.getByRole('list').getByRole('button', { name: 'The quay at dawn' }).press('Enter');
  await expect(page.locator('[data-lead]')).toContainText('Kim Doe');
  await saved(page);

  // It says where it is used, and can't be deleted; the other one can, and comes back.
  await expect(side.locator(`a[href$="/articles/${id}"]`)).toBeVisible();
  await expect(side.getByText('It can be deleted once nothing uses it.')).toBeVisible();
  await amira.keyboard.press('Escape');
  await grid(amira).getByRole('button', { name: 'zeppelin-west.png' }).press('Enter');
  await side.getByRole('button', { name: 'Delete picture' }).press('Enter');
  await expect(grid(amira).getByRole('button')).toHaveCount(1);
  await amira.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect(grid(amira).getByRole('button')).toHaveCount(2);
});

test('a viewer looks at the pictures and changes nothing', async ({ openAs }) => {
  const grace = await openAs('grace', '/desk/pictures');
  await grid(grace).getByRole('button').first().press('Enter');
  const side = grace.getByRole('dialog', { name: 'Picture' });
  await expect(side.getByRole('heading', { name: 'Where it is used' })).toBeVisible();
  await expect(side.getByRole('textbox')).toHaveCount(0);
  await expect(grace.getByRole('button', { name: 'Upload' })).toHaveCount(0);
});

test('the end of a licence comes from the file, is said at once, and gives way to what a person says', async ({
  openAs,
}) => {
  const amira = await openAs('amira', '/desk/pictures');
  const chooser = amira.waitForEvent('filechooser');
  await amira.getByRole('button', { name: 'Upload' }).click();
  await (await chooser).setFiles([
    await licensedPicture(amira, 'rgb(33 91 7)', 'agency-old.jpg', '2024-05-01T12:00:00+02:00'),
    await licensedPicture(amira, 'rgb(34 91 7)', 'agency-new.jpg', '2190-05-01'),
  ]);
  await expect(
    amira.getByRole('alert').filter({ hasText: 'The licence of agency-old.jpg ended on Apr 30, 2024' }),
  ).toBeVisible();
  await expect(amira.getByText('The licence of agency-new.jpg ends on May 1, 2190')).toBeVisible();
  await amira.getByLabel('Search pictures').fill('agency-old');
  await grid(amira).getByRole('button', { name: 'agency-old.jpg' }).press('Enter');
  const side = amira.getByRole('dialog', { name: 'Picture' });
  const until = side.getByLabel('Licence ends on');
  await expect(until).toHaveValue('2024-04-30');
  await expect(side.getByText('The file says: until May 1, 2024, 12:00:00 +02:00')).toBeVisible();
  await expectAccessibleInBothThemes(amira);
  await until.fill('2190-01-31');
  await side.getByRole('button', { name: 'Save' }).click();
  await expect(side.getByText('Nothing with this picture can be published.')).toBeHidden();
  await amira.reload();
  await expect(until).toHaveValue('2190-01-31');
  await side.getByRole('button', { name: 'Use what the file says' }).press('Enter');
  await expect(until).toHaveValue('2024-04-30');
  await side.getByRole('button', { name: 'Save' }).click();
  await expect(side.getByText('The licence ended on Apr 30, 2024')).toBeVisible();
});
