// Pictures as people place them: several at once, another in the place of one, width, crop, focal point and origin.
import type { Locator, Page } from '@playwright/test';
import { saved, textOf, write } from './article.ts';
import { expect, test } from './desk.ts';

/** A picture of one color that nobody else has uploaded; its file says who made it. */
async function pictureOf(page: Page, color: string, name: string) {
  const base64 = await page.evaluate((fill) => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [600, 400];
    const context = canvas.getContext('2d');
    if (!context) throw new Error('There is no canvas.');
    context.fillStyle = fill;
    context.fillRect(0, 0, 600, 400);
    return canvas.toDataURL('image/jpeg').split(',')[1] ?? '';
  }, color);
  return { name, mimeType: 'image/jpeg', buffer: Buffer.from(base64, 'base64') };
}

/** The JPEG with XMP behind its first bytes. */
function withXmp(jpeg: Buffer, inner: string): Buffer {
  const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:ext="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"><rdf:Description rdf:about="">${inner}</rdf:Description></rdf:RDF></x:xmpmeta>`;
  const body = Buffer.from(`http://ns.adobe.com/xap/1.0/\0${xmp}`);
  const head = Buffer.of(0xff, 0xe1, (body.length + 2) >> 8, (body.length + 2) & 0xff);
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
}

const figures = (page: Page): Locator => textOf(page, 'News').locator('figure');
const said = (figure: Locator, name: string): Locator =>
  figure.getByRole('group', { name, exact: true }).locator('> div');
const pictureMenu = async (page: Page, role: 'menuitem' | 'menuitemradio', item: string) => {
  await page.getByRole('button', { name: 'Picture', exact: true }).click();
  await page.getByRole(role, { name: item, exact: true }).click();
};

test('several pictures come in their order, and one that fails costs none of the others', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const page = await openAs('amira', `/desk/articles/${id}`);
  await write(page, 'News', 'Before.');
  await page.keyboard.press('Enter');
  const [red, green, blue] = [
    await pictureOf(page, 'rgb(200 10 10)', 'red.jpg'),
    await pictureOf(page, 'rgb(10 200 10)', 'green.jpg'),
    await pictureOf(page, 'rgb(10 10 200)', 'blue.jpg'),
  ];
  const broken = {
    name: 'broken.png',
    mimeType: 'image/png',
    buffer: Buffer.from('no picture at all, really'),
  };
  const credited = withXmp(
    blue.buffer,
    '<photoshop:Credit>Blue Agency</photoshop:Credit><dc:description><rdf:Alt><rdf:li xml:lang="x-default">The sea</rdf:li></rdf:Alt></dc:description>',
  );
  // The third is held back, so that it can be called off while the fourth waits.
  await page.route('**/api/media?*', async (route) => {
    if (route.request().postDataBuffer()?.equals(green.buffer)) return;
    await route.continue();
  });
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Insert' }).click();
  await page.getByRole('menuitem', { name: 'Image' }).click();
  await (await chooser).setFiles([red, broken, green, { ...blue, buffer: credited }]);
  await page.getByRole('button', { name: 'Cancel the upload of green.jpg' }).click();
  await expect(figures(page)).toHaveCount(2);
  await expect(page.getByText('broken.png was not uploaded', { exact: false })).toBeVisible();
  await expect(figures(page).first().locator('img')).toHaveJSProperty('complete', true);
  await expect(said(figures(page).nth(1), 'Credit')).toHaveText('Blue Agency');
  await expect(said(figures(page).nth(1), 'Caption')).toHaveText('The sea');
  await expect(said(figures(page).first(), 'Credit')).toHaveText('');
  await expect(page.getByRole('progressbar')).toHaveCount(0);
});

