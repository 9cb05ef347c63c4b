// Texts from outside as people bring them in: a mailed article, a Word document, an open article with somebody in it, and
// the way back out as a file.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Locator, Page } from '@playwright/test';
import { Document, HeadingLevel, ImageRun, Packer, Paragraph, TextRun } from 'docx';
import { openPublishing, siteSections } from './article.ts';
import { expect, test } from './desk.ts';
import { expectAccessible } from './looks.ts';

const mailed = `Hafen bekommt ein Dach aus Segeln
Über der alten Helling entsteht bis zum Herbst ein Marktplatz im Trockenen.

Küstendienst | Nordhafener Bote

EINLEITUNG
Der Stadtrat hat am Dienstag den Bau eines Daches über der alten Helling beschlossen. Es soll im Oktober stehen.

NACHRICHT
Zwölf Bahnen Tuch
Das Dach besteht aus zwölf Bahnen Segeltuch, die zwischen den alten Kränen gespannt werden. Bei Sturm werden sie eingerollt.
Die Händler zahlen für ihre Plätze nicht mehr als bisher, und das soll die nächsten fünf Jahre lang so bleiben.
Was dagegen spricht
Die Werft nebenan fürchtet um die Zufahrt für ihre Schwertransporte und will dagegen klagen.
Einspruch bis Ende Mai

AUSBLICK
Am ersten Oktober wird der Markt zum ersten Mal unter dem Dach aufgebaut.

UNTERSTÜTZUNG
Werden Sie Mitglied beim Küstendienst.

KURZFASSUNG
- Das Dach ist aus Segeltuch.
- Es kostet die Händler nichts.
• Die Werft will klagen.`;

const pieces = (page: Page) => page.getByRole('list', { name: /recognized|erkannt/ });
const piece = (page: Page, text: string) => pieces(page).getByRole('listitem').filter({ hasText: text });
const roleOf = (row: Locator) => row.getByRole('combobox');
const chosen = (row: Locator) =>
  roleOf(row).evaluate((choice) => (choice as HTMLSelectElement).selectedOptions[0]?.textContent);
const section = (page: Page, label: string) => page.getByRole('region', { name: label, exact: true });
const pasteField = (page: Page) => page.getByRole('textbox', { name: 'Text of the article' });

/** Pastes into what has the focus, as from another program. */
async function paste(page: Page, text: string): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((words) => navigator.clipboard.writeText(words), text);
  await page.keyboard.press('Control+v');
}

async function openImport(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(pasteField(page)).toBeFocused();
}

async function openImportInto(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Import into this article' }).click();
  await expect(pasteField(page)).toBeFocused();
}

test('a mailed article is recognized, corrected where it is wrong, and becomes an article with its sections', async ({
  openAs,
}) => {
  const page = await openAs('amira');
  await openImport(page);
  await paste(page, mailed);

  await expect(piece(page, 'Hafen bekommt ein Dach')).toBeVisible();
  expect(await chosen(piece(page, 'Hafen bekommt ein Dach'))).toBe('Headline');
  expect(await chosen(piece(page, 'Über der alten Helling entsteht'))).toBe('Dek');
  expect(await chosen(piece(page, 'Küstendienst | Nordhafener Bote'))).toBe('Byline');
  expect(await chosen(piece(page, 'Zwölf Bahnen Tuch'))).toBe('Subheading');
  expect(await chosen(piece(page, 'Was dagegen spricht'))).toBe('Subheading');
  expect(await chosen(piece(page, 'Die Werft will klagen.'))).toBe('Bullet');
  await expect(page.getByRole('radio', { name: 'German' })).toBeChecked();
  await expectAccessible(page, { within: ['[role=dialog]'] });

  // A line with the keyboard, another with the pointer's choice.
  const objection = piece(page, 'Einspruch bis Ende Mai');
  expect(await chosen(objection)).toBe('Paragraph');
  await roleOf(objection).focus();
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => chosen(objection)).toBe('Bullet');
  await roleOf(piece(page, 'Was dagegen spricht')).selectOption({ label: 'Section: Ausblick' });
  const made = page.getByRole('complementary').getByRole('listitem');
  await expect(made.filter({ hasText: 'Was dagegen spricht' })).toBeVisible();
  await roleOf(piece(page, 'Was dagegen spricht')).selectOption({ label: 'Subheading' });
  await expect(made.filter({ hasText: 'Was dagegen spricht' })).toHaveCount(0);

  await page.getByRole('button', { name: 'Create article' }).click();
  await expect(page).toHaveURL(/\/desk\/articles\/[0-9a-z]{16}$/);
  await expect(page.getByRole('textbox', { name: 'Headline' })).toHaveText(
    'Hafen bekommt ein Dach aus Segeln',
  );
  await expect(page.getByRole('textbox', { name: 'Dek' })).toContainText('bis zum Herbst');
  await expect(section(page, 'Einleitung')).toContainText('Der Stadtrat hat am Dienstag');
  await expect(
    section(page, 'Nachricht').getByRole('heading', { name: 'Was dagegen spricht' }),
  ).toBeVisible();
  await expect(section(page, 'Nachricht').getByRole('listitem')).toHaveText('Einspruch bis Ende Mai');
  await expect(section(page, 'Ausblick')).toContainText('Am ersten Oktober');
  await expect(section(page, 'Unterstützung')).toContainText('Werden Sie Mitglied beim Küstendienst.');
  await expect(section(page, 'Unterstützung')).not.toContainText('unabhängig und ohne Werbung');
  await expect(section(page, 'Kurzfassung').getByRole('listitem')).toHaveCount(3);
});

