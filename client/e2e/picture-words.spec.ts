// The words of pictures: captions, credits and alt texts in a section and of the lead image, written by two people at once and
// by keyboard alone.
import type { Locator, Page } from '@playwright/test';
import { inserted, saved, storedText, suggest, suggestionCard, textOf } from './article.ts';
import { expect, test } from './desk.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Makes an article with a lead image and with a picture between two paragraphs; gives its id. */
async function articleWithPictures(page: Page): Promise<string> {
  const headers = { origin: new URL(page.url()).origin };
  const upload = await page.request.post('/api/media', {
    headers: { ...headers, 'content-type': 'image/png' },
    data: png,
  });
  const { id: media } = (await upload.json()) as { id: string };
  const line = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });
  const picture = { type: 'figure', attrs: { media, alt: '', caption: 'The harbor', credit: '' } };
  const response = await page.request.post('/api/articles', {
    headers,
    data: {
      template: 'news',
      language: 'en',
      content: {
        headline: 'Two at a picture',
        dek: '',
        lead: { media, alt: '', caption: '', credit: '' },
        sections: [
          { id: 'pictures', kind: 'news', title: '', blocks: [line('Before.'), picture, line('Behind.')] },
        ],
      },
    },
  });
  return ((await response.json()) as { id: string }).id;
}

/** One of the texts of the picture in the news. */
const field = (page: Page, name: 'Caption' | 'Credit' | 'Alt text'): Locator =>
  textOf(page, 'News').getByRole('group', { name, exact: true }).locator('> div');

/** What a text says, without other people's carets. */
const wordsIn = (text: Locator): Promise<string> =>
  text.evaluate((element) => {
    const copy = element.cloneNode(true) as Element;
    for (const caret of copy.querySelectorAll('[data-caret-of]')) caret.remove();
    return copy.textContent ?? '';
  });

test('two people write in the same caption, in the text and of the lead image, and nothing is lost', async ({
  openAs,
  server,
}) => {
  const amira = await openAs('amira', '/desk');
  const id = await articleWithPictures(amira);
  await amira.goto(`/desk/articles/${id}`);
  const nora = await openAs('nora', `/desk/articles/${id}`);
  for (const textIn of [(page: Page) => field(page, 'Caption'), (page: Page) => textOf(page, 'Caption')]) {
    const before = await wordsIn(textIn(amira));
    await textIn(amira).click();
    await amira.keyboard.press('End');
    await textIn(nora).click();
    await nora.keyboard.press('Home');
    await expect(textIn(amira).locator('[data-caret-of]')).toBeAttached();
    await expect(textIn(nora).locator('[data-caret-of]')).toBeAttached();
    await Promise.all([
      amira.keyboard.type(' seen from the tower at dawn', { delay: 40 }),
      nora.keyboard.type('Nine days later, in the rain. ', { delay: 40 }),
    ]);
    const all = [...`${before} seen from the tower at dawnNine days later, in the rain. `].sort().join('');
    for (const page of [amira, nora]) {
      // In an empty text both begin at the same place, and either may come first.
      await expect.poll(() => wordsIn(textIn(page))).toContain('Nine days later, in the rain. ');
      await expect.poll(() => wordsIn(textIn(page))).toContain(`${before} seen from the tower at dawn`);
      expect([...(await wordsIn(textIn(page)))].sort().join('')).toBe(all);
    }
    await amira.keyboard.press('ControlOrMeta+z');
    for (const page of [amira, nora]) {
      await expect.poll(() => wordsIn(textIn(page))).not.toContain('dawn');
      expect(await wordsIn(textIn(page))).toContain('Nine days later, in the rain. ');
      expect(await wordsIn(textIn(page))).toContain('seen from the tower');
    }
  }
  await saved(amira);
  await saved(nora);
  // The words outlast the server.
  await server.kill();
  await server.restart();
  const stored = await storedText(amira, id);
  expect(stored).toContain('Nine days later, in the rain. The harbor seen from the tower');
});

