// Keys in their order and at full speed: nothing is waited for between them, as fast hands and key repeat do it.
import type { Page } from '@playwright/test';
import { textOf, write } from './article.ts';
import { expect, test } from './desk.ts';

/** Presses keys one right after the other; what is no key's name is typed. */
async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) {
    if (/^(\p{L}|\p{P})$|^[A-Z][A-Za-z]{2,}|\+/u.test(key)) await page.keyboard.press(key);
    else await page.keyboard.type(key);
  }
}

test('keys right after a step into another section act on the text that the caret is in', async ({
  openAs,
  newArticle,
}) => {
  const page = await openAs('amira', `/desk/articles/${await newArticle()}`);
  await write(page, 'Introduction', 'one two');
  await write(page, 'News', 'three four');
  await write(page, 'Outlook', 'five six');
  for (let round = 0; round < 3; round++) {
    await press(page, 'ArrowUp', 'Home', '1', 'ArrowUp', 'Home', '2', 'ArrowDown', 'Home', '3');
    await press(page, 'ArrowDown', 'Home', '4', 'End', '5');
  }
  await expect(textOf(page, 'Introduction')).toHaveText('222one two');
  await expect(textOf(page, 'News')).toHaveText('313131three four');
  await expect(textOf(page, 'Outlook')).toHaveText('444five six555');
});

test('words, selections and deletions right after a step into another section are as meant', async ({
  openAs,
  newArticle,
}) => {
  const page = await openAs('amira', `/desk/articles/${await newArticle()}`);
  await write(page, 'Introduction', 'one two');
  await write(page, 'News', 'three four');
  await press(page, 'ArrowUp', 'End', 'Shift+Home', 'new');
  await expect(textOf(page, 'Introduction')).toHaveText('new');
  await press(page, 'ArrowRight', 'Control+ArrowRight', 'Home', 'Delete', 'T');
  await expect(textOf(page, 'News')).toHaveText('Three four');
  await press(page, 'Home', 'ArrowLeft', 'Backspace', 'Home', 'Delete', 'N');
  await expect(textOf(page, 'Introduction')).toHaveText('Ne');
  await press(page, 'End', 'ArrowDown', 'Control+ArrowLeft', 'Home', 'Shift+End', 'Backspace', 'all new');
  await expect(textOf(page, 'News')).toHaveText('all new');
  await press(page, 'Home', 'Shift+ArrowUp', 'Delete', 'x');
  await expect(textOf(page, 'Introduction')).toHaveText('x');
  await expect(textOf(page, 'News')).toHaveText('');
});

test('keys into sections that are still to be mounted are pressed there, and in their order', async ({
  openAs,
}) => {
  const page = await openAs('amira');
  const sections = Array.from({ length: 30 }, (_, index) => ({
    id: `farsection${index}`,
    kind: 'free',
    title: `Part ${index + 1}`,
    blocks: Array.from({ length: 6 }, () => ({
      type: 'paragraph',
      content: [{ type: 'text', text: 'The harbor opens again after nine days of waiting. '.repeat(12) }],
    })),
  }));
  const head = { headline: 'Far', dek: '', lead: { media: '', alt: '', caption: '', credit: '' } };
  const response = await page.request.post('/api/articles', {
    headers: { origin: new URL(page.url()).origin },
    data: { template: 'news', language: 'en', content: { ...head, sections } },
  });
  const { id } = (await response.json()) as { id: string };
  await page.goto(`/desk/articles/${id}`);
  await textOf(page, 'Headline').click();
  await press(page, 'Control+End', 'Enter', 'abd', 'ArrowLeft', 'c', 'Home', 'X', 'Shift+End', 'Backspace');
  await press(page, 'end', 'Home', 'the ');
  await expect(textOf(page, 'Part 30').locator('p').last()).toHaveText('the Xend');
  await press(page, 'Control+Home', 'Control+Shift+End', 'Delete', 'all', ' gone');
  await expect(textOf(page, 'Headline')).toHaveText('all gone');
  await expect(page.locator('article section p', { hasText: 'harbor' })).toHaveCount(0);
});

test('below and above a table at a section’s edge there is a place to write, by keyboard', async ({
  openAs,
  newArticle,
}) => {
  const page = await openAs('amira', `/desk/articles/${await newArticle()}`);
  const news = textOf(page, 'News');
  await textOf(page, 'News').click();
  await press(page, '/table', 'Enter', 'ship', 'Tab', 'tons', 'Shift+Tab', 'ferry');
  await expect(news.locator('th')).toHaveText(['ferry', 'tons', '']);
  await press(page, 'ArrowDown', 'ArrowDown', 'ArrowDown', 'below');
  await expect(news.locator('> *').last()).toHaveText('below');
  await press(page, 'Home', 'ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowUp', 'above');
  await expect(news.locator('> *').first()).toHaveText('above');
  await expect(news.locator('> *')).toHaveCount(3);
  await press(page, 'ArrowDown', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'x');
  await expect(news.locator('tr')).toHaveCount(4);
  await expect(news.locator('tr').last().locator('td').first()).toHaveText('x');
  await press(page, 'Control+Enter', 'next');
  await expect(news.locator('> *')).toHaveCount(4);
  await expect(news.locator('> *').nth(2)).toHaveText('next');
});

test('a table that ends a section lets the caret on into the next one', async ({ openAs, newArticle }) => {
  const page = await openAs('amira', `/desk/articles/${await newArticle()}`);
  await textOf(page, 'News').click();
  await press(page, '/table', 'Enter', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'on');
  await expect(textOf(page, 'Outlook')).toHaveText('on');
  await press(page, 'ArrowUp', 'ArrowUp', 'ArrowUp', 'x');
  await expect(textOf(page, 'News').locator('tr').first()).toContainText('x');
  await page.goto(`/desk/articles/${await newArticle()}`);
  await textOf(page, 'News').click();
  await press(page, '``` code', 'Control+Enter', 'behind');
  await expect(textOf(page, 'News').locator('pre')).toHaveText('code');
  await expect(textOf(page, 'News').locator('> *').last()).toHaveText('behind');
});

test('typed addresses stay as they are, and three dashes are a divider in both languages', async ({
  openAs,
  newArticle,
}) => {
  const page = await openAs('amira', `/desk/articles/${await newArticle('amira', { language: 'de' })}`);
  await textOf(page, 'Einleitung').click();
  await page.keyboard.type(`Siehe https://example.org/a--b und "'so' geht's"`);
  await expect(textOf(page, 'Einleitung')).toHaveText('Siehe https://example.org/a--b und „‚so‘ geht’s“');
  await textOf(page, 'Nachricht').click();
  await page.keyboard.type('---Danach');
  await expect(textOf(page, 'Nachricht').locator('hr')).toHaveCount(1);
  await expect(textOf(page, 'Nachricht').locator('p').last()).toHaveText('Danach');
});