test('nothing that was brought in is lost by a wrong click, by Back or by a server that does not answer', async ({
  openAs,
}) => {
  const page = await openAs('amira');
  await openImport(page);
  await paste(page, mailed);
  await roleOf(piece(page, 'Zwölf Bahnen Tuch')).selectOption({ label: 'Quote' });

  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Go on with it' }).click();
  expect(await chosen(piece(page, 'Zwölf Bahnen Tuch'))).toBe('Quote');

  await page.goBack();
  await expect(pieces(page)).toHaveCount(0);
  await page.goForward();
  await expect(pieces(page)).toBeVisible();
  expect(await chosen(piece(page, 'Zwölf Bahnen Tuch'))).toBe('Quote');

  await page.getByRole('combobox', { name: 'Template' }).selectOption('Review');
  await expect(page.getByRole('complementary')).toContainText('Fazit');
  expect(await chosen(piece(page, 'Zwölf Bahnen Tuch'))).toBe('Quote');

  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Create article' }).click();
  await expect(page.getByRole('alert')).toContainText('The server does not answer');
  expect(await chosen(piece(page, 'Zwölf Bahnen Tuch'))).toBe('Quote');
  await page.context().setOffline(false);

  await page.getByRole('button', { name: 'Back to the text' }).click();
  await expect(pasteField(page)).toHaveValue(mailed);
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await openImport(page);
  await expect(pasteField(page)).toHaveValue('');
});