test('the upload of a lead image shows how far it is and can be called off, and a colleague’s picture stays', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const [page, colleague] = [
    await openAs('amira', `/desk/articles/${id}`),
    await openAs('nora', `/desk/articles/${id}`),
  ];
  const [slow, quick] = [
    await pictureOf(page, 'rgb(120 60 10)', 'slow.jpg'),
    await pictureOf(page, 'rgb(10 60 120)', 'quick.jpg'),
  ];
  await page.route('**/api/media?*', () => undefined);
  // The page opens the system's own dialog, which nobody can answer here.
  const pickAs = (who: Page, file: typeof slow) =>
    who.locator('[data-lead] input[type=file]').setInputFiles(file);
  await pickAs(page, slow);
  await expect(page.getByRole('progressbar', { name: 'Uploading slow.jpg' })).toBeVisible();
  await pickAs(colleague, quick);
  const lead = page.locator('[data-lead] figure img');
  await expect(lead).toBeVisible();
  const shown = await lead.getAttribute('src');
  await page.getByRole('button', { name: 'Cancel the upload of slow.jpg' }).click();
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await expect(lead).toHaveAttribute('src', shown ?? '');

  await page.unroute('**/api/media?*');
  await pickAs(page, slow);
  await expect(lead).not.toHaveAttribute('src', shown ?? '');
  await saved(page);
  await expect(colleague.locator('[data-lead] figure img')).toHaveAttribute(
    'src',
    (await lead.getAttribute('src')) ?? '',
  );
});

test('a picture is replaced, placed, cropped at its focal point and called machine-made', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const page = await openAs('amira', `/desk/articles/${id}`);
  await write(page, 'News', 'Before.');
  await page.keyboard.press('Enter');
  const insert = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Insert' }).click();
  await page.getByRole('menuitem', { name: 'Image' }).click();
  await (await insert).setFiles(await pictureOf(page, 'rgb(90 10 90)', 'first.jpg'));
  const figure = figures(page).first();
  await said(figure, 'Caption').click();
  await page.keyboard.type('The harbor');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Ann Lens');
  await page.keyboard.press('Tab');
  await page.keyboard.type('IMG_1234.jpg');
  await expect(figure.locator('[data-automatic]')).toHaveCount(1);
  const before = await figure.locator('img').getAttribute('src');
  const colleague = await openAs('nora', `/desk/articles/${id}`);
  await expect(figures(colleague)).toHaveCount(1);

  const replace = page.waitForEvent('filechooser');
  await pictureMenu(page, 'menuitem', 'Replace …');
  const other = await pictureOf(page, 'rgb(10 90 90)', 'other.jpg');
  await (await replace).setFiles({
    ...other,
    buffer: withXmp(
      other.buffer,
      '<photoshop:Credit>Second Agency</photoshop:Credit><dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© Second</rdf:li></rdf:Alt></dc:rights><ext:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia</ext:DigitalSourceType>',
    ),
  });
  await expect(said(figures(colleague).first(), 'Credit')).toContainText('Second Agency');
  await expect(said(figure, 'Caption')).toHaveText('The harbor');
  await expect(said(figure, 'Alt text')).toHaveText('');
  expect(await figure.locator('img').getAttribute('src')).not.toBe(before);
  await said(figure, 'Caption').click();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(said(figures(colleague).first(), 'Credit')).toContainText('Ann Lens');
  await expect(figure.locator('img')).toHaveAttribute('src', before ?? '');
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(said(figures(colleague).first(), 'Credit')).toContainText('Second Agency');

  await pictureMenu(page, 'menuitemradio', 'Wider than the text');
  await expect(figures(colleague).first()).toHaveAttribute('data-wide');
  await pictureMenu(page, 'menuitemradio', '16:9');
  await pictureMenu(page, 'menuitem', 'Focal point and origin …');
  const dialog = page.getByRole('dialog', { name: 'Focal point and origin' });
  await expect(dialog).toContainText('© Second');
  await expect(dialog.getByLabel('Origin')).toContainText('By its credit or file: AI-generated');
  const point = dialog.getByRole('button', { name: /^Focal point: 50 %/ });
  await point.focus();
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('ArrowUp');
  await expect(
    dialog.getByRole('button', { name: 'Focal point: 40 % from the left, 49 % from the top' }),
  ).toBeFocused();
  await expect(figures(colleague).first().locator('img')).toHaveCSS('object-position', '40% 49%');
  await dialog.getByLabel('Origin').selectOption('Not made by AI');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await saved(page);
  const exported = await (await page.request.get(`/api/articles/${id}/export?format=html`)).text();
  expect(exported).toContain('data-width="wide" data-crop="16:9" data-focus="40,49" data-source-type="none"');
  await page.reload();
  await expect(figure).toHaveAttribute('data-wide');
  await expect(figure.locator('img')).toHaveCSS('object-position', '40% 49%');
});