test('keys lead into a caption, from text to text and out again; its words are found', async ({ openAs }) => {
  const page = await openAs('amira', '/desk');
  await page.goto(`/desk/articles/${await articleWithPictures(page)}`);
  await textOf(page, 'News').getByText('Before.').click();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('Big: ');
  await expect(field(page, 'Caption')).toHaveText('Big: The harbor');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Mara/dpa **bold** ');
  await page.keyboard.press('Tab');
  await page.keyboard.type('A ship in the harbor');
  await expect(field(page, 'Credit')).toHaveText('Mara/dpa **bold** ');
  await expect(field(page, 'Alt text')).toHaveText('A ship in the harbor');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.type(' of today');
  await expect(field(page, 'Caption')).toHaveText('Big: The harbor of today');
  // A caption is one line: Enter leads below the picture.
  await page.keyboard.press('Enter');
  await page.keyboard.type('Far ');
  await expect(textOf(page, 'News').locator('> p').last()).toHaveText('Far Behind.');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.type('!');
  await expect(field(page, 'Alt text')).toHaveText('A ship in the harbor!');
  // Escape takes the picture itself, Tab goes back into its words.
  await page.keyboard.press('Escape');
  await expect(textOf(page, 'News').locator('figure')).toHaveAttribute('data-selected', 'true');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');
  await expect(field(page, 'Caption')).toHaveText('');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(field(page, 'Caption')).toHaveText('Big: The harbor of today');
  await page.keyboard.press('ControlOrMeta+f');
  await page.getByLabel('Find', { exact: true }).fill('harbor');
  await expect(page.getByText('1 of 2')).toBeVisible();
  await saved(page);
});

test('a caption is suggested on word by word, shown to others, and taken over by who may', async ({
  openAs,
}) => {
  const amira = await openAs('amira', '/desk');
  const id = await articleWithPictures(amira);
  await amira.goto(`/desk/articles/${id}`);
  const tomas = await openAs('tomas', `/desk/articles/${id}`);
  await suggest(tomas);
  await field(tomas, 'Caption').click();
  await tomas.keyboard.press('End');
  await tomas.keyboard.type(' at dawn');
  await field(tomas, 'Credit').click();
  await tomas.keyboard.type('Mara Lund');
  await expect(inserted(amira)).toHaveText([' at dawn', 'Mara Lund']);
  // What an editor writes in the same caption meanwhile stays.
  await field(amira, 'Caption').click();
  await amira.keyboard.press('Home');
  await amira.keyboard.type('See: ');
  for (const words of ['at dawn', 'Mara Lund']) {
    await suggestionCard(amira, words).getByRole('button', { name: 'Accept' }).click();
    await expect(suggestionCard(amira, words)).toHaveCount(0);
  }
  await expect(field(amira, 'Caption')).toHaveText('See: The harbor at dawn');
  await expect(field(tomas, 'Caption')).toHaveText('See: The harbor at dawn');
  await expect(field(tomas, 'Credit')).toHaveText('Mara Lund');
  await expect.poll(() => storedText(amira, id)).toContain('See: The harbor at dawn');

  // Likewise of the lead image, where both are in one text at once.
  await textOf(amira, 'Caption').click();
  await amira.keyboard.type('The quay');
  await expect.poll(() => wordsIn(textOf(tomas, 'Caption'))).toContain('The quay');
  await textOf(tomas, 'Caption').click();
  await tomas.keyboard.press('End');
  await Promise.all([
    tomas.keyboard.type(' at dusk', { delay: 40 }),
    (async () => {
      await amira.keyboard.press('Home');
      await amira.keyboard.type('Below: ', { delay: 40 });
    })(),
  ]);
  await expect(suggestionCard(amira, 'at dusk')).toContainText('Lead image, caption');
  expect(await storedText(amira, id)).not.toContain('at dusk');
  await expect.poll(() => wordsIn(textOf(tomas, 'Caption'))).toContain('Below: The quay');
  // The wording that goes with the new words is at the server, and with Amira: an older one no longer fits.
  await expect
    .poll(async () => await (await amira.request.get(`/api/articles/${id}/suggestions`)).text())
    .toContain('Below: The quay at dusk');
  await expect(suggestionCard(amira, 'at dusk')).not.toContainText('has changed here since');
  await suggestionCard(amira, 'at dusk').getByRole('button', { name: 'Accept' }).click();
  await expect.poll(() => wordsIn(textOf(amira, 'Caption'))).toBe('Below: The quay at dusk');
  await expect.poll(() => storedText(amira, id)).toContain('Below: The quay at dusk');
});