test('what a Markdown file says of itself and what is not taken over is shown, and its slug is taken', async ({
  openAs,
}) => {
  const sections = await siteSections(await openAs('nora'), 'Hafenwirtschaft');
  const page = await openAs('amira');
  await openImport(page);
  const file = `---
title: Der Kran kehrt zurück
author: Mara Beispiel
slug: der-kran-kehrt-zurueck-${Date.now()}
tags: [hafen, kran]
ressort: Hafenwirtschaft
layout: post
---

Sperrfrist: 1. Juni 2026, 06:00 Uhr

Der Kran steht seit Montag wieder am Kai, und viele sahen zu.

<Video folgt>
`;
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'kran.md', mimeType: 'text/markdown', buffer: Buffer.from(file) });
  const side = page.getByRole('complementary');
  await expect(side.getByText('kran', { exact: true })).toBeVisible();
  const embargo = side.getByLabel('Embargo until');
  await expect(embargo).toHaveValue('2026-06-01T06:00');
  const section = side.getByLabel('Section of the site');
  await expect(section).toHaveValue(sections.ids[0] ?? '');
  // What the file says may be put right before the article is made, and stays so when the file is read in another way.
  const later = `${new Date().getUTCFullYear() + 1}-06-01T06:00`;
  await embargo.fill(later);
  await side.getByRole('combobox', { name: 'Tags' }).fill('Nordhafen');
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: 'Template' }).selectOption('Review');
  await page.getByRole('combobox', { name: 'Template' }).selectOption('News');
  await expect(embargo).toHaveValue(later);
  await side.getByText('Show the words').click();
  await expect(side).toContainText('layout: post');
  expect(await chosen(piece(page, 'Sperrfrist'))).toBe('Left out');
  await expect(piece(page, 'Sperrfrist')).toContainText('embargo');
  await expect(piece(page, '<Video folgt>')).toBeVisible();
  expect(await chosen(piece(page, 'Mara Beispiel'))).toBe('Byline');
  await roleOf(piece(page, 'Mara Beispiel')).selectOption({ label: 'Picture credit' });
  await page.getByRole('button', { name: 'Create article' }).click();
  await expect(page.getByRole('textbox', { name: 'Headline' })).toHaveText('Der Kran kehrt zurück');
  const id = new URL(page.url()).pathname.split('/').at(-1);
  const {
    slug,
    byline,
    tags,
    siteSection,
    embargo: until,
  } = await (await page.request.get(`/api/articles/${id}`)).json();
  expect(slug).toMatch(/^der-kran-kehrt-zurueck-\d+$/);
  expect(byline).toBe('');
  expect(tags).toEqual(['hafen', 'kran', 'Nordhafen']);
  expect(siteSection).toBe(sections.ids[0]);
  expect(until).toMatch(/^\d{4}-0[56]-\d\dT\d\d:00:00\.000Z$/);
  // The desk shows them where they can be changed, and publishes nothing of the article before.
  await page.goto(`/desk/articles/${id}`);
  await openPublishing(page);
  const field = page.getByLabel('Embargo until');
  await expect(field).toHaveValue(later);
  await expect(page.getByText(/Under embargo until/)).toBeVisible();
  await page.getByRole('combobox', { name: 'Tags' }).fill('Werft');
  await page.keyboard.press('Enter');
  await field.fill('');
  await field.blur();
  await expect(page.getByText(/Under embargo until/)).toHaveCount(0);
  await page.reload();
  await openPublishing(page);
  await expect(page.getByText('Werft', { exact: true })).toBeVisible();
  await expect(field).toHaveValue('');
  await sections.end();
});

/** A picture of one pixel. */
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

test('a Word document comes in with its formatting and its picture, and a broken one says what is wrong', async ({
  openAs,
}) => {
  const document = new Document({
    sections: [
      {
        children: [
          new Paragraph({ heading: HeadingLevel.TITLE, text: 'The clock that runs backwards' }),
          new Paragraph({ heading: HeadingLevel.HEADING_1, text: 'Introduction' }),
          new Paragraph(
            'On the tower of the town hall, a clock runs the wrong way round, and nobody wants it mended.',
          ),
          new Paragraph({ heading: HeadingLevel.HEADING_1, text: 'News' }),
          new Paragraph({ heading: HeadingLevel.HEADING_2, text: 'A gift of the watchmakers' }),
          new Paragraph({
            children: [
              new TextRun('It has run like this for '),
              new TextRun({ text: 'forty years', bold: true }),
              new TextRun(', and the town sells watches that do the same.'),
            ],
          }),
          new Paragraph({
            children: [
              new ImageRun({
                type: 'png',
                data: pixel,
                transformation: { width: 40, height: 40 },
                altText: { name: 'clock', title: '', description: 'The clock on the tower' },
              }),
            ],
          }),
        ],
      },
    ],
  });
  const bytes = await Packer.toBuffer(document);
  const page = await openAs('amira');
  await openImport(page);
  const upload = page.locator('input[type=file]');
  const mimeType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  await upload.setInputFiles({ name: 'broken.docx', mimeType, buffer: bytes.subarray(0, 900) });
  await expect(page.getByRole('alert')).toContainText('damaged or cut off');
  await upload.setInputFiles({ name: 'photo.png', mimeType: 'image/png', buffer: pixel });
  await expect(page.getByRole('alert')).toContainText('can’t be imported');

  await upload.setInputFiles({ name: 'clock.docx', mimeType, buffer: bytes });
  await expect(piece(page, 'The clock that runs backwards')).toBeVisible();
  await expect(pieces(page).getByRole('img', { name: 'The clock on the tower' })).toBeVisible();
  await page.getByRole('button', { name: 'Create article' }).click();
  await expect(page.getByRole('textbox', { name: 'Headline' })).toHaveText('The clock that runs backwards');
  await expect(section(page, 'News').getByText('forty years')).toHaveCSS('font-weight', /[67]00/);
  await expect(section(page, 'News').getByRole('img', { name: 'The clock on the tower' })).toHaveAttribute(
    'src',
    /^\/media\//,
  );
});

test('a picture elsewhere could not be fetched at first, is fetched when asked for, and stays with the article', async ({
  openAs,
}) => {
  const pictures = createServer((_, response) => {
    response.setHeader('content-type', 'image/png').end(pixel);
  });
  await new Promise<void>((resolve) => pictures.listen(0, '127.0.0.1', resolve));
  const { port } = pictures.address() as AddressInfo;
  const html = `<article><h1>Two pictures</h1><p>Words before the pictures, as many as a sentence has.</p>
    <figure><img src="http://127.0.0.1:${port}/a.png" alt="A ferry"><figcaption>The ferry</figcaption></figure>
    <figure><img src="http://10.0.0.1/b.png" alt="A crane"><figcaption>The crane</figcaption></figure></article>`;
  const page = await openAs('amira');
  await openImport(page);
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'two.html', mimeType: 'text/html', buffer: Buffer.from(html) });
  const [ferry, crane] = [piece(page, 'The ferry'), piece(page, 'The crane')];
  await expect(ferry).toContainText('could not be fetched');
  await ferry.getByRole('button', { name: 'Fetch it' }).press('Enter');
  await expect(ferry.getByRole('img', { name: 'A ferry' })).toHaveAttribute('src', /^\/media\//);
  // What is within somebody's house is not asked for, and its words stay.
  await crane.getByRole('button', { name: 'Fetch it' }).click();
  await expect(crane.getByRole('alert')).toBeVisible();
  await page.getByRole('button', { name: 'Create article' }).click();
  const text = page.getByRole('main');
  await expect(text.getByRole('img', { name: 'A ferry' })).toHaveAttribute('src', /^\/media\//);
  await expect(text.getByText('The crane')).toBeVisible();
  pictures.close();
});

test('an import into an open article shows at once to who writes in it, and takes nothing from them', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle('amira', { language: 'de' });
  const amira = await openAs('amira', `/desk/articles/${id}`);
  const jonas = await openAs('jonas', `/desk/articles/${id}`);
  const writing = jonas.getByRole('textbox', { name: 'Einleitung', exact: true });
  await writing.click();
  await jonas.keyboard.type('Das schreibt Jonas selbst.');
  await expect(section(amira, 'Einleitung')).toContainText('Das schreibt Jonas selbst.');

  await openImportInto(amira);
  await paste(amira, `Sperrfrist: 1. Juni 2026, 06:00 Uhr\n\n${mailed}`);
  await expect(pieces(amira)).toBeVisible();
  const side = amira.getByRole('dialog').getByRole('complementary');
  await expect(side.getByLabel('Embargo until')).toHaveValue('2026-06-01T06:00');
  await expect(side).toContainText('They are added to the article’s own.');
  await side.getByRole('combobox', { name: 'Tags' }).fill('Helling');
  await amira.keyboard.press('Enter');
  await amira.getByRole('button', { name: 'Import', exact: true }).click();

  await expect(section(jonas, 'Nachricht')).toContainText('zwölf Bahnen Segeltuch');
  await expect(section(jonas, 'Kurzfassung').getByRole('listitem')).toHaveCount(3);
  await expect(jonas.getByText('Der Stadtrat hat am Dienstag')).toBeVisible();
  await expect(writing.first()).toContainText('Das schreibt Jonas selbst.');
  await expect(writing.first()).toBeFocused();
  await jonas.keyboard.type(' Und weiter.');
  await expect(amira.getByText('Das schreibt Jonas selbst. Und weiter.')).toBeVisible();
  await expect(amira.getByRole('textbox', { name: 'Headline' })).toHaveText(
    'Hafen bekommt ein Dach aus Segeln',
  );
  const row = await (await amira.request.get(`/api/articles/${id}`)).json();
  expect(row).toMatchObject({ tags: ['Helling'], byline: 'Küstendienst | Nordhafener Bote' });
  expect(row.embargo).toMatch(/^2026-0[56]-/);
});

test('an article is taken out as a file, and comes in again as it was', async ({ openAs, newArticle }) => {
  const id = await newArticle('amira', { language: 'de' });
  const page = await openAs('amira', `/desk/articles/${id}`);
  await openImportInto(page);
  await paste(page, mailed);
  await expect(pieces(page)).toBeVisible();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(section(page, 'Nachricht')).toContainText('zwölf Bahnen Segeltuch');

  const exported = async (name: string) => {
    await page.getByRole('button', { name: 'More', exact: true }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name, exact: true }).click();
    const file = await download;
    return { name: file.suggestedFilename(), path: await file.path() };
  };
  const markdown = await exported('Markdown');
  expect(markdown.name).toBe('Hafen bekommt ein Dach aus Segeln.md');
  expect(await readFile(markdown.path, 'utf8')).toContain('## Nachricht\n\n### Zwölf Bahnen Tuch');

  const word = await exported('Word (DOCX)');
  expect(word.name).toBe('Hafen bekommt ein Dach aus Segeln.docx');
  await page.goto('/desk?dialog=import');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: word.name, mimeType: '', buffer: await readFile(word.path) });
  await expect(piece(page, 'Hafen bekommt ein Dach')).toBeVisible();
  expect(await chosen(piece(page, 'Zwölf Bahnen Tuch'))).toBe('Subheading');
  expect(await chosen(piece(page, 'Die Werft will klagen.'))).toBe('Bullet');
  await expect(
    page.getByRole('complementary').getByRole('listitem').filter({ hasText: 'Kurzfassung' }),
  ).toBeVisible();
});

test('who may not write is offered no import', async ({ openAs, newArticle }) => {
  const id = await newArticle();
  const page = await openAs('tomas', '/desk?dialog=import');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Import', exact: true })).toHaveCount(0);
  await page.goto(`/desk/articles/${id}`);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await expect(page.getByRole('menuitem', { name: 'Markdown' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Import into this article' })).toHaveCount(0);
});

test('a text that a machine made is marked whole as it comes in, also where the file says so', async ({
  openAs,
}) => {
  const page = await openAs('amira');
  await openImport(page);
  await paste(page, mailed);
  const box = page.getByRole('checkbox', { name: 'This text was made by a machine' });
  await expect(box).not.toBeChecked();
  await box.check();
  await expectAccessible(page, { within: ['[role=dialog]'] });
  await page.getByRole('button', { name: 'Create article' }).click();
  const marked = page.getByRole('article').locator('.galley-machine');
  await expect(marked.filter({ hasText: 'Zwölf Bahnen Tuch' })).toBeVisible();
  await expect(section(page, 'Nachricht').getByText('100%')).toBeVisible();

  await page.goto('/desk');
  await openImport(page);
  const term = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';
  await page.locator('input[type=file]').setInputFiles({
    name: 'said.html',
    mimeType: 'text/html',
    buffer: Buffer.from(
      `<html><head><title>Said</title><meta name="digitalSourceType" content="${term}"></head><body><h1>Said</h1><p>By a machine, as it says.</p></body></html>`,
    ),
  });
  await expect(box).toBeChecked();
  await expect(page.getByText('The file says so.')).toBeVisible();
  await box.uncheck();
  await expect(page.getByText('The file says so, but nothing is marked in the article.')).toBeVisible();

  // What was said of one file is not said of another.
  await page.getByRole('button', { name: 'Back to the text' }).click();
  await page.locator('input[type=file]').setInputFiles({
    name: 'part.html',
    mimeType: 'text/html',
    buffer: Buffer.from(
      `<html><head><title>Said</title><meta name="digitalSourceType" content="compositeWithTrainedAlgorithmicMedia"></head><body><h1>Said</h1><p>In part by a machine.</p></body></html>`,
    ),
  });
  await expect(page.getByText('says that a machine took part in it')).toBeVisible();
  await expect(box).not.toBeChecked();
  await box.check();
  await page.getByRole('button', { name: 'Back to the text' }).click();
  await page.locator('input[type=file]').setInputFiles({
    name: 'plain.html',
    mimeType: 'text/html',
    buffer: Buffer.from('<html><body><h1>Said</h1><p>By people.</p></body></html>'),
  });
  await expect(page.getByText('By people.')).toBeVisible();
  await expect(box).not.toBeChecked();
});
